import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DescribeTableCommand, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { createTables } from '../../../lambdas/adapters/dynamodb/create-tables.ts';
import { createPaperStore } from '../../../lambdas/adapters/dynamodb/paper-store.ts';
import { TABLES } from '../../../lambdas/adapters/dynamodb/table-schema.ts';
import { startDynalite, type LocalEngine } from '../../../local/dynalite-engine.ts';
import { dynoxideBinary } from '../../../local/dynoxide-engine.ts';
import { aPaper } from '../../fakes/stored-rows.ts';
import { clientFor, STORE_MAKERS } from './store-makers.ts';

describe('the store tests', () => {
  const here = dynoxideBinary() !== undefined;
  it(`run on dynalite ${here ? 'and on dynoxide' : 'only (dynoxide skipped: @dynoxide/linux-x64 is not installed here)'}`, () => {
    expect(STORE_MAKERS.map(([name]) => name)).toEqual(['fakes', 'dynalite', ...(here ? ['dynoxide'] : [])]);
  });
});

describe('createTables', () => {
  it('makes every table of the schema with its indexes, once', async () => {
    const engine = await startDynalite();
    const client = clientFor(engine);
    await createTables(client);
    await createTables(client);
    const { TableNames } = await client.send(new ListTablesCommand({}));
    expect([...(TableNames ?? [])].sort()).toEqual(Object.keys(TABLES).sort());
    const { Table } = await client.send(new DescribeTableCommand({ TableName: 'Papers' }));
    expect(Table?.TableStatus).toBe('ACTIVE');
    const projections = Table?.GlobalSecondaryIndexes?.map(
      ({ IndexName, Projection }) =>
        `${IndexName ?? ''}: ${[Projection?.ProjectionType, ...(Projection?.NonKeyAttributes ?? [])].join(' ')}`,
    );
    expect(projections?.sort()).toEqual([
      'byCategory: KEYS_ONLY',
      'watched: INCLUDE primaryCategory announcedOn repository',
    ]);
    client.destroy();
    await engine.close();
  });
});

describe('startDynalite', () => {
  let directory = '';
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'paper-round-engine-'));
  });
  afterEach(async () => {
    await rm(directory, { recursive: true, force: true });
  });

  // In a process of its own: the module is plain JavaScript for a thread, and changes classes that all share.
  it('can close what it reads with, so that its memory does not grow with each query', async () => {
    const module = new URL('../../../local/close-level-iterators.mjs', import.meta.url).href;
    const script = `
      const { closeLevelIterators, Level } = await import(${JSON.stringify(module)});
      const database = new Level(process.argv[1]);
      await database.put('a', '1');
      await database.put('b', '2');
      closeLevelIterators();
      const said = [];
      for (const iterator of [database.keys(), database.values()]) {
        said.push(await iterator.next());
        await iterator.return();
        said.push(await iterator.next().catch((error) => error.code));
      }
      console.log(JSON.stringify(said));
      await database.close();`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script, directory]);
    expect(JSON.parse(stdout)).toEqual(['a', 'LEVEL_ITERATOR_NOT_OPEN', '1', 'LEVEL_ITERATOR_NOT_OPEN']);
  });

  it('finds in the directory what an earlier run stored', async () => {
    const paper = aPaper('2611.00001');
    const tables = join(directory, 'not', 'there', 'yet');
    const withStore = async <Result>(use: (engine: LocalEngine) => Promise<Result>): Promise<Result> => {
      const engine = await startDynalite({ directory: tables });
      try {
        return await use(engine);
      } finally {
        await engine.close();
      }
    };
    await withStore(async (engine) => {
      const client = clientFor(engine);
      await createTables(client);
      await createPaperStore(client, 'Papers').putMany([{ paper, expected: undefined }]);
      client.destroy();
    });
    const found = await withStore(async (engine) => {
      const client = clientFor(engine);
      await createTables(client);
      const papers = await createPaperStore(client, 'Papers').getMany([paper.paperId]);
      client.destroy();
      return papers;
    });
    expect([...found.values()]).toEqual([paper]);
  });

  it('closes although a client keeps its connections', async () => {
    const engine = await startDynalite();
    const client = clientFor(engine);
    await createTables(client);
    await expect(engine.close()).resolves.toBeUndefined();
    client.destroy();
  });

  it('says in one sentence that the directory is in use, and opens it when it is free again', async () => {
    const first = await startDynalite({ directory });
    await expect(startDynalite({ directory })).rejects.toMatchObject({
      name: 'EngineDirectoryError',
      message: `The tables in ${directory} are in use by another process; end it, or use another data directory.`,
    });
    await first.close();
    await (await startDynalite({ directory })).close();
  });

  it('says in one sentence that the path is no directory', async () => {
    const file = join(directory, 'file');
    await writeFile(file, 'x');
    await expect(startDynalite({ directory: file })).rejects.toMatchObject({
      name: 'EngineDirectoryError',
      message: expect.stringContaining(file) as string,
    });
  });
});
