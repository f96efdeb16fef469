/** Recorded responses of every kind about a handful of papers that don't exist: they overlap, disagree, and are partly broken. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import {
  apiAnswer,
  apiEntry,
  apiErrorEntry,
  arxivRaw,
  atomFeed,
  atomFeedEntry,
  dailyRow,
  listRecords,
  oaiAnswer,
  oaiRecord,
  rawVersion,
  rssFeed,
  rssItem,
} from '../../unit/core/parse/invented-documents.ts';

const WHOLE_RSS = rssFeed([
  rssItem({ id: '2611.01001v1' }),
  rssItem({ id: '2611.01002v1', type: 'cross', categories: ['cs.CL', 'cs.LG'] }),
  rssItem({ id: '2610.00003v2', type: 'replace' }),
  rssItem({ id: 'no-id-at-all' }),
]);

/** Records in the files below, by hand. */
export const RECORD_COUNT = 25;
/** Of these, the ones that can't be taken in, by hand. */
export const REJECT_COUNT = 4;

/** File name → content. The list of 2026-11-20, with one list before and one after it. */
export const RECORDINGS: Readonly<Record<string, string | Uint8Array>> = {
  // 4 records, of which one has no identifier.
  'rss-cs.LG.xml': WHOLE_RSS,
  // 2 records.
  'rss-stat.ML.xml.gz': gzipSync(
    rssFeed(
      [
        rssItem({ id: '2611.01001v1', type: 'cross' }),
        rssItem({ id: '2611.01004v1', categories: ['stat.ML'], title: '0' }),
      ],
      'stat.ML',
    ),
  ),
  // 2 records.
  'atom-cs.LG.xml': atomFeed([atomFeedEntry({ id: '2611.01001v1' }), atomFeedEntry({ id: '2611.01005v1' })]),
  // 4 records, of which one is an error.
  'api.xml': apiAnswer([
    apiEntry({ id: '2611.01001v2', title: 'Gardens that Learn, Again' }),
    apiEntry({ id: '2611.01002v1', categories: ['cs.CL', 'cs.LG'], abstract: 'A better abstract.' }),
    apiEntry({ id: '2611.01006v1', categories: ['hep-th'] }),
    apiErrorEntry,
  ]),
  // 3 records.
  'oai-raw.xml': listRecords([
    oaiRecord(arxivRaw({ id: '2611.01001', versions: rawVersion(1) }), { id: '2611.01001' }),
    oaiRecord(arxivRaw({ id: '2611.01005', comments: '3 pages, code at https://github.com/invented/garden' }), {
      id: '2611.01005',
    }),
    oaiRecord(arxivRaw({ id: '2611.01007', categories: 'cs.AI' }), { id: '2611.01007' }),
  ]),
  // No record: the list is empty, and a deleted one carries no metadata.
  'oai-none.xml': oaiAnswer('<error code="noRecordsMatch">The combination gives an empty list.</error>'),
  'oai-deleted.xml': listRecords([oaiRecord('', { id: '2611.01008', status: ' status="deleted"' })]),
  // 5 records, of which one line is cut.
  'daily.jsonl': [
    dailyRow({ id: '2611.01001', title: 'Gardens that LearnÃ©' }),
    dailyRow({ id: '2611.01002', categories: ['cs.CL', 'cs.LG'], version: 2 }),
    dailyRow({ id: 'hep-th/9901001', categories: ['hep-th'] }),
    dailyRow({ id: '2611.01010', title: 'Control\u0000 characters\u0007' }),
    '{"id": "2611.01011", "title": "Cut in the mid',
  ].join('\n'),
  // 2 records of the list before, 1 of the list after.
  'daily-before.jsonl': [
    dailyRow({ id: '2611.00901', date: '2026-11-19' }),
    dailyRow({ id: '2611.00902', date: '2026-11-19', categories: ['stat.ML', 'cs.LG'] }),
  ].join('\n'),
  'daily-after.jsonl': dailyRow({ id: '2611.01201', date: '2026-11-23' }),
  // 1 record before the cut, and what is cut off counts as one more.
  'rss-cut.xml': rssFeed([rssItem({ id: '2611.01012v1' }), rssItem({ id: '2611.01013v1' })]).slice(0, -200),
};

/** Writes them into a folder. Returns the paths. */
export const writeRecordings = async (
  folder: string,
  recordings: Readonly<Record<string, string | Uint8Array>> = RECORDINGS,
): Promise<readonly string[]> => {
  await mkdir(folder, { recursive: true });
  return Promise.all(
    Object.entries(recordings).map(async ([name, content]) => {
      const path = join(folder, name);
      await writeFile(path, content);
      return path;
    }),
  );
};
