/** `Arxiv` by script: what it has no answer for it refuses with 404. */
import type { Arxiv, Fetched } from '../../lambdas/core/ports/arxiv.ts';

/** A question as `asked` lists it: `feed cs.LG`, `page cs.LG`, `ids 2611.01001,2611.01002`, `slice 0`, `oai cs:cs:LG 2026-11-20`, `identifiers …`, `identify`. */
export type FakeAnswers = Readonly<Record<string, string | Fetched | (() => Fetched)>>;

export interface FakeArxiv extends Arxiv {
  readonly asked: readonly string[];
  /** Adds or replaces answers. */
  answer(more: FakeAnswers): void;
}

/** A text is the body of an answer with status 200. */
export const createFakeArxiv = (initial: FakeAnswers = {}, receivedAt = '2026-11-20T06:15:00.000Z'): FakeArxiv => {
  const answers: Record<string, string | Fetched | (() => Fetched)> = { ...initial };
  const asked: string[] = [];
  const ask = (question: string, category?: string): Promise<Fetched> => {
    asked.push(question);
    const given = answers[question];
    const answer = typeof given === 'function' ? given() : given;
    if (answer === undefined)
      return Promise.resolve({ outcome: 'refused', status: 404, reason: 'arxiv answered HTTP 404', stop: false });
    if (typeof answer !== 'string') return Promise.resolve(answer);
    const response = { name: question, body: Buffer.from(answer), status: 200, receivedAt };
    return Promise.resolve({
      outcome: 'response',
      response: { ...response, ...(category !== undefined && { category }) },
    });
  };
  const oai = (page: Parameters<Arxiv['oaiRecords']>[0]): string =>
    'token' in page ? page.token : `${page.set} ${page.day}`;
  return {
    asked,
    answer: (more) => {
      Object.assign(answers, more);
    },
    feed: (category) => ask(`feed ${category}`, category),
    listingPage: (category) => ask(`page ${category}`, category),
    papersById: (ids) => ask(`ids ${ids.join()}`),
    submissions: ({ start }) => ask(`slice ${start}`),
    oaiRecords: (page) => ask(`oai ${oai(page)}`),
    oaiIdentifiers: (page) => ask(`identifiers ${oai(page)}`),
    identify: () => ask('identify'),
    usage: () => ({ requests: asked.length, bytes: 0, refusals: 0 }),
    close: () => Promise.resolve(),
  };
};
