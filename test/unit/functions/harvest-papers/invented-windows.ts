/** OAI pages of invented papers, and everything in memory that a harvest of windows needs. */
import { createFakeArchive } from '../../../fakes/fake-archive.ts';
import { createFakeArxiv, type FakeAnswers } from '../../../fakes/fake-arxiv.ts';
import { createFakeBatchStore } from '../../../fakes/fake-batch-store.ts';
import { createFakeHarvestLedger } from '../../../fakes/fake-harvest-ledger.ts';
import { createFakeListingStore } from '../../../fakes/fake-listing-store.ts';
import { createFakePaperStore } from '../../../fakes/fake-paper-store.ts';
import { arxivRaw, listRecords, oaiAnswer, oaiRecord, rawVersion } from '../../core/parse/invented-documents.ts';

/** New York, Friday evening: OAI has just taken in Friday's announcement. */
export const FRIDAY_EVENING = '2026-11-21T03:40:00.000Z';

/** Submitted on Wednesday before 14:00: Thursday's list. */
const WEDNESDAY = 'Wed, 18 Nov 2026 17:59:59 GMT';

export const oaiPage = (
  ids: readonly string[],
  { token, date = WEDNESDAY, categories = 'cs.LG' }: { token?: string; date?: string; categories?: string } = {},
): string =>
  listRecords(
    ids.map((id) => oaiRecord(arxivRaw({ id, versions: rawVersion(1, { date }), categories }), { id })),
    token === undefined ? '' : `<resumptionToken>${token}</resumptionToken>`,
  );

export const NO_RECORDS_MATCH = oaiAnswer('<error code="noRecordsMatch">no records</error>');
export const BAD_TOKEN = oaiAnswer('<error code="badResumptionToken">no such token</error>');

/** `setOf`: where a paper is in another set than `cs:cs:LG`. */
export const identifiers = (ids: readonly string[], setOf: Readonly<Record<string, string>> = {}): string =>
  oaiAnswer(
    `<ListIdentifiers>${ids
      .map(
        (id) =>
          `<header><identifier>oai:arXiv.org:${id}</identifier><datestamp>2026-11-19</datestamp><setSpec>${setOf[id] ?? 'cs:cs:LG'}</setSpec></header>`,
      )
      .join('')}</ListIdentifiers>`,
  );

export const makeHarvest = (answers: FakeAnswers, now = FRIDAY_EVENING) => {
  let instant = now;
  return {
    papers: createFakePaperStore(),
    listings: createFakeListingStore(),
    batches: createFakeBatchStore(),
    ledger: createFakeHarvestLedger(),
    archive: createFakeArchive(),
    arxiv: createFakeArxiv(answers),
    clock: () => new Date(instant),
    /** Lets time pass. */
    setNow: (later: string) => {
      instant = later;
    },
  };
};
