/** Every route of the site. The router reads this table, and a test holds openapi.json against it. */
import { FAVICON_SVG } from '../../core/render/page/page-frame.ts';
import { answerOpenApi, answerPaper, answerTrending } from './answer-api.ts';
import { confirm, showConfirm } from './confirm.ts';
import { showAtomFeed, showJsonFeed } from './feeds.ts';
import { showInbox, showInboxMail, showInboxMailHtml } from './local-inbox.ts';
import { changePreferences, showPreferences } from './preferences.ts';
import { showProofScript } from './proof-script.ts';
import type { Route, RouteHandler } from './route.ts';
import { showArchive, showPastList } from './show-archive.ts';
import { answerSearch } from './search-api.ts';
import { showSearch } from './search-pages.ts';
import { showPaper, showScoring, showStatus, showTrending } from './show-pages.ts';
import { showRobots, showSiteMap } from './site-map.ts';
import { showSubscribe, subscribe } from './subscribe.ts';
import { showUnsubscribe, unsubscribe } from './unsubscribe.ts';
import { jsonAnswer, textAnswer } from './web-answer.ts';

/** That this function runs; it asks no table, so that a probe costs nothing. */
const showHealth: RouteHandler = () => Promise.resolve(jsonAnswer({ status: 'ok' }));

const showFavicon: RouteHandler = () =>
  Promise.resolve(textAnswer(FAVICON_SVG, { type: 'image/svg+xml', keep: 'fixed' }));

export const ROUTES: readonly Route[] = [
  { path: '/', methods: { GET: showTrending } },
  { path: '/search', methods: { GET: showSearch } },
  { path: '/papers/{id+}', methods: { GET: showPaper } },
  { path: '/archive', methods: { GET: showArchive } },
  { path: '/archive/{date}', methods: { GET: showPastList } },
  { path: '/scoring', methods: { GET: showScoring } },
  { path: '/status', methods: { GET: showStatus } },
  { path: '/feed.atom', methods: { GET: showAtomFeed } },
  { path: '/feed.json', methods: { GET: showJsonFeed } },
  { path: '/subscribe', methods: { GET: showSubscribe, POST: subscribe } },
  { path: '/confirm', methods: { GET: showConfirm, POST: confirm } },
  { path: '/preferences', methods: { GET: showPreferences, POST: changePreferences } },
  { path: '/unsubscribe', methods: { GET: showUnsubscribe, POST: unsubscribe } },
  { path: '/healthz', methods: { GET: showHealth } },
  { path: '/proof.js', methods: { GET: showProofScript } },
  { path: '/favicon.svg', methods: { GET: showFavicon } },
  { path: '/robots.txt', methods: { GET: showRobots } },
  { path: '/sitemap.xml', methods: { GET: showSiteMap } },
  { path: '/api/v1/trending', methods: { GET: answerTrending } },
  { path: '/api/v1/search', methods: { GET: answerSearch } },
  { path: '/api/v1/papers/{id+}', methods: { GET: answerPaper } },
  { path: '/api/v1/openapi.json', methods: { GET: answerOpenApi } },
  { path: '/_local/inbox', methods: { GET: showInbox } },
  { path: '/_local/inbox/{file}', methods: { GET: showInboxMail } },
  { path: '/_local/inbox/{file}/html', methods: { GET: showInboxMailHtml } },
];
