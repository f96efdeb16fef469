/** Which request meets which fault: by script, or by chance from a seed with an end to it. */
import { createSeededRandom } from '../../bench/fuzz/seeded-random.ts';
import type { Protocol } from './answer.ts';
import { faultOf, FAULTS, type FaultKind } from './fault-kinds.ts';

/** Counts only requests to which the fault can happen: of its protocols, and for some with a resumption token. */
export interface ScriptedFault {
  readonly kind: FaultKind;
  /** @default every protocol of the fault */
  readonly protocol?: Protocol;
  /** Of path and query. @default any */
  readonly path?: (path: string) => boolean;
  /** So many such requests are answered well before. @default 0 */
  readonly after?: number;
  /** So many meet the fault. @default 1 */
  readonly times?: number;
}

export interface RandomFaults {
  readonly seed: number;
  /** Of a fault, for each request. */
  readonly probability: number;
  /** @default all */
  readonly kinds?: readonly FaultKind[];
  /** After so many faults in a row, a path is answered well once. @default 2 */
  readonly maxInRow?: number;
  /** After so many in all, everything is answered well. @default no limit */
  readonly maxInAll?: number;
}

export interface FaultScript {
  readonly scripted?: readonly ScriptedFault[];
  /** Where no scripted fault is due. */
  readonly random?: RandomFaults;
}

export interface FaultPlan {
  /** The fault of a request, if it meets one. To be asked once for each. */
  next(path: string, protocol: Protocol): FaultKind | undefined;
}

const canMeet = (kind: FaultKind, path: string, protocol: Protocol): boolean => {
  const { protocols, fits } = faultOf(kind);
  return protocols.includes(protocol) && (fits?.(path) ?? true);
};

type NextFault = FaultPlan['next'];

const playScript = (scripted: readonly ScriptedFault[]): NextFault => {
  const entries = scripted.map((fault) => ({ fault, seen: 0, met: 0 }));
  return (path, protocol) => {
    const meant = entries.filter(
      ({ fault }) =>
        canMeet(fault.kind, path, protocol) &&
        (fault.protocol ?? protocol) === protocol &&
        (fault.path?.(path) ?? true),
    );
    for (const entry of meant) entry.seen += 1;
    const due = meant.find(({ fault, seen, met }) => seen > (fault.after ?? 0) && met < (fault.times ?? 1));
    if (due) due.met += 1;
    return due?.fault.kind;
  };
};

const throwDice = ({
  seed,
  probability,
  kinds = FAULTS,
  maxInRow = 2,
  maxInAll = Infinity,
}: RandomFaults): NextFault => {
  const random = createSeededRandom(seed);
  const inRow = new Map<string, number>();
  let inAll = 0;
  return (path, protocol) => {
    // Drawn for each request, so that the draws after it don't depend on what was possible here.
    const [isStruck, place] = [random.chance(probability), random.next()];
    const possible = kinds.filter((kind) => canMeet(kind, path, protocol));
    const before = inRow.get(path) ?? 0;
    const kind = possible[Math.floor(place * possible.length)];
    if (!isStruck || kind === undefined || before >= maxInRow || inAll >= maxInAll) {
      inRow.set(path, 0);
      return undefined;
    }
    inRow.set(path, before + 1);
    inAll += 1;
    return kind;
  };
};

/** The same faults for the same script and the same requests. */
export const createFaultPlan = ({ scripted = [], random }: FaultScript): FaultPlan => {
  const play = playScript(scripted);
  const dice = random && throwDice(random);
  return { next: (path, protocol) => play(path, protocol) ?? dice?.(path, protocol) };
};
