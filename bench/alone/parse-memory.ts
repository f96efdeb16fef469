/** What a process needs at its peak that parses and scores one page and does nothing else. */
import { readFileSync } from 'node:fs';
import { assemblePaper } from '../../lambdas/core/paper/assemble-paper.ts';
import { factsFromRecord } from '../../lambdas/core/paper/merge-records.ts';
import { parseDocument } from '../../lambdas/core/parse/parse-document.ts';
import { figureOf, type Figure } from '../figure.ts';
import { ownPeakMegabytes } from '../peak-memory.ts';

const bareMegabytes = ownPeakMegabytes();
const { records } = parseDocument(readFileSync(process.argv[2] ?? ''), { source: 'page', sampleIds: true });
const papers = records.map((record) => assemblePaper(factsFromRecord(record)));

const figures: readonly Figure[] = [
  figureOf(
    {
      name: 'parsing: peak memory of one page',
      unit: 'MB',
      goal: { atMost: 300 },
      note: `${papers.length} papers held; ${Math.round(bareMegabytes)} MB before the first byte was read`,
    },
    ownPeakMegabytes(),
  ),
];
process.stdout.write(JSON.stringify(figures));
