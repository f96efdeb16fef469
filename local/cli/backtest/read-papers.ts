/** The papers of `--papers`, day by day: what a harvest would have known on each day. */
import { parseDocument } from '../../../lambdas/core/parse/parse-document.ts';
import { ForeignDocumentError, type ParsedDocument } from '../../../lambdas/core/parse/parsed-document.ts';
import type { RawResponse } from '../../../lambdas/core/ports/outside.ts';
import { factsFromRecord } from '../../../lambdas/core/paper/merge-records.ts';
import type { PaperFacts } from '../../../lambdas/core/paper/paper.ts';
import { replayResponses, type SkippedFile } from '../../replay-source.ts';

export interface PaperFiles {
  /** By the day on which each record came: its list date. In order of date; of a day in order of files and lines. */
  readonly byDay: ReadonlyMap<string, readonly PaperFacts[]>;
  readonly records: number;
  readonly rejected: number;
  readonly leftOut: readonly SkippedFile[];
}

/** Undefined when the file is nothing of arXiv's, or holds no paper. */
const parsePapers = ({ body, name }: RawResponse): ParsedDocument | undefined => {
  try {
    const document = parseDocument(body, { source: name });
    return document.records.length + document.rejects.length === 0 ? undefined : document;
  } catch (error) {
    if (error instanceof ForeignDocumentError) return undefined;
    throw error;
  }
};

/** @throws ReplayPathError for a path that can't be read */
export const readPapers = async (path: string): Promise<PaperFiles> => {
  const byDay = new Map<string, PaperFacts[]>();
  const leftOut: SkippedFile[] = [];
  let records = 0;
  let rejected = 0;
  for await (const file of replayResponses([path], '--papers')) {
    if ('skipped' in file) {
      leftOut.push(file);
      continue;
    }
    const document = parsePapers(file);
    if (document === undefined) {
      leftOut.push({ name: file.name, skipped: 'none of the formats of docs/backtest.md' });
      continue;
    }
    rejected += document.rejects.length;
    for (const record of document.records) {
      const facts = factsFromRecord(record);
      const day = record.listing?.date ?? facts.announcedOn;
      const known = byDay.get(day);
      if (known) known.push(facts);
      else byDay.set(day, [facts]);
      records += 1;
    }
  }
  return { byDay: new Map([...byDay].sort(([a], [b]) => (a < b ? -1 : 1))), records, rejected, leftOut };
};
