import type { BatchState } from '../../../../lambdas/core/batch.ts';
import { addDays } from '../../../../lambdas/core/calendar/new-york-time.ts';
import { collectWhenReady } from '../../../../lambdas/functions/collect-signals/collect-when-ready.ts';
import { createFakeBatchStore } from '../../../fakes/fake-batch-store.ts';
import { aBatch } from '../../../fakes/stored-rows.ts';
import { createTables, createWorld, depsOf, FRIDAY, idOf, inventPaper } from './invented-attention.ts';

const SATURDAY = addDays(FRIDAY, 1);

const open = (states: Readonly<Record<string, BatchState>> = {}) => {
  const world = createWorld();
  const paper = inventPaper(idOf(1), { repository: 'lind/fold' });
  world.repositories.set('lind/fold', { stars: 30 });
  const deps = {
    ...depsOf(createTables([paper]), world),
    batches: createFakeBatchStore(
      Object.entries(states).map(([category, state]) => aBatch(FRIDAY, { category, state })),
    ),
  };
  return { world, run: (last = false) => collectWhenReady(deps, { categories: ['cs.LG', 'cs.CV'], last }) };
};

describe('when signals are collected', () => {
  it('is not before the batches of a list date are in', async () => {
    for (const states of [{}, { 'cs.LG': 'complete' }, { 'cs.LG': 'complete', 'cs.CV': 'pending' }] as const) {
      const { world, run } = open(states);
      expect(await run()).toEqual({ date: FRIDAY, state: 'waiting' });
      expect(world.asked).toEqual([]);
    }
  });

  it.each(['complete', 'quiet', 'short'] as const)('is once each batch is complete, or %s', async (state) => {
    expect(await open({ 'cs.LG': 'complete', 'cs.CV': state }).run()).toMatchObject({ state: 'collected', looks: 1 });
  });

  it('is in the last run of the night, whatever is missing', async () => {
    expect(await open().run(true)).toMatchObject({ date: FRIDAY, state: 'collected', looks: 1 });
  });

  it('goes on after the last run with what that has begun, whatever batch is still missing', async () => {
    const { world, run } = open({ 'cs.LG': 'complete', 'cs.CV': 'pending' });
    world.stop = (source) => (source === 'github' ? { kind: 'unreachable', reason: 'no answer' } : undefined);
    expect(await run(true)).toMatchObject({ state: 'unfinished', looks: 0 });
    world.stop = () => undefined;
    expect(await run()).toMatchObject({ state: 'collected', looks: 1 });
  });

  it('is at once on a day without a list', async () => {
    const { world, run } = open();
    world.date = SATURDAY;
    expect(await run()).toMatchObject({ date: SATURDAY, state: 'collected', looks: 1 });
  });

  it('goes on as long as a source is missing, and then does nothing more', async () => {
    const { world, run } = open({ 'cs.LG': 'complete', 'cs.CV': 'complete' });
    world.stop = () => ({ kind: 'unreachable', reason: 'no answer' });
    expect(await run()).toMatchObject({ state: 'unfinished', looks: 0 });
    world.stop = () => undefined;
    expect(await run()).toMatchObject({ state: 'collected', looks: 1 });
    world.asked.length = 0;
    expect(await run()).toMatchObject({ state: 'collected', looks: 0 });
    expect(world.asked).toEqual([]);
  });
});
