import type { FaultKind } from '../../arxiv/fault-kinds.ts';
import { effectOf, FAULTS, protocolsOf } from '../../arxiv/fault-kinds.ts';
import { createFaultPlan, type FaultPlan } from '../../arxiv/fault-plan.ts';

const FEED = '/rss/cs.LG';
const FIRST_PAGE = '/oai?verb=ListRecords&metadataPrefix=arXivRaw';
const LATER_PAGE = '/oai?verb=ListRecords&resumptionToken=verb%3DListRecords%26metadataPrefix%3DarXivRaw%26skip%3D5';

const ask = (plan: FaultPlan, times: number, path = FEED): readonly (FaultKind | undefined)[] =>
  Array.from({ length: times }, () => plan.next(path, path.startsWith('/oai') ? 'oai' : 'rss'));

describe('scripted faults', () => {
  it('strike the requests that the script counts', () => {
    const plan = createFaultPlan({
      scripted: [
        { kind: 'forbidden', after: 1, times: 2 },
        { kind: 'no-answer', path: (path) => path.endsWith('cs.CL'), times: Infinity },
      ],
    });
    expect(ask(plan, 4)).toEqual([undefined, 'forbidden', 'forbidden', undefined]);
    expect(ask(plan, 2, '/rss/cs.CL')).toEqual(['no-answer', 'no-answer']);
  });

  it('leave alone what they make no sense for', () => {
    const plan = createFaultPlan({
      scripted: [
        { kind: 'token-refused' },
        { kind: 'stale-listing', times: Infinity },
        { kind: 'unavailable', protocol: 'api', times: Infinity },
      ],
    });
    expect(ask(plan, 1)).toEqual([undefined]);
    expect(ask(plan, 1, FIRST_PAGE)).toEqual([undefined]);
    expect(ask(plan, 2, LATER_PAGE)).toEqual(['token-refused', undefined]);
  });
});

describe('random faults', () => {
  it('are the same for the same seed', () => {
    const random = { seed: 5, probability: 0.5 };
    const faults = ask(createFaultPlan({ random }), 60);
    expect(ask(createFaultPlan({ random }), 60)).toEqual(faults);
    expect(faults.filter((kind) => kind !== undefined).length).toBeGreaterThan(15);
  });

  it('let a path through after so many in a row, and all paths after so many in all', () => {
    const random = { seed: 5, probability: 1, maxInRow: 2, maxInAll: 5 };
    const struck = ask(createFaultPlan({ random }), 9).map((kind) => kind !== undefined);
    expect(struck).toEqual([true, true, false, true, true, false, true, false, false]);
  });

  it('are only of the kinds that are wanted, in the protocols that they make sense for', () => {
    const plan = createFaultPlan({
      random: { seed: 1, probability: 1, kinds: ['stale-listing', 'forbidden'], maxInRow: 99 },
    });
    expect(new Set(ask(plan, 30))).toEqual(new Set(['forbidden']));
    expect(plan.next('/list/cs.LG/new', 'listing')).toBeDefined();
  });
});

it('every kind of fault has an effect and a protocol', () => {
  expect(FAULTS.length).toBeGreaterThan(30);
  for (const kind of FAULTS) {
    expect(protocolsOf(kind).length).toBeGreaterThan(0);
    expect(['refuses', 'breaks', 'damages', 'misleads']).toContain(effectOf(kind));
  }
});
