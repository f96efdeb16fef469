/** How fast a page of records becomes scored papers, beside fast-xml-parser on the same page. */
import { readFileSync } from 'node:fs';
import { XMLValidator } from 'fast-xml-parser';
import { assemblePaper } from '../../lambdas/core/paper/assemble-paper.ts';
import { factsFromRecord } from '../../lambdas/core/paper/merge-records.ts';
import { parseDocument } from '../../lambdas/core/parse/parse-document.ts';
import { scanDocument } from '../../lambdas/core/parse/scan-document.ts';
import { parseXml } from '../../lambdas/core/parse/xml-document.ts';
import { medianFigure, type Figure } from '../figure.ts';
import { timeInTurn } from '../stopwatch.ts';

const body = readFileSync(process.argv[2] ?? '');
const text = body.toString('utf8');
const context = { source: 'page', sampleIds: true };
const { length: records } = parseDocument(body, context).records;
const megabytes = body.byteLength / 1e6;

const parsePage = () => parseDocument(body, context).records;

const seconds = await timeInTurn(
  {
    papers: () => parsePage().map((record) => assemblePaper(factsFromRecord(record))),
    document: parsePage,
    checked: () => scanDocument(text).parts.flatMap(({ slices }) => slices.map(({ xml }) => parseXml(xml))),
    bare: () => parseXml(text),
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- the validator that the library comes with is what to compare with
    bareChecked: () => [XMLValidator.validate(text), parseXml(text)],
  },
  { warmUps: 6, rounds: 15 },
);

const rate = (amount: number, samples: readonly number[]): readonly number[] => samples.map((each) => amount / each);
const megabytesPerSecond = (name: keyof typeof seconds, words: string, goal?: Figure['goal']): Figure =>
  medianFigure({ name: words, unit: 'MB/s', ...(goal && { goal }) }, rate(megabytes, seconds[name]));

const figures: readonly Figure[] = [
  medianFigure(
    {
      name: 'parsing: papers parsed, checked and scored',
      unit: 'papers/s',
      goal: { atLeast: 5_000 },
      note: `${records} records, ${megabytes.toFixed(2)} MB`,
    },
    rate(records, seconds.papers),
  ),
  megabytesPerSecond('document', 'parsing: XML to records, text normalised'),
  megabytesPerSecond('checked', 'parsing: XML to trees, with validation', { atLeast: 15 }),
  megabytesPerSecond('bare', 'parsing: fast-xml-parser alone, same options, nothing validated'),
  megabytesPerSecond('bareChecked', 'parsing: fast-xml-parser alone, with its own validator'),
];
process.stdout.write(JSON.stringify(figures));
