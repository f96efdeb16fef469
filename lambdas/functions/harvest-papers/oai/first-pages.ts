/**
 * First pages of OAI windows, asked for ahead: arXiv's answer and the wait before it pass while the window before is
 * stored.
 */
import type { Arxiv, Fetched } from '../../../core/ports/arxiv.ts';
import type { Clock, RawArchive } from '../../../core/ports/outside.ts';
import type { WindowKey } from './harvest-window.ts';

export interface FirstPage {
  /** What is stamped later may be missing in it. */
  readonly askedAt: Date;
  readonly fetched: Promise<Fetched>;
}

export interface FirstPages {
  /** Asks for the page, to be taken later. One at a time: nothing happens while another one waits. */
  askAhead(key: WindowKey): void;
  isAhead(key: WindowKey): boolean;
  /** The page that was asked for ahead, once; without one it is asked for now. */
  take(key: WindowKey): FirstPage;
  /** What was asked for and never taken is archived like every response. */
  close(): Promise<void>;
}

/** A question whose answer is awaited later: until then its failure is nobody's, for which Node would end the process. */
export const inBackground = <Value>(asked: Promise<Value>): Promise<Value> => {
  asked.catch(() => undefined);
  return asked;
};

interface PageAhead extends FirstPage {
  readonly key: WindowKey;
}

const isAhead = (page: PageAhead | undefined, { set, day }: WindowKey): page is PageAhead =>
  page?.key.set === set && page.key.day === day;

export const createFirstPages = ({
  arxiv,
  archive,
  clock,
}: {
  readonly arxiv: Pick<Arxiv, 'oaiRecords'>;
  readonly archive: Pick<RawArchive, 'keep'>;
  readonly clock: Clock;
}): FirstPages => {
  let ahead: PageAhead | undefined;
  const ask = (key: WindowKey): FirstPage => ({ askedAt: clock(), fetched: arxiv.oaiRecords(key) });
  return {
    askAhead: (key) => {
      if (ahead) return;
      ahead = { key, ...ask(key) };
      void inBackground(ahead.fetched);
    },
    isAhead: (key) => isAhead(ahead, key),
    take: (key) => {
      if (!isAhead(ahead, key)) return ask(key);
      const { askedAt, fetched } = ahead;
      ahead = undefined;
      return { askedAt, fetched };
    },
    close: async () => {
      // Why it failed is nobody's concern any more.
      const fetched = await ahead?.fetched.catch(() => undefined);
      if (fetched?.outcome === 'response') await archive.keep(fetched.response);
    },
  };
};
