/**
 * Takes responses of arXiv in, one after the other: archive, parse, merge with what is stored, score, store.
 *
 * Every record is counted exactly once, as new, updated, unchanged, duplicate or rejected. The tables at the end do
 * not depend on the order of the responses, and the same responses again change nothing: facts are merged by a
 * commutative join (`mergeFacts`), listings by their strength. Within one chunk listings are written before papers,
 * so a run killed anywhere leaves at worst listings without a paper, which the next run completes.
 */
import { assemblePaper, factsOf, sameContent } from '../../core/paper/assemble-paper.ts';
import { factsFromRecord, mergeFacts } from '../../core/paper/merge-records.ts';
import type { Listing, Paper, PaperFacts, PaperId, PaperRecord } from '../../core/paper/paper.ts';
import { inferredRows, listedRows } from '../../core/paper/paper-listings.ts';
import { parseDocument } from '../../core/parse/parse-document.ts';
import { ForeignDocumentError, type DocumentProblem, type ParsedDocument } from '../../core/parse/parsed-document.ts';
import type { RawArchive, RawResponse } from '../../core/ports/outside.ts';
import type { ListingStore, PaperStore } from '../../core/ports/stores.ts';
import { createBatchTally, type BatchTally } from './batch-tally.ts';

/** A request that brought no response at all: the batch of its category is short for this reason. */
export interface FetchFailure {
  readonly category: string;
  readonly failure: string;
}

/** Input that is no answer of arXiv (a README, a picture), or could not be read as one: named and left out. */
export interface SkippedInput {
  readonly name: string;
  readonly skipped: string;
}

export type HarvestInput = RawResponse | FetchFailure | SkippedInput;

export interface RecordCounts {
  records: number;
  new: number;
  updated: number;
  unchanged: number;
  duplicates: number;
  rejected: number;
}

/** What became of one response, for the table that a replay prints. */
export interface DocumentReport extends Readonly<RecordCounts> {
  readonly name: string;
  readonly label: string;
  /** Problem of the document as a whole, or why it was skipped. */
  readonly problem?: string;
  /** Distinct reasons of its rejects. */
  readonly rejectReasons: readonly string[];
}

export interface HarvestReport {
  readonly counts: Readonly<RecordCounts>;
  readonly documents: readonly DocumentReport[];
  readonly tally: BatchTally;
  /** Newest day on which a record's paper was announced: for input that holds no list at all. */
  readonly latestAnnouncedOn: string | undefined;
}

export interface HarvestDeps {
  readonly papers: PaperStore;
  readonly listings: ListingStore;
  readonly archive: RawArchive;
  /** Called after each response. */
  readonly onDocument?: (report: DocumentReport) => void;
}

export interface HarvestOptions {
  readonly responses: AsyncIterable<HarvestInput>;
  /** Accept the invented identifiers of the sample (month 13). */
  readonly sampleIds: boolean;
}

/** Records read, merged and written together: bounds memory and keeps a batch of reads at a few round trips. */
const CHUNK_RECORDS = 500;

const NO_RECORDS: Readonly<RecordCounts> = { records: 0, new: 0, updated: 0, unchanged: 0, duplicates: 0, rejected: 0 };

const rowKey = ({ category, listedKey, kind, basis }: Listing): string => [category, listedKey, kind, basis].join(' ');

export const harvestPapers = async (
  deps: HarvestDeps,
  { responses, sampleIds }: HarvestOptions,
): Promise<HarvestReport> => {
  const counts: RecordCounts = { ...NO_RECORDS };
  const documents: DocumentReport[] = [];
  const tally = createBatchTally();
  const round: RoundMemory = { metPapers: new Set(), latestAnnouncedOn: undefined };

  const finish = (report: DocumentReport): void => {
    for (const key of Object.keys(NO_RECORDS) as (keyof RecordCounts)[]) counts[key] += report[key];
    documents.push(report);
    deps.onDocument?.(report);
  };

  for await (const input of responses) {
    if ('failure' in input) {
      tally.addFailure(input.category, input.failure);
      finish({ ...NO_RECORDS, name: input.category, label: 'no response', problem: input.failure, rejectReasons: [] });
      continue;
    }
    if ('skipped' in input) {
      finish({ ...NO_RECORDS, name: input.name, label: 'skipped', problem: input.skipped, rejectReasons: [] });
      continue;
    }
    await deps.archive.keep(input);
    const document = parseOrForeign(input, sampleIds);
    if (document instanceof ForeignDocumentError) {
      finish({ ...NO_RECORDS, name: input.name, label: 'skipped', problem: document.message, rejectReasons: [] });
      continue;
    }
    if (document.rejects.length > 0) await deps.archive.keepRejects(document.rejects);
    tally.addDocument(document, input.category);

    const report: RecordCounts = { ...NO_RECORDS, rejected: document.rejects.length };
    for (let start = 0; start < document.records.length; start += CHUNK_RECORDS) {
      await storeChunk(deps, document.records.slice(start, start + CHUNK_RECORDS), { round, report });
    }
    report.records = document.records.length + document.rejects.length;
    finish({
      ...report,
      name: input.name,
      label: document.label,
      ...(document.problem && { problem: document.problem.message }),
      rejectReasons: [...new Set(document.rejects.map((reject) => reject.reason))],
    });
  }
  return { counts, documents, tally, latestAnnouncedOn: round.latestAnnouncedOn };
};

const parseOrForeign = (response: RawResponse, sampleIds: boolean): ParsedDocument | ForeignDocumentError => {
  const { problem, category, name } = response;
  try {
    const document = parseDocument(response.body, {
      source: name,
      sampleIds,
      ...(category !== undefined && { category }),
    });
    return problem === undefined || document.rejects.length > 0 ? document : withLostRest(document, { name, problem });
  } catch (error) {
    if (!(error instanceof ForeignDocumentError)) throw error;
    if (problem === undefined) return error;
    const nothing: ParsedDocument = {
      format: 'error-text',
      label: 'damaged file',
      records: [],
      rejects: [],
      deletedIds: [],
    };
    return withLostRest(nothing, { name, problem });
  }
};

/** What a damaged file lost can't be counted: it stands as one reject. */
const withLostRest = (
  document: ParsedDocument,
  { name, problem }: { readonly name: string; readonly problem: DocumentProblem },
): ParsedDocument => ({
  ...document,
  problem,
  rejects: [
    ...document.rejects,
    {
      source: name,
      position: document.records.length + document.rejects.length + 1,
      reason: problem.message,
      excerpt: '',
    },
  ],
});

/** What the round remembers from one chunk to the next. */
interface RoundMemory {
  readonly metPapers: Set<PaperId>;
  latestAnnouncedOn: string | undefined;
}

const storeChunk = async (
  deps: HarvestDeps,
  records: readonly PaperRecord[],
  { round, report }: { readonly round: RoundMemory; readonly report: RecordCounts },
): Promise<void> => {
  const recordsByPaper = new Map<PaperId, PaperRecord[]>();
  for (const record of records) {
    const known = recordsByPaper.get(record.paperId);
    if (known) known.push(record);
    else recordsByPaper.set(record.paperId, [record]);
  }

  let countOutcomes = true;
  let pending: readonly PaperId[] = [...recordsByPaper.keys()];
  // A row that somebody else changed between our read and our write is read and merged again; others are not touched.
  while (pending.length > 0) {
    const stored = await deps.papers.getMany(pending);
    const writes: { paper: Paper; expected: Paper | undefined }[] = [];
    const rows = new Map<string, Listing>();
    const outdated: Listing[] = [];

    for (const paperId of pending) {
      const before = stored.get(paperId);
      let facts = before && factsOf(before);
      for (const record of recordsByPaper.get(paperId) ?? []) {
        const outcome = factsAfter(facts, record);
        if (countOutcomes) {
          if (facts === undefined) report.new += 1;
          else if (outcome.changed) report.updated += 1;
          else if (round.metPapers.has(paperId)) report.duplicates += 1;
          else report.unchanged += 1;
          round.metPapers.add(paperId);
        }
        facts = outcome.facts;
        for (const row of listedRows(record)) rows.set(rowKey(row), row);
      }
      if (facts === undefined) continue;
      if (round.latestAnnouncedOn === undefined || facts.announcedOn > round.latestAnnouncedOn)
        round.latestAnnouncedOn = facts.announcedOn;
      const paper = assemblePaper(facts);
      if (paper.contentHash === before?.contentHash) continue;
      writes.push({ paper, expected: before });
      const inferred = inferredRows(paper);
      for (const row of inferred) rows.set(rowKey(row), row);
      if (before) {
        const kept = new Set(inferred.map(rowKey));
        outdated.push(...inferredRows(before).filter((row) => !kept.has(rowKey(row))));
      }
    }
    await deps.listings.removeInferred(outdated);
    await deps.listings.putMany([...rows.values()]);
    pending = await deps.papers.putMany(writes);
    countOutcomes = false;
  }
};

const factsAfter = (facts: PaperFacts | undefined, record: PaperRecord): { facts: PaperFacts; changed: boolean } => {
  const seen = factsFromRecord(record);
  if (facts === undefined) return { facts: seen, changed: true };
  const merged = mergeFacts(facts, seen);
  return { facts: merged, changed: !sameContent(facts, merged) };
};
