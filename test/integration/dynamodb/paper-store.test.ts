import { createPaperStore } from '../../../lambdas/adapters/dynamodb/paper-store.ts';
import { createTables } from '../../../lambdas/adapters/dynamodb/create-tables.ts';
import { paperIdSchema } from '../../../lambdas/core/paper/paper.ts';
import { startDynalite } from '../../../local/dynalite-engine.ts';
import { aPaper } from '../../fakes/stored-rows.ts';
import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { WATCH_SHARDS, watchShard } from '../../../lambdas/core/paper/watch.ts';
import { TABLES, type TableSchema } from '../../../lambdas/adapters/dynamodb/table-schema.ts';
import { clientFor, collect, STORE_MAKERS, useStores } from './store-makers.ts';

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

  it('tells of the papers that are followed on a date, shard after shard, what a collection needs', async () => {
    const { papers } = stores();
    const watched = [
      aPaper('2508.00001', { watchUntil: '2031-01-01', repository: 'ada/maps' }),
      aPaper('2508.00002', { watchUntil: '2031-01-01', primaryCategory: 'math.CO' }),
      aPaper('2508.00003', { watchUntil: '2031-01-02' }),
    ];
    const others = [
      aPaper('2508.00004', { watchUntil: '2030-12-31' }),
      aPaper('2508.00005', { watchUntil: undefined, watchShard: undefined }),
    ];
    await papers.putMany([...watched, ...others].map((paper) => ({ paper, expected: undefined })));
    const found = await collect(papers.watched('2031-01-01'));
    const shardOf = ({ paperId }: { readonly paperId: string }) => WATCH_SHARDS.indexOf(watchShard(paperId));
    expect(found.map(shardOf)).toEqual(found.map(shardOf).sort((a, b) => a - b));
    expect([...found].sort((a, b) => (a.paperId < b.paperId ? -1 : 1))).toEqual([
      {
        paperId: '2508.00001',
        primaryCategory: 'cs.LG',
        announcedOn: '2026-11-20',
        repository: 'ada/maps',
        watchUntil: '2031-01-01',
      },
      { paperId: '2508.00002', primaryCategory: 'math.CO', announcedOn: '2026-11-20', watchUntil: '2031-01-01' },
      { paperId: '2508.00003', primaryCategory: 'cs.LG', announcedOn: '2026-11-20', watchUntil: '2031-01-02' },
    ]);
    expect(await collect(papers.watched('2031-01-03'))).toEqual([]);
  });

  it('follows a paper for longer, and under its new repository, once it was put again', async () => {
    const { papers } = stores();
    const first = aPaper('2507.00001', { watchUntil: '2033-01-01' });
    const revived = { ...first, watchUntil: '2033-01-05', repository: 'ada/maps', contentHash: 'revived' };
    await papers.putMany([{ paper: first, expected: undefined }]);
    await papers.putMany([{ paper: revived, expected: first }]);
    expect(await collect(papers.watched('2033-01-01'))).toEqual([
      expect.objectContaining({ paperId: first.paperId, watchUntil: '2033-01-05', repository: 'ada/maps' }),
    ]);
  });

  it('stops following papers that are over, those first that are over longest, and keeps the papers', async () => {
    const { papers } = stores();
    // Before everything else of this suite.
    const untils = ['2026-11-19', '2026-11-21', '2026-11-20', '2026-11-22'];
    const over = untils.map((watchUntil, index) => aPaper(`2506.0000${index}`, { watchUntil }));
    await papers.putMany(over.map((paper) => ({ paper, expected: undefined })));
    const stillWatched = async () =>
      (await collect(papers.watched('2026-11-01'))).map(({ paperId }) => paperId).filter((each) => /^2506/.test(each));

    expect(await papers.unwatch('2026-11-19', 100)).toBe(0);
    expect(await papers.unwatch('2026-11-22', 0)).toBe(0);
    expect(await papers.unwatch('2026-11-22', 2)).toBe(2);
    expect((await stillWatched()).sort()).toEqual(['2506.00001', '2506.00003']);
    expect(await papers.unwatch('2026-11-22', 100)).toBe(1);
    expect(await stillWatched()).toEqual(['2506.00003']);
    expect(await papers.unwatch('2026-11-22', 100)).toBe(0);

    const { watchShard: _shard, watchUntil: _until, ...unwatched } = aPaper('2506.00001');
    const found = await papers.getMany([unwatched.paperId]);
    expect(found.get(unwatched.paperId)).toEqual(unwatched);
    // Its content is the same, so that who had read it before still writes it.
    const revived = { ...unwatched, watchShard: '00', watchUntil: '2026-12-25', contentHash: 'revived' };
    expect(await papers.putMany([{ paper: revived, expected: unwatched }])).toEqual([]);
    expect(await stillWatched()).toContain(unwatched.paperId);
  });

  it('puts papers of years ago without following them', async () => {
    const { papers } = stores();
    const old = aPaper('1501.00001', { announcedOn: '2015-01-05', watchUntil: '2015-02-04' });
    const yesterday = aPaper('2505.00001', { watchUntil: '2026-11-19' });
    await papers.putMany([old, yesterday].map((paper) => ({ paper, expected: undefined })));
    const watched = (await collect(papers.watched('2000-01-01'))).map(({ paperId }) => paperId);
    expect(watched).not.toContain(old.paperId);
    // The night that began yesterday may not be over.
    expect(watched).toContain(yesterday.paperId);
    expect((await papers.getMany([old.paperId])).get(old.paperId)).not.toHaveProperty('watchUntil');
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

  it('keeps a put one conditional write', async () => {
    const { client, papers, close } = await open();
    const sent: string[] = [];
    client.middlewareStack.add(
      (next, { commandName = '' }: { readonly commandName?: string }) =>
        (args) => {
          sent.push(commandName);
          return next(args);
        },
      { step: 'initialize' },
    );
    const first = aPaper('2611.00009');
    await papers.putMany([{ paper: first, expected: undefined }]);
    await papers.putMany([{ paper: { ...first, contentHash: 'second' }, expected: first }]);
    expect(sent).toEqual(['PutItemCommand', 'PutItemCommand']);
    await close();
  });

  it('leaves alone a paper with new evidence, although the index still shows it as over', async () => {
    const { client, papers, close } = await open();
    const over = aPaper('2611.00010', { watchUntil: '2026-11-01' });
    const revived = { ...over, watchUntil: '2026-12-20', contentHash: 'revived' };
    await papers.putMany([{ paper: over, expected: undefined }]);
    let isRevived = false;
    client.middlewareStack.add(
      (next, { commandName }: { readonly commandName?: string }) =>
        async (args) => {
          // Between what the index says and the write that follows from it.
          if (commandName === 'UpdateItemCommand' && !isRevived) {
            isRevived = true;
            await papers.putMany([{ paper: revived, expected: over }]);
          }
          return next(args);
        },
      { step: 'initialize' },
    );
    expect(await papers.unwatch('2026-11-20', 10)).toBe(0);
    expect(isRevived).toBe(true);
    expect((await papers.getMany([over.paperId])).get(over.paperId)).toEqual(revived);
    await close();
  });

  it('reads whole papers through an index of an earlier version, which has keys only', async () => {
    const engine = await startDynalite();
    const client = clientFor(engine);
    const papersBefore: TableSchema = {
      ...TABLES.Papers,
      indexes: TABLES.Papers.indexes.map((index) => ({ ...index, projection: 'keys' })),
    };
    await createTables(client, { Papers: papersBefore });
    await createTables(client);
    const papers = createPaperStore(client, 'Papers');
    const stored = [
      aPaper('2611.00001', { repository: 'ada/maps' }),
      ...Array.from({ length: 250 }, (_, index) => aPaper(`2611.${String(index + 2).padStart(5, '0')}`)),
    ];
    await papers.putMany(stored.map((paper) => ({ paper, expected: undefined })));
    const found = new Map((await collect(papers.watched('2026-11-20'))).map((paper) => [paper.paperId, paper]));
    expect(found.size).toBe(251);
    expect(found.get(id('2611.00001'))).toEqual({
      paperId: '2611.00001',
      primaryCategory: 'cs.LG',
      announcedOn: '2026-11-20',
      repository: 'ada/maps',
      watchUntil: '2026-12-20',
    });
    expect(await papers.unwatch('2027-01-01', 300)).toBe(251);
    expect(await collect(papers.watched('2026-11-20'))).toEqual([]);
    client.destroy();
    await engine.close();
  });

  it('has in the index what a collection needs and no more', async () => {
    const { client, papers, close } = await open();
    await papers.putMany([{ paper: aPaper('2611.00011', { repository: 'ada/maps' }), expected: undefined }]);
    const { Items } = await client.send(
      new QueryCommand({
        TableName: 'Papers',
        IndexName: 'watched',
        KeyConditionExpression: 'watchShard = :shard',
        ExpressionAttributeValues: { ':shard': watchShard('2611.00011') },
      }),
    );
    expect(Items?.map((row) => Object.keys(row).sort())).toEqual([
      ['announcedOn', 'paperId', 'primaryCategory', 'repository', 'watchShard', 'watchUntil'],
    ]);
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
