/**
 * Whatever arXiv, the network or a crash does on the way, the tables are those of nights in which nothing went wrong: each
 * fault alone in each protocol, and seeded mixtures of faults and kills.
 */
import fc from 'fast-check';
import { FAULTS, protocolsOf, type FaultKind } from '../../arxiv/fault-kinds.ts';
import type { Protocol } from '../../arxiv/answer.ts';
import type { ScriptedFault } from '../../arxiv/fault-plan.ts';
import { runNights, RUNS_A_NIGHT, type NightsOutcome } from './nights.ts';

/** Requests of one protocol that meet the fault in each faulty night. */
const TIMES = 3;
/** The harvest asks for RSS; its Atom twin is for replays. */
const asked = (protocol: Protocol): boolean => protocol !== 'atom';

const MATRIX: readonly (readonly [FaultKind, Protocol])[] = FAULTS.flatMap((kind) =>
  protocolsOf(kind)
    .filter(asked)
    .map((protocol) => [kind, protocol] as const),
);

let calm: NightsOutcome;
beforeAll(async () => {
  calm = await runNights();
});

describe('nights in which nothing goes wrong', () => {
  it('store every paper and prove every batch', () => {
    expect(calm.tables.papers.length).toBeGreaterThan(50);
    expect(calm.tables.batches.filter((batch) => /"state":"(?:short|pending)"/.test(batch))).toEqual([]);
    expect(calm.mostAtOnce).toBe(1);
    expect(calm.archivedResponses).toBe(calm.requests);
  });
});

/** The query API is asked only for what neither OAI nor the feeds brought. */
const LEAVING_GAPS: readonly ScriptedFault[] = [
  { kind: 'unavailable', protocol: 'oai', times: 1000 },
  { kind: 'closed-early', protocol: 'rss', times: 1000 },
];

describe('one fault, met again and again for two nights', () => {
  it.each(MATRIX)('%s in %s', async (kind, protocol) => {
    const scripted = [{ kind, protocol, times: TIMES }, ...(protocol === 'api' ? LEAVING_GAPS : [])];
    const outcome = await runNights({ faults: { scripted } });
    expect(outcome.faultsMet.has(`${kind} ${protocol}`)).toBe(true);
    expect(outcome.tables).toEqual(calm.tables);
    expect(outcome.replacements).toEqual(calm.replacements);
  });
});

/** In each night the first two repairs and the first four polls may be killed; those that follow are the restart. */
const MORTAL_RUNS = [0, 1, 4, 5, 6, 7];
const killsAt = (writeOf: (run: number) => number): readonly number[] =>
  Array.from({ length: 2 * RUNS_A_NIGHT }, (_, run) => (MORTAL_RUNS.includes(run % RUNS_A_NIGHT) ? writeOf(run) : 0));

describe('a kill at any write', () => {
  it.each([1, 2, 3, 5, 8, 13, 21, 34])('number %i of each run but the last ones, night after night', async (write) => {
    const outcome = await runNights({ kills: killsAt(() => write) });
    expect(outcome.killed).toBeGreaterThan(0);
    expect(outcome.tables).toEqual(calm.tables);
    expect(outcome.replacements).toEqual(calm.replacements);
  });
});

/** Real time passes until a client gives these up: they stand alone above, and would make mixtures take minutes. */
const SLOW: ReadonlySet<FaultKind> = new Set(['slow-drip', 'no-answer', 'oversized-body']);
const QUICK = FAULTS.filter((kind) => !SLOW.has(kind));

describe('everything at once', () => {
  it('changes nothing in the end, whatever the mixture', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          seed: fc.integer({ min: 1, max: 1_000_000 }),
          probability: fc.double({ min: 0.05, max: 0.5, noNaN: true }),
          writes: fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 5, maxLength: 5 }),
        }),
        async ({ seed, probability, writes }) => {
          const kills = killsAt((run) => writes[run % writes.length] ?? 0);
          const outcome = await runNights({
            faults: { random: { seed, probability, kinds: QUICK, maxInRow: 2, maxInAll: 20 } },
            kills,
          });
          expect(outcome.tables).toEqual(calm.tables);
          // A page and a feed that both end early may leave a replacement out; none is made up.
          expect(outcome.replacements.filter((row) => !calm.replacements.includes(row))).toEqual([]);
          expect(outcome.mostAtOnce).toBe(1);
        },
      ),
      { numRuns: 20, seed: 20_261_125 },
    );
  }, 240_000);
});
