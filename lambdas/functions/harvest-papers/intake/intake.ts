/**
 * Takes documents of arXiv in, one after the other: archive, parse, merge with what is stored, score, store.
 *
 * Every record is counted exactly once, as new, updated, unchanged, duplicate or rejected. The tables at the end do
 * not depend on the order of the documents, and the same documents again change nothing: facts are merged by a
 * commutative join (`mergeFacts`), listings by their strength.
 */
import { forEachBounded } from '../../../adapters/dynamodb/bounded-concurrency.ts';
import { sameContent } from '../../../core/paper/assemble-paper.ts';
import { factsFromRecord, mergeFacts } from '../../../core/paper/merge-records.ts';
import { dateKey, type Listing, type PaperFacts, type PaperId, type PaperRecord } from '../../../core/paper/paper.ts';
import { listedRows } from '../../../core/paper/paper-listings.ts';
import { parseDocument } from '../../../core/parse/parse-document.ts';
import {
  ForeignDocumentError,
  type DocumentProblem,
  type ListingPage,
  type ParsedDocument,
} from '../../../core/parse/parsed-document.ts';
import type { RawArchive, RawResponse } from '../../../core/ports/outside.ts';
import type { ListingStore, PaperStore } from '../../../core/ports/stores.ts';
import { createBatchTally, type BatchTally } from './batch-tally.ts';
import { changePapers } from './change-papers.ts';

/** A request that brought no document: the batch of its category is short for this reason. */
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

/** What became of one document, for the table that a replay prints. */
export interface DocumentReport extends Readonly<RecordCounts> {
  readonly name: string;
  readonly label: string;
  /** Records of papers in none of the categories that are followed: passed over and in no other count. */
  readonly elsewhere?: number;
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
  /** Called after each document. */
  readonly onDocument?: (report: DocumentReport) => void;
}

export interface IntakeOptions {
  /** Accept the invented identifiers of the sample (month 13). */
  readonly sampleIds: boolean;
  /** Canonical categories: OAI records of papers in none of them are passed over. @default every record is taken */
  readonly follows?: readonly string[];
}

/** A document that is archived and parsed, and not yet stored: what comes next can be asked for meanwhile. */
export interface OpenedDocument {
  /** Undefined: no document of arXiv, or no document at all. */
  readonly document: ParsedDocument | undefined;
  /** Stores it. To be called once. */
  readonly store: () => Promise<DocumentReport>;
}

export interface Intake {
  open(input: HarvestInput): Promise<OpenedDocument>;
  /** Opens and stores. */
  take(input: HarvestInput): Promise<ParsedDocument | undefined>;
  readonly tally: BatchTally;
  report(): HarvestReport;
}

/** Papers read, merged and written together: bounds memory and keeps a batch of reads at a few round trips. */
const CHUNK_PAPERS = 250;
/** While one chunk is read and merged, another is written: the tables are never without work. */
export const CHUNKS_AT_ONCE = 2;

export const NO_RECORDS: Readonly<RecordCounts> = {
  records: 0,
  new: 0,
  updated: 0,
  unchanged: 0,
  duplicates: 0,
  rejected: 0,
};

/** Adds up what several documents or intakes counted. */
export const addCounts = (to: RecordCounts, from: Readonly<RecordCounts>): void => {
  for (const key of Object.keys(NO_RECORDS) as (keyof RecordCounts)[]) to[key] += from[key];
};

export const createIntake = (deps: HarvestDeps, { sampleIds, follows }: IntakeOptions): Intake => {
  const counts: RecordCounts = { ...NO_RECORDS };
  const documents: DocumentReport[] = [];
  const tally = createBatchTally();
  const metPapers = new Set<PaperId>();
  const followed = follows && new Set(follows);
  let latestAnnouncedOn: string | undefined;

  const finish = (report: DocumentReport): DocumentReport => {
    addCounts(counts, report);
    documents.push(report);
    deps.onDocument?.(report);
    return report;
  };
  const withoutRecords = (report: Pick<DocumentReport, 'name' | 'label' | 'problem'>): OpenedDocument => ({
    document: undefined,
    store: () => Promise.resolve(finish({ ...NO_RECORDS, rejectReasons: [], ...report })),
  });

  /** Counts each record by what it adds to what is stored, the first time that it is looked at. */
  const storeChunk = async (chunk: readonly PaperGroup[], report: RecordCounts): Promise<void> => {
    const recordsByPaper = new Map(chunk);
    const counted = new Set<PaperId>();
    await changePapers(deps, {
      paperIds: [...recordsByPaper.keys()],
      listed: chunk.flatMap(([, records]) => records.flatMap(listedRows)),
      change: (paperId, stored) => {
        let facts = stored;
        const isFirstLook = !counted.has(paperId);
        counted.add(paperId);
        for (const record of recordsByPaper.get(paperId) ?? []) {
          const outcome = factsAfter(facts, record);
          if (isFirstLook) {
            if (facts === undefined) report.new += 1;
            else if (outcome.changed) report.updated += 1;
            else if (metPapers.has(paperId)) report.duplicates += 1;
            else report.unchanged += 1;
            metPapers.add(paperId);
          }
          facts = outcome.facts;
        }
        if (facts !== undefined && (latestAnnouncedOn === undefined || facts.announcedOn > latestAnnouncedOn))
          latestAnnouncedOn = facts.announcedOn;
        return facts;
      },
    });
  };

  const storeDocument = async (response: RawResponse, document: ParsedDocument): Promise<DocumentReport> => {
    if (document.rejects.length > 0) await deps.archive.keepRejects(document.rejects);
    tally.addDocument(document, response.category);
    if (document.listingPage) await deps.listings.putMany(rowsOfPage(document.listingPage));
    const { records, rejects } = document;
    // Only OAI's sets hold papers that nobody asked for.
    const taken =
      followed && document.format === 'oai'
        ? records.filter(({ categories }) => categories.some((category) => followed.has(category)))
        : records;
    const report: RecordCounts = {
      ...NO_RECORDS,
      rejected: rejects.length,
      records: taken.length + rejects.length,
    };
    await forEachBounded(chunksOf(taken), (chunk) => storeChunk(chunk, report), CHUNKS_AT_ONCE);
    return finish({
      ...report,
      name: response.name,
      label: document.label,
      ...(taken.length < records.length && { elsewhere: records.length - taken.length }),
      ...(document.problem && { problem: document.problem.message }),
      rejectReasons: [...new Set(rejects.map((reject) => reject.reason))],
    });
  };

  const open = async (input: HarvestInput): Promise<OpenedDocument> => {
    if ('failure' in input) {
      tally.addFailure(input.category, input.failure);
      return withoutRecords({ name: input.category, label: 'no response', problem: input.failure });
    }
    if ('skipped' in input) return withoutRecords({ name: input.name, label: 'skipped', problem: input.skipped });
    await deps.archive.keep(input);
    if (input.status !== 200)
      return withoutRecords({ name: input.name, label: 'skipped', problem: `an answer with HTTP ${input.status}` });
    const document = parseOrForeign(input, sampleIds);
    if (document instanceof ForeignDocumentError)
      return withoutRecords({ name: input.name, label: 'skipped', problem: document.message });
    return { document, store: () => storeDocument(input, document) };
  };

  return {
    open,
    take: async (input) => {
      const { document, store } = await open(input);
      await store();
      return document;
    },
    tally,
    report: () => ({ counts, documents, tally, latestAnnouncedOn }),
  };
};

/** All records of one paper in one document. */
type PaperGroup = readonly [PaperId, readonly PaperRecord[]];

/** A paper is in one chunk only, so that chunks may be stored in any order. */
const chunksOf = (records: readonly PaperRecord[]): readonly (readonly PaperGroup[])[] => {
  const groups = new Map<PaperId, PaperRecord[]>();
  for (const record of records) {
    const group = groups.get(record.paperId);
    if (group) group.push(record);
    else groups.set(record.paperId, [record]);
  }
  const papers = [...groups];
  const chunks: (readonly PaperGroup[])[] = [];
  for (let start = 0; start < papers.length; start += CHUNK_PAPERS)
    chunks.push(papers.slice(start, start + CHUNK_PAPERS));
  return chunks;
};

/** A listing page is a list that was seen, although it holds no record. */
export const rowsOfPage = ({ category, date, entries }: ListingPage): readonly Listing[] =>
  entries.map(({ paperId, kind }) => ({
    category,
    listedKey: dateKey(date, paperId),
    paperId,
    listedOn: date,
    kind,
    basis: 'listed',
  }));

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

const factsAfter = (facts: PaperFacts | undefined, record: PaperRecord): { facts: PaperFacts; changed: boolean } => {
  const seen = factsFromRecord(record);
  if (facts === undefined) return { facts: seen, changed: true };
  const merged = mergeFacts(facts, seen);
  return { facts: merged, changed: !sameContent(facts, merged) };
};
