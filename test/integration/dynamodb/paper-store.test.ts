import { createPaperStore } from '../../../lambdas/adapters/dynamodb/paper-store.ts';
import { createTables } from '../../../lambdas/adapters/dynamodb/create-tables.ts';
import { paperIdSchema } from '../../../lambdas/core/paper/paper.ts';
import { startDynalite } from '../../../local/dynalite-engine.ts';
import { aPaper } from '../../fakes/stored-rows.ts';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { clientFor, STORE_MAKERS, useStores } from './store-makers.ts';

const id = (text: string) => paperIdSchema.parse(text);

describe.each(STORE_MAKERS)('PaperStore on %s', (_name, open) => {
  const stores = useStores(open);

  it('gives back what was stored, and nothing for unknown or repeated ids', async () => {
    const paper = aPaper('2611.00001', { comment: 'x', doi: '10.1/x', withdrawn: true, title: '0', abstract: '' });
    await expect(stores().papers.putMany([{ paper, expected: undefined }])).resolves.toEqual([]);
    const found = await stores().papers.getMany([paper.paperId, paper.paperId, id('2611.99999')]);
    expect([...found]).toEqual([[paper.paperId, paper]]);
  });

  it('reads nothing for no ids', async () => {
    expect((await stores().papers.getMany([])).size).toBe(0);
  });

  it('leaves out attributes that are undefined', async () => {
    const paper = aPaper('2611.00002');
    await stores().papers.putMany([{ paper: { ...paper, comment: undefined }, expected: undefined }]);
    expect((await stores().papers.getMany([paper.paperId])).get(paper.paperId)).toEqual(paper);
  });

  it('does not put a new row over one that somebody else put meanwhile', async () => {
    const paper = aPaper('2611.00003');
    await stores().papers.putMany([{ paper, expected: undefined }]);
    const late = { ...paper, title: 'late', contentHash: 'late' };
    expect(await stores().papers.putMany([{ paper: late, expected: undefined }])).toEqual([paper.paperId]);
    expect((await stores().papers.getMany([paper.paperId])).get(paper.paperId)).toEqual(paper);
  });

  it('replaces the row that was read, and only that one', async () => {
    const first = aPaper('2611.00004');
    const second = { ...first, version: 2, contentHash: 'second' };
    const third = { ...first, version: 3, contentHash: 'third' };
    await stores().papers.putMany([{ paper: first, expected: undefined }]);
    expect(await stores().papers.putMany([{ paper: second, expected: first }])).toEqual([]);
    expect(await stores().papers.putMany([{ paper: third, expected: first }])).toEqual([first.paperId]);
    expect(await stores().papers.putMany([{ paper: aPaper('2611.00005'), expected: first }])).toEqual([
      id('2611.00005'),
    ]);
    expect((await stores().papers.getMany([first.paperId])).get(first.paperId)?.version).toBe(2);
  });

  it('stores, reads and counts more papers than fit in one request', async () => {
    const before = await stores().papers.count();
    const papers = Array.from({ length: 1230 }, (_, index) => aPaper(`2610.${String(index).padStart(5, '0')}`));
    await stores().papers.putMany(papers.map((paper) => ({ paper, expected: undefined })));
    const found = await stores().papers.getMany(papers.map(({ paperId }) => paperId));
    expect(found.size).toBe(1230);
    expect(found.get(id('2610.00777'))).toEqual(papers[777]);
    expect(await stores().papers.count()).toBe(before + 1230);
  });

  it('takes a paper with three thousand authors and a long abstract, and reads many of them at once', async () => {
    const authors = Array.from({ length: 3000 }, (_, index) => `Author Number ${index} Ångström`);
    const papers = Array.from({ length: 30 }, (_, index) =>
      aPaper(`2609.${String(index).padStart(5, '0')}`, { authors, abstract: 'é'.repeat(50_000) }),
    );
    await stores().papers.putMany(papers.map((paper) => ({ paper, expected: undefined })));
    const found = await stores().papers.getMany(papers.map(({ paperId }) => paperId));
    expect(found.size).toBe(30);
    expect(found.get(id('2609.00029'))).toEqual(papers[29]);
  });
});

describe('PaperStore on DynamoDB', () => {
  const open = async () => {
    const engine = await startDynalite();
    const client = clientFor(engine);
    await createTables(client);
    return {
      client,
      papers: createPaperStore(client, 'Papers'),
      close: async () => {
        client.destroy();
        await engine.close();
      },
    };
  };

  it('refuses a paper beyond the size of a row by name, before it writes any', async () => {
    const { papers, close } = await open();
    const huge = aPaper('2611.00007', { abstract: 'é'.repeat(200_000) });
    await expect(
      papers.putMany([
        { paper: aPaper('2611.00006'), expected: undefined },
        { paper: huge, expected: undefined },
      ]),
    ).rejects.toMatchObject({
      name: 'RowTooLargeError',
      key: { paperId: '2611.00007' },
      message: expect.stringContaining('2611.00007') as string,
    });
    expect(await papers.count()).toBe(0);
    await close();
  });

  it('names table, key and fields of a row that is no paper', async () => {
    const { client, papers, close } = await open();
    await client.send(
      new PutCommand({ TableName: 'Papers', Item: { ...aPaper('2611.00008'), version: 'secret@example.org' } }),
    );
    const reading = papers.getMany([id('2611.00008')]);
    await expect(reading).rejects.toMatchObject({
      name: 'StoredRowError',
      tableName: 'Papers',
      key: { paperId: '2611.00008' },
      message: expect.stringMatching(/version/) as string,
    });
    await expect(reading).rejects.not.toThrow(/secret/);
    await close();
  });
});
