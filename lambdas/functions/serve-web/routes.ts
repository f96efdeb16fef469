/** Every route of the site. The router reads this table, and a test holds openapi.json against it. */
import { FAVICON_SVG } from '../../core/render/page/page-frame.ts';
import { answerOpenApi, answerPaper, answerTrending } from './answer-api.ts';
import { showInbox, showInboxMail, showInboxMailHtml } from './local-inbox.ts';
import type { Route, RouteHandler } from './route.ts';
import { showPaper, showScoring, showStatus, showTrending } from './show-pages.ts';
import { showUnsubscribe, unsubscribe } from './unsubscribe.ts';
import { jsonAnswer, textAnswer } from './web-answer.ts';

/** That this function runs; it asks no table, so that a probe costs nothing. */
const showHealth: RouteHandler = () => Promise.resolve(jsonAnswer({ status: 'ok' }));

const showFavicon: RouteHandler = () =>
  Promise.resolve(textAnswer(FAVICON_SVG, { type: 'image/svg+xml', keep: 'fixed' }));

/** Invented papers have no place in a search engine. */
const showRobots: RouteHandler = ({ site }) =>
  Promise.resolve(
    textAnswer(`User-agent: *\n${site.sample ? 'Disallow: /\n' : 'Disallow: /api/\nDisallow: /unsubscribe\n'}`, {
      keep: 'fixed',
    }),
  );

export const ROUTES: readonly Route[] = [
  { path: '/', methods: { GET: showTrending } },
  { path: '/papers/{id+}', methods: { GET: showPaper } },
  { path: '/scoring', methods: { GET: showScoring } },
  { path: '/status', methods: { GET: showStatus } },
  { path: '/unsubscribe', methods: { GET: showUnsubscribe, POST: unsubscribe } },
  { path: '/healthz', methods: { GET: showHealth } },
  { path: '/favicon.svg', methods: { GET: showFavicon } },
  { path: '/robots.txt', methods: { GET: showRobots } },
  { path: '/api/v1/trending', methods: { GET: answerTrending } },
  { path: '/api/v1/papers/{id+}', methods: { GET: answerPaper } },
  { path: '/api/v1/openapi.json', methods: { GET: answerOpenApi } },
  { path: '/_local/inbox', methods: { GET: showInbox } },
  { path: '/_local/inbox/{file}', methods: { GET: showInboxMail } },
  { path: '/_local/inbox/{file}/html', methods: { GET: showInboxMailHtml } },
];
