/** Peak memory of processes. Megabytes here are millions of bytes. */
import { readdirSync, readFileSync } from 'node:fs';

const readOrNothing = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
};

/** A field of `/proc/<pid>/status` in megabytes; 0 when the process has ended, or where there is no `/proc`. */
const statusMegabytes = (pid: number | 'self', field: 'VmHWM' | 'VmRSS'): number => {
  const kibibytes = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(readOrNothing(`/proc/${pid}/status`))?.[1];
  return (Number(kibibytes ?? 0) * 1024) / 1e6;
};

/**
 * Peak memory of this process. Linux's `maxRSS` starts with that of the parent that forked the process, so it is asked
 * for only where nothing better is known.
 */
export const ownPeakMegabytes = (): number =>
  statusMegabytes('self', 'VmHWM') || (process.resourceUsage().maxRSS * 1024) / 1e6;

const processTree = (root: number): readonly number[] => {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    // After the command in brackets, which may hold anything: state, parent.
    .map((pid) => [Number(pid), Number(/^.*\) \S (\d+)/s.exec(readOrNothing(`/proc/${pid}/stat`))?.[1])] as const);
  const tree = [root];
  for (const parent of tree) tree.push(...parents.filter(([, of]) => of === parent).map(([pid]) => pid));
  return tree;
};

export interface TreePeak {
  /** Highest of any process of the tree. */
  readonly largestMegabytes: number;
  /** Highest sum of all processes at one moment. Pages that they share count in each. */
  readonly sumMegabytes: number;
}

const LOOK_EVERY_MS = 50;

/**
 * Watches a process and all that it starts, until `stop` is called. Linux only.
 * @returns `stop` gives the peaks; undefined where there is no `/proc`
 */
export const watchTree = (root: number): { readonly stop: () => TreePeak | undefined } => {
  let largestMegabytes = 0;
  let sumMegabytes = 0;
  if (statusMegabytes('self', 'VmHWM') === 0) return { stop: () => undefined };
  const timer = setInterval(() => {
    const tree = processTree(root);
    largestMegabytes = Math.max(largestMegabytes, ...tree.map((pid) => statusMegabytes(pid, 'VmHWM')));
    const sum = tree.reduce((total, pid) => total + statusMegabytes(pid, 'VmRSS'), 0);
    sumMegabytes = Math.max(sumMegabytes, sum);
  }, LOOK_EVERY_MS);
  return {
    stop: () => {
      clearInterval(timer);
      return { largestMegabytes, sumMegabytes };
    },
  };
};
