import { EventEmitter } from 'node:events';
import { longWorkOf } from '../../../../local/cli/long-work.ts';

const aProcess = (stderr: { isTTY?: boolean; columns?: number } = {}) => {
  const exits: number[] = [];
  const emitter = new EventEmitter();
  return Object.assign(emitter, { stderr, exits, exit: (code: number) => void exits.push(code) });
};

describe('long work', () => {
  it('is asked to end by the first Ctrl-C, and ended by one that comes later', () => {
    let nowMs = 0;
    const target = aProcess();
    let asked = 0;
    longWorkOf(target, () => nowMs).onInterrupt(() => (asked += 1));
    target.emit('SIGINT');
    // npm and tsx pass the same Ctrl-C on.
    nowMs = 20;
    target.emit('SIGINT');
    target.emit('SIGTERM');
    expect({ asked, exits: target.exits }).toEqual({ asked: 1, exits: [] });
    nowMs = 1500;
    target.emit('SIGINT');
    expect({ asked, exits: target.exits }).toEqual({ asked: 1, exits: [130] });
  });

  it('leaves Ctrl-C to the process again when it is over', () => {
    const target = aProcess();
    longWorkOf(target, () => 0).onInterrupt(() => undefined)();
    expect(target.listenerCount('SIGINT') + target.listenerCount('SIGTERM')).toBe(0);
  });

  it('draws on a terminal only', () => {
    expect(longWorkOf(aProcess({ isTTY: true, columns: 100 }), () => 0).columns).toBe(100);
    expect(longWorkOf(aProcess({ columns: 100 }), () => 0).columns).toBeUndefined();
    expect(longWorkOf(aProcess({ isTTY: true, columns: 0 }), () => 0).columns).toBe(80);
  });

  it('wakes up when it is stopped', async () => {
    const stop = new AbortController();
    const sleeping = longWorkOf(aProcess(), () => 0).sleep(3_600_000, stop.signal);
    stop.abort();
    await expect(sleeping).resolves.toBeUndefined();
  });
});
