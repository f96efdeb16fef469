/** What a harvest has archived, replayed: it ends in the same tables and the same archive. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFolderArchive } from '../../../lambdas/adapters/storage/folder-archive.ts';
import type { RawResponse } from '../../../lambdas/core/ports/outside.ts';
import { createIntake, type HarvestInput } from '../../../lambdas/functions/harvest-papers/intake/intake.ts';
import { replayResponses } from '../../../local/replay-source.ts';
import { createFakeListingStore } from '../../fakes/fake-listing-store.ts';
import { createFakePaperStore } from '../../fakes/fake-paper-store.ts';
import {
  arxivRaw,
  dailyRow,
  listRecords,
  oaiRecord,
  rssFeed,
  rssItem,
} from '../../unit/core/parse/invented-documents.ts';

let parent = '';
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'paper-round-replay-'));
});
afterAll(() => rm(parent, { recursive: true, force: true }));

const aResponse = (minute: number, text: string, changes: Partial<RawResponse> = {}): RawResponse => ({
  name: `https://arxiv.example.org/${minute}`,
  body: Buffer.from(text),
  status: 200,
  receivedAt: `2026-11-20T05:${String(minute).padStart(2, '0')}:00.000Z`,
  ...changes,
});

const harvest = async (name: string, inputs: Iterable<HarvestInput> | AsyncIterable<HarvestInput>) => {
  const raw = join(parent, name);
  const papers = createFakePaperStore();
  const listings = createFakeListingStore();
  const intake = createIntake({ papers, listings, archive: createFolderArchive(raw) }, { sampleIds: false });
  for await (const input of inputs) if ('body' in input) await intake.take(input);
  const files = (await readdir(raw, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const contents = await Promise.all(
    files.map(async ({ parentPath, name: file }) => {
      const path = join(parentPath, file);
      return [path.slice(raw.length), (await readFile(path)).toString('base64')] as const;
    }),
  );
  return { papers, listings, raw, archived: Object.fromEntries(contents.sort(([a], [b]) => (a < b ? -1 : 1))) };
};

it('a replay of the raw archive ends in the same tables and the same archive', async () => {
  const live = await harvest('live', [
    aResponse(1, rssFeed([rssItem(), rssItem({ id: '2611.01235v1', title: '' })]), {
      category: 'cs.LG',
      entityTag: '"abc"',
    }),
    aResponse(2, '<html><body>Service unavailable</body></html>', { status: 503 }),
    aResponse(3, listRecords([oaiRecord(arxivRaw({ id: '2611.01236' }), { id: '2611.01236' })])),
    // Cut in its middle while it came, and known to be.
    aResponse(
      4,
      rssFeed([rssItem({ id: '2611.01237v1' }), rssItem({ id: '2611.01238v1' })], 'stat.ML').slice(0, -300),
      {
        category: 'stat.ML',
        problem: { kind: 'truncated', message: 'The answer broke off.' },
      },
    ),
    aResponse(5, `${dailyRow({ id: '2611.01239' })}\n`),
    aResponse(6, 'Rate exceeded.'),
  ]);
  const replayed = await harvest('replayed', replayResponses([live.raw]));
  expect(await live.papers.count()).toBeGreaterThanOrEqual(4);
  expect(replayed.papers.rows).toEqual(live.papers.rows);
  expect(replayed.listings.rows).toEqual(live.listings.rows);
  for (const id of ['2611.01234', '2611.01236', '2611.01237', '2611.01239'])
    expect(JSON.stringify([...replayed.papers.rows.values()])).toContain(id);
  // All of it but what arXiv said instead of a document.
  const documents = Object.entries(live.archived).filter(([path]) => !path.includes('/050200000-'));
  expect(Object.entries(replayed.archived)).toEqual(documents);
  expect(documents.filter(([path]) => path.endsWith('.rejects.jsonl')).length).toBeGreaterThanOrEqual(2);
});
