/** An invented site over fakes, and requests to it, for the tests of `serve-web` and of its pages in a browser. */
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Batch } from '../../../../lambdas/core/batch.ts';
import { assemblePaper } from '../../../../lambdas/core/paper/assemble-paper.ts';
import type { Paper, PaperFacts, PaperId } from '../../../../lambdas/core/paper/paper.ts';
import type { MissingSource, RankedList } from '../../../../lambdas/core/rank/ranked-list.ts';
import { rankPapers } from '../../../../lambdas/core/rank/rank-papers.ts';
import type { Signal } from '../../../../lambdas/core/signal/signal.ts';
import type { InboxMail } from '../../../../lambdas/core/render/page/inbox-page.ts';
import { WINDOWS } from '../../../../lambdas/core/score/paper-score.ts';
import { createWebHandler } from '../../../../lambdas/functions/serve-web/serve-web.ts';
import type { WebDeps } from '../../../../lambdas/functions/serve-web/web-deps.ts';
import { createFakeBatchStore } from '../../../fakes/fake-batch-store.ts';
import { createFakeCollectionLedger } from '../../../fakes/fake-collection-ledger.ts';
import { createFakeConfirmationQueue } from '../../../fakes/fake-confirmation-queue.ts';
import { createFakeDeliveryStore } from '../../../fakes/fake-delivery-store.ts';
import { createFakeHarvestLedger } from '../../../fakes/fake-harvest-ledger.ts';
import { createFakeLimitStore } from '../../../fakes/fake-limit-store.ts';
import { createFakePaperStore } from '../../../fakes/fake-paper-store.ts';
import { createFakeRankingStore } from '../../../fakes/fake-ranking-store.ts';
import { createFakeSignalStore } from '../../../fakes/fake-signal-store.ts';
import { createFakeSubscriberStore } from '../../../fakes/fake-subscriber-store.ts';
import { createFakeSuppressionStore } from '../../../fakes/fake-suppression-store.ts';
import { fixedClock } from '../../../fakes/fixed-clock.ts';
import { attentionFrom, inventNight, starLooks, storyLooks, upvoteLooks } from '../../core/render/invented-signals.ts';
import { inventSearch } from './invented-search.ts';

export const LIST_DATES = ['2026-11-18', '2026-11-19', '2026-11-20'] as const;

const ABSTRACT =
  'We ask how much of the backward pass a transformer needs. Keeping the gradient of one block in ten, chosen by its variance, leaves the loss curve of a large model unchanged while step time falls by 38 %. The estimate costs $O(\\sqrt{n})$ memory and needs no change to the optimiser. We show where it fails: small batches, the first thousand steps, and heads that are trained from scratch.';

/** @param signals looks at its sources */
export const inventPaper = (id: string, facts: Partial<PaperFacts> = {}, signals: readonly Signal[] = []): Paper =>
  assemblePaper(
    {
      paperId: id as PaperId,
      version: 1,
      title: 'Gradients You Can Throw Away: Training from a Tenth of the Backward Pass',
      abstract: ABSTRACT,
      authors: ['Mira Okonkwo', 'Daniel Ferreira', 'Yuki Sato', 'Priya Raman', 'Lukas Weber', 'Ada Lind'],
      primaryCategory: 'cs.LG',
      categories: ['cs.LG', 'stat.ML'],
      aliasCategories: [],
      announcedOn: '2026-11-20',
      announcedBasis: 'listed',
      links: { code: ['https://github.com/example/gradients'], project: [] },
      provenance: {},
      ...facts,
    },
    attentionFrom(signals),
  );

/** The paper with every kind of signal. */
export const NOTED_ID = '2611.10000';
/** The paper with stars that nothing supports. */
export const UNSUPPORTED_ID = '2611.10111';

/** Looks at two of the papers: one that everybody talks of, and one with nothing but stars. */
export const SIGNALS: readonly Signal[] = [
  ...starLooks({
    paperId: NOTED_ID,
    from: '2026-11-08',
    counts: [12, 14, undefined, 18, 22, 21, 24, 60, 98, 140, 212, 250],
  }),
  ...upvoteLooks({ paperId: NOTED_ID, from: '2026-11-18', counts: [40, 87] }),
  ...storyLooks({ paperId: NOTED_ID, from: '2026-11-19', counts: [140] }),
  ...starLooks({ paperId: UNSUPPORTED_ID, from: '2026-11-16', counts: [0, 40, 90, 130] }, { repositoryId: 'R_2' }, 0),
];

/** Sixty papers on three days, among them long, short, missing, foreign and hostile text. */
export const inventPapers = (yearMonth = '2611'): readonly Paper[] => {
  const titles = [
    'A Bound That Bends: Generalisation When $n \\ll d$',
    '0',
    '<script>alert(1)</script> & "quotes"',
    'Supercalifragilistic'.repeat(15),
    'שיטה חדשה ללמידה מתוך דוגמאות מעטות',
    'On the Asymptotic Behaviour of Stochastic Approximations under Heavy-Tailed, Non-Stationary and Partially Observed Noise, with Applications to Distributed Optimisation over Time-Varying Graphs',
  ];
  const authors = [
    ['Ana Lindqvist', 'Tomás Reyes'],
    ['王小明', 'محمد الأحمد', 'דוד כהן'],
    Array.from({ length: 600 }, (_, index) => `Collaborator ${index}`),
    [],
  ];
  return Array.from({ length: 60 }, (_, index) =>
    inventPaper(
      `${yearMonth}.${10_000 + index * 37}`,
      {
        title: titles[index % titles.length] ?? '',
        authors: authors[index % authors.length] ?? [],
        abstract: index % 7 === 3 ? '' : `${ABSTRACT} This is variant ${index * 7919}. `.repeat(1 + (index % 3)).trim(),
        announcedOn: LIST_DATES[index % LIST_DATES.length] ?? '',
        links: { code: index % 2 === 0 ? [] : ['https://github.com/example/gradients'], project: [] },
        ...(index % 3 === 0 && { comment: 'Accepted at an invented conference, 12 pages' }),
      },
      SIGNALS.filter(({ paperId }) => paperId === `${yearMonth}.${10_000 + index * 37}`),
    ),
  );
};

/** The lists of the three days for all fields and those given. */
export const inventLists = (
  papers: readonly Paper[],
  categories: readonly string[] = ['all', 'cs.LG', 'stat.ML'],
  missingSources: readonly MissingSource[] = [],
): readonly RankedList[] =>
  categories.flatMap((category) =>
    WINDOWS.flatMap((window) => {
      const lists: RankedList[] = [];
      for (const date of LIST_DATES) {
        const competing = papers.filter((paper) => category === 'all' || paper.categories.includes(category));
        lists.push(rankPapers({ category, window, date, papers: competing, previous: lists.at(-1), missingSources }));
      }
      return lists;
    }),
  );

export const inventBatch = (category: string, row: Partial<Batch> = {}): Batch => ({
  category,
  date: '2026-11-20',
  announced: 1198,
  stored: 1198,
  rejected: 0,
  sources: ['feed'],
  state: 'complete',
  updatedAt: '2026-11-20T02:00:00Z',
  ...row,
});

export const MAIL: InboxMail = {
  file: '2026-11-20-abc-1.eml',
  outcome: 'sent',
  subject: 'No. 1 in cs.LG: Gradients <b>',
  to: 'reader@example.org',
  date: '2026-11-20T17:00:00Z',
  html: '<!doctype html><html><head><style>p{color:red}</style></head><body><p>Hello</p><script>document.title="run"</script></body></html>',
  text: 'Hello <there>',
  rawHeaders: 'To: reader@example.org\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click',
};

export const TOKEN_KEYS = { current: 'k1', keys: { k1: 'an invented secret of enough length' } };

/** Dependencies over fakes; noon in New York on Friday 20 November 2026, in a local round of real data. */
export const inventDeps = (deps: Partial<WebDeps> = {}) => {
  const papers = inventPapers();
  return {
    papers: createFakePaperStore(papers),
    rankings: createFakeRankingStore(inventLists(papers)),
    batches: createFakeBatchStore([
      inventBatch('all'),
      inventBatch('cs.LG', { announced: 312, stored: 312 }),
      inventBatch('stat.ML', { announced: 83, stored: 83 }),
    ]),
    ledger: createFakeHarvestLedger(),
    signals: createFakeSignalStore(SIGNALS),
    collection: createFakeCollectionLedger([
      inventNight('github', {
        state: 'down',
        since: '2026-11-18',
        reason: 'GitHub answers with HTTP 502',
        looked: 0,
        requests: 12,
      }),
      inventNight('hugging-face', { due: 30, looked: 30, requests: 30 }),
    ]),
    search: inventSearch(papers).search,
    subscribers: createFakeSubscriberStore(),
    deliveries: createFakeDeliveryStore(),
    suppressions: createFakeSuppressionStore(),
    confirmations: createFakeConfirmationQueue(),
    limits: createFakeLimitStore(),
    tokenKeys: TOKEN_KEYS,
    hashKey: 'an invented key of the hashes of addresses',
    minFillMs: 0,
    clock: fixedClock('2026-11-20T17:00:00Z'),
    site: { baseUrl: 'https://papers.example.com', sample: false, categories: ['cs.LG', 'stat.ML'] },
    ...deps,
  } satisfies WebDeps;
};

export interface InventedRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
}

export const makeEvent = (target: string, request: InventedRequest = {}): APIGatewayProxyEventV2 => {
  const [rawPath = '', rawQueryString = ''] = target.split('?');
  const { method = 'GET', headers = {}, body, isBase64Encoded = false } = request;
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString,
    headers: { ...headers },
    requestContext: {
      accountId: '1',
      apiId: '1',
      domainName: 'papers.example.com',
      domainPrefix: 'papers',
      http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
      requestId: '1',
      routeKey: '$default',
      stage: '$default',
      time: '20/Nov/2026:17:00:00 +0000',
      timeEpoch: 1_795_194_000_000,
    },
    ...(body !== undefined && { body }),
    isBase64Encoded,
  };
};

/** One request to a site over these dependencies. */
export const ask = async (target: string, request: InventedRequest = {}, deps: WebDeps = inventDeps()) => {
  const { statusCode = 0, headers = {}, body = '', cookies } = await createWebHandler(deps)(makeEvent(target, request));
  const header = (name: string): string => String(headers[name] ?? '');
  return { status: statusCode, header, body, cookies, json: () => JSON.parse(body) as Record<string, unknown> };
};
