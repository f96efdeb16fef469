import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as fc from 'fast-check';
import { createProcessTurn } from '../../../lambdas/adapters/arxiv/process-turn.ts';
import { createTables } from '../../../lambdas/adapters/dynamodb/create-tables.ts';
import { createTableTurn } from '../../../lambdas/adapters/dynamodb/request-turn.ts';
import type { RequestTurn, Turn, TurnTaken } from '../../../lambdas/core/ports/request-turn.ts';
import type { LocalEngine } from '../../../local/dynalite-engine.ts';
import { createVirtualTime, type VirtualTime } from '../../fakes/virtual-time.ts';
import { clientFor, ENGINES } from './store-makers.ts';

const HOLD_MS = 10_000;
const INTERVAL_MS = 3000;
const WANTED = { holdMs: HOLD_MS, intervalMs: INTERVAL_MS };
/** What may come on top of a hold: the wait for the gap, the slack of the clocks, one poll. */
const MOST_ON_TOP_MS = INTERVAL_MS + 5000;

interface Turns {
  /** The turn as one process sees it, whose clock is off by so many milliseconds. */
  turnOf(time: VirtualTime, skewMs?: number): RequestTurn;
  /** True while an engine is being asked. */
  readonly isBusy: () => boolean;
  close(): Promise<void>;
}
type OpenTurns = () => Promise<Turns>;

const openProcess: OpenTurns = () => {
  const known = new WeakMap<VirtualTime, RequestTurn>();
  return Promise.resolve({
    // A process has one turn and one clock.
    turnOf: (time) => {
      const turn = known.get(time) ?? createProcessTurn({ clock: time.clock, sleep: time.sleep });
      known.set(time, turn);
      return turn;
    },
    isBusy: () => false,
    close: () => Promise.resolve(),
  });
};

/** The same client, which tells whether a request of it is under way. */
const watch = (client: DynamoDBDocumentClient) => {
  let underWay = 0;
  const send = client.send.bind(client) as (command: unknown) => Promise<unknown>;
  const watched = Object.create(client, {
    send: {
      value: async (command: unknown) => {
        underWay += 1;
        try {
          return await send(command);
        } finally {
          underWay -= 1;
        }
      },
    },
  }) as DynamoDBDocumentClient;
  return { client: watched, isBusy: () => underWay > 0 };
};

const openTable =
  (startEngine: () => Promise<LocalEngine>): OpenTurns =>
  async () => {
    const engine = await startEngine();
    const plain = clientFor(engine);
    await createTables(plain);
    const { client, isBusy } = watch(plain);
    return {
      turnOf: (time, skewMs = 0) =>
        createTableTurn(client, 'Batches', {
          clock: () => new Date(time.clock().getTime() + skewMs),
          sleep: time.sleep,
          random: () => (time.elapsedMs() % 97) / 97,
        }),
      isBusy,
      close: async () => {
        plain.destroy();
        await engine.close();
      },
    };
  };

const TURN_MAKERS: readonly (readonly [name: string, open: OpenTurns, numRuns: number])[] = [
  ['in one process', openProcess, 100],
  ...ENGINES.map(([name, start]) => [`on ${name}`, openTable(start), 15] as const),
];

const turnIn = (taken: TurnTaken): Turn => {
  if (taken.outcome !== 'turn') throw new Error(`No turn came: ${taken.outcome}.`);
  return taken.turn;
};

/** The table's row is one for all tests: each begins a day after the last, when no hold, gap or rest is left of it. */
let day = 0;
const createNextDay = (): VirtualTime => {
  day += 1;
  return createVirtualTime(new Date(Date.UTC(2026, 10, day, 5)).toISOString());
};

describe.each(TURN_MAKERS)('RequestTurn %s', (name, open, numRuns) => {
  let turns: Turns;
  let time: VirtualTime;
  const run = <Result>(work: Promise<Result>): Promise<Result> => time.run(work, turns.isBusy);
  const nowPlus = (milliseconds: number): Date => new Date(time.clock().getTime() + milliseconds);

  beforeAll(async () => {
    turns = await open();
  });
  afterAll(() => turns.close());
  beforeEach(() => {
    time = createNextDay();
  });

  it('comes at once when nobody has asked, and an interval after the last start of the same process', async () => {
    const turn = turns.turnOf(time);
    const first = turnIn(await run(turn.take(WANTED)));
    expect(time.elapsedMs()).toBe(0);
    const startedAt = time.clock();
    await run(time.sleep(700));
    await run(first.end({ startedAt }));
    const second = turnIn(await run(turn.take(WANTED)));
    expect(time.elapsedMs()).toBeGreaterThanOrEqual(INTERVAL_MS);
    expect(time.elapsedMs()).toBeLessThan(INTERVAL_MS + 100);
    await run(second.end({ startedAt: time.clock() }));
  });

  it('leaves arXiv alone while it rests, for all, and asks again afterwards', async () => {
    const [one, other] = [turns.turnOf(time), turns.turnOf(time)];
    const restUntil = nowPlus(600_000);
    const held = turnIn(await run(one.take(WANTED)));
    await run(held.end({ startedAt: time.clock(), restUntil }));
    const resting = { outcome: 'resting', until: restUntil };
    expect(await run(one.take(WANTED))).toEqual(resting);
    expect(await run(other.take(WANTED))).toEqual(resting);
    await run(time.sleep(600_000));
    const late = turnIn(await run(other.take(WANTED)));
    await run(late.end({ startedAt: time.clock() }));
  });

  it('keeps the later of two rests, even from a holder that has lost its turn meanwhile', async () => {
    const [one, other] = [turns.turnOf(time), turns.turnOf(time)];
    const slow = turnIn(await run(one.take(WANTED)));
    const next = turnIn(await run(other.take(WANTED)));
    const [sooner, later] = [nowPlus(500_000), nowPlus(900_000)];
    await run(slow.end({ startedAt: time.clock(), restUntil: later }));
    await run(next.end({ startedAt: time.clock(), restUntil: sooner }));
    expect(await run(one.take(WANTED))).toEqual({ outcome: 'resting', until: later });
  });

  it('is free again when the hold of a vanished holder is over, and not before', async () => {
    const [one, other] = [turns.turnOf(time), turns.turnOf(time)];
    await run(one.take(WANTED));
    const held = turnIn(await run(other.take(WANTED)));
    expect(time.elapsedMs()).toBeGreaterThanOrEqual(HOLD_MS);
    expect(time.elapsedMs()).toBeLessThanOrEqual(HOLD_MS + MOST_ON_TOP_MS);
    await run(held.end({ startedAt: time.clock() }));
  });

  it('leaves the interval behind a vanished holder, however short its hold', async () => {
    const [one, other] = [turns.turnOf(time), turns.turnOf(time)];
    await run(one.take({ ...WANTED, holdMs: 500 }));
    const held = turnIn(await run(other.take(WANTED)));
    expect(time.elapsedMs()).toBeGreaterThanOrEqual(INTERVAL_MS);
    await run(held.end({ startedAt: time.clock() }));
  });

  it('does not end the turn of another when a holder comes back after its hold', async () => {
    const [one, other, third] = [turns.turnOf(time), turns.turnOf(time), turns.turnOf(time)];
    const vanished = turnIn(await run(one.take(WANTED)));
    const held = turnIn(await run(other.take(WANTED)));
    await run(vanished.end({ startedAt: time.clock() }));
    const secondStart = time.elapsedMs();
    const last = turnIn(await run(third.take(WANTED)));
    expect(time.elapsedMs() - secondStart).toBeGreaterThanOrEqual(HOLD_MS);
    await run(held.end({ startedAt: time.clock() }));
    await run(last.end({ startedAt: time.clock() }));
  });

  it('gives the waiting up when told to, and leaves no hold behind', async () => {
    const [one, other] = [turns.turnOf(time), turns.turnOf(time)];
    const held = turnIn(await run(one.take(WANTED)));
    const givingUp = new AbortController();
    const waiting = other.take({ ...WANTED, signal: givingUp.signal });
    await run(time.sleep(100));
    givingUp.abort();
    expect(await run(waiting)).toEqual({ outcome: 'busy' });
    await run(held.end({ startedAt: time.clock() }));

    // Given up while it waits for the gap, when the turn itself is already its own.
    const givingUpLate = new AbortController();
    const late = other.take({ ...WANTED, signal: givingUpLate.signal });
    await run(time.sleep(1500));
    givingUpLate.abort();
    expect(await run(late)).toEqual({ outcome: 'busy' });
    const last = turnIn(await run(one.take(WANTED)));
    expect(time.elapsedMs()).toBeLessThan(3 * INTERVAL_MS);
    await run(last.end({ startedAt: time.clock() }));
  });

  it('is held by one at a time, whose starts lie an interval apart, whatever the takers do', async () => {
    const taker = fc.record({
      arrivesMs: fc.nat(8_000),
      asksMs: fc.nat(HOLD_MS - 1),
      vanishes: fc.boolean(),
      skewMs: fc.integer({ min: -500, max: 500 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(taker, { minLength: 2, maxLength: 5 }), async (takers) => {
        time = createNextDay();
        const starts: number[] = [];
        let holders = 0;
        let mostHolders = 0;
        const ask = async ({ arrivesMs, asksMs, vanishes, skewMs }: (typeof takers)[number]): Promise<string> => {
          const turn = turns.turnOf(time, skewMs);
          await time.sleep(arrivesMs);
          const taken = await turn.take(WANTED);
          if (taken.outcome !== 'turn') return taken.outcome;
          starts.push(time.elapsedMs());
          // By the clock of this process, as everything that it writes.
          const startedAt = nowPlus(name.includes('process') ? 0 : skewMs);
          holders += 1;
          mostHolders = Math.max(mostHolders, holders);
          await time.sleep(asksMs);
          holders -= 1;
          if (!vanishes) await taken.turn.end({ startedAt });
          return 'turn';
        };
        const outcomes = await run(Promise.all(takers.map(ask)));
        expect(mostHolders).toBe(1);
        const gaps = starts.slice(1).map((start, index) => start - (starts[index] ?? 0));
        expect(Math.min(INTERVAL_MS, ...gaps)).toBe(INTERVAL_MS);
        // Five holds in a row outlast nobody's patience but that of the last one at most.
        expect(outcomes.filter((outcome) => outcome === 'turn').length).toBeGreaterThanOrEqual(takers.length - 1);
      }),
      { numRuns },
    );
  });
});

describe.each(ENGINES)('createTableTurn on %s', (_name, start) => {
  let engine: LocalEngine;
  let client: DynamoDBDocumentClient;
  beforeAll(async () => {
    engine = await start();
    client = clientFor(engine);
    await createTables(client);
  });
  afterAll(async () => {
    client.destroy();
    await engine.close();
  });

  it('says busy when somebody holds the turn for too long, having asked with jitter', async () => {
    const time = createNextDay();
    const watched = watch(client);
    const naps: number[] = [];
    const open = () =>
      createTableTurn(watched.client, 'Batches', {
        clock: time.clock,
        sleep: (milliseconds) => {
          naps.push(milliseconds);
          return time.sleep(milliseconds);
        },
        random: () => 0.5,
        maxWaitMs: 10_000,
      });
    const holder = createTableTurn(watched.client, 'Batches', { clock: time.clock, sleep: time.sleep });
    const held = turnIn(await time.run(holder.take(WANTED), watched.isBusy));
    expect(await time.run(open().take(WANTED), watched.isBusy)).toEqual({ outcome: 'busy' });
    expect(time.elapsedMs()).toBeGreaterThanOrEqual(10_000);
    expect(new Set(naps)).toEqual(new Set([625]));
    await held.end({ startedAt: time.clock() });
  });

  it('bears a clock that is a second ahead, even behind a holder who got the turn at the last moment', async () => {
    const time = createNextDay();
    const watched = watch(client);
    const open = (sleep: VirtualTime['sleep'], skewMs: number) =>
      createTableTurn(watched.client, 'Batches', {
        clock: () => new Date(time.clock().getTime() + skewMs),
        sleep,
      });
    const late = open(() => time.sleep(INTERVAL_MS + 1000), 0);
    const first = turnIn(await time.run(late.take(WANTED), watched.isBusy));
    await first.end({ startedAt: time.clock() });
    await time.run(late.take(WANTED), watched.isBusy);
    const beganMs = time.elapsedMs();
    await time.run(open(time.sleep, 1000).take(WANTED), watched.isBusy);
    expect(time.elapsedMs() - beganMs).toBeGreaterThanOrEqual(HOLD_MS);
  });

  describe('for a request that takes longer than the lease', () => {
    const LEASE_MS = 15_000;
    const LONG = { holdMs: 250_000, intervalMs: INTERVAL_MS };
    const SLACKS_MS = INTERVAL_MS + 3000;
    /** A process that can be killed: nothing of it happens any more. `cutOff`: its writes fail. */
    const openMortal = (time: VirtualTime) => {
      const watched = watch(client);
      let isKilled = false;
      let isCutOff = false;
      const mortal = Object.create(watched.client, {
        send: {
          value: (command: unknown) =>
            isCutOff
              ? Promise.reject(new Error('The table cannot be reached.'))
              : (watched.client.send as (command: unknown) => Promise<unknown>)(command),
        },
      }) as DynamoDBDocumentClient;
      const turn = createTableTurn(mortal, 'Batches', {
        clock: time.clock,
        sleep: (milliseconds, signal) =>
          time.sleep(milliseconds, signal).then(() => (isKilled ? new Promise<void>(() => undefined) : undefined)),
      });
      return {
        take: () => time.run(turn.take(LONG), watched.isBusy),
        run: <Result>(work: Promise<Result>) => time.run(work, watched.isBusy),
        kill: () => (isKilled = true),
        cutOff: () => (isCutOff = true),
      };
    };

    it('stays held while its holder lives', async () => {
      const time = createNextDay();
      const [one, other] = [openMortal(time), openMortal(time)];
      const first = turnIn(await one.take());
      const waiting = createTableTurn(client, 'Batches', { clock: time.clock, sleep: time.sleep }).take(LONG);
      let hasCome = false;
      void waiting.then(() => (hasCome = true));
      await one.run(time.sleep(200_000));
      expect({ hasCome, lost: first.lost?.aborted }).toEqual({ hasCome: false, lost: false });
      await one.run(first.end({ startedAt: time.clock() }));
      const second = turnIn(await other.run(waiting));
      expect(time.elapsedMs()).toBeLessThan(200_000 + SLACKS_MS);
      await other.run(second.end({ startedAt: time.clock() }));
    });

    it('is free a lease after its holder was killed', async () => {
      const time = createNextDay();
      const [one, other] = [openMortal(time), openMortal(time)];
      await one.take();
      await one.run(time.sleep(60_000));
      one.kill();
      const killedMs = time.elapsedMs();
      const next = turnIn(await other.take());
      expect(time.elapsedMs() - killedMs).toBeLessThanOrEqual(LEASE_MS + SLACKS_MS);
      expect(time.elapsedMs() - killedMs).toBeGreaterThanOrEqual(INTERVAL_MS);
      await other.run(next.end({ startedAt: time.clock() }));
    });

    it('is told lost to a holder that cannot reach the table, before anybody else begins', async () => {
      const time = createNextDay();
      const [one, other] = [openMortal(time), openMortal(time)];
      const first = turnIn(await one.take());
      await one.run(time.sleep(60_000));
      one.cutOff();
      let lostAtMs = Number.NaN;
      first.lost?.addEventListener('abort', () => (lostAtMs = time.elapsedMs()));
      const next = turnIn(await other.take());
      expect(lostAtMs).toBeLessThan(time.elapsedMs());
      await other.run(next.end({ startedAt: time.clock() }));
    });

    it('is over with its whole hold when it is never ended', async () => {
      const time = createNextDay();
      const [one, other] = [openMortal(time), openMortal(time)];
      const first = turnIn(await one.take());
      const next = turnIn(await other.take());
      expect(time.elapsedMs()).toBeGreaterThanOrEqual(LONG.holdMs);
      expect(time.elapsedMs()).toBeLessThanOrEqual(LONG.holdMs + SLACKS_MS);
      expect(first.lost?.aborted).toBe(true);
      await other.run(next.end({ startedAt: time.clock() }));
    });
  });

  it('takes the turn anew when the process was held up until its hold was over', async () => {
    const time = createNextDay();
    const watched = watch(client);
    let isFrozen = false;
    const turn = createTableTurn(watched.client, 'Batches', {
      clock: time.clock,
      sleep: (milliseconds) => time.sleep(isFrozen ? 10 * HOLD_MS : milliseconds),
    });
    const first = turnIn(await time.run(turn.take(WANTED), watched.isBusy));
    await first.end({ startedAt: time.clock() });
    isFrozen = true;
    const second = turnIn(await time.run(turn.take(WANTED), watched.isBusy));
    const thawedMs = time.elapsedMs();
    // Nobody else gets in before the whole of the new hold.
    const other = createTableTurn(watched.client, 'Batches', { clock: time.clock, sleep: time.sleep });
    const third = turnIn(await time.run(other.take(WANTED), watched.isBusy));
    expect(time.elapsedMs() - thawedMs).toBeGreaterThanOrEqual(HOLD_MS);
    await second.end({ startedAt: time.clock() });
    await third.end({ startedAt: time.clock() });
  });
});
