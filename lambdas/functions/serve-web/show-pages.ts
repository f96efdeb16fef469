/** The pages for readers: the trending list, a paper, how papers are ranked, and how complete it all is. */
import { shortenText } from '../../core/render/mail/mail-text.ts';
import { renderMessagePage } from '../../core/render/page/message-page.ts';
import { renderPaperPage } from '../../core/render/page/paper-page.ts';
import { renderScoringPage } from '../../core/render/page/scoring-page.ts';
import { renderStatusPage } from '../../core/render/page/status-page.ts';
import { subscribeBox } from '../../core/render/page/subscribe-box.ts';
import { renderTrendingPage } from '../../core/render/page/trending-page.ts';
import { sharedFormToken } from './form-token.ts';
import { BOX_POLICY } from './proof-script.ts';
import { readNights } from './read-nights.ts';
import { readPaper } from './read-paper.ts';
import { readStatus } from './read-status.ts';
import { readTrending } from './read-trending.ts';
import type { RouteHandler } from './route.ts';
import { DEFAULT_LIMIT, readFieldFilter, readListChoice } from './trending-query.ts';
import { pageAnswer } from './web-answer.ts';

/** `GET /` */
export const showTrending: RouteHandler = async (deps, { query }) => {
  const asked = readListChoice(query);
  if ('fault' in asked) {
    return pageAnswer(renderMessagePage(deps.site, { heading: 'No such list', body: asked.fault }), { status: 400 });
  }
  const choice = asked.value;
  const trending = await readTrending(deps, { ...choice, limit: DEFAULT_LIMIT });
  const page = {
    ...trending,
    choice,
    site: deps.site,
    now: deps.clock(),
    limit: DEFAULT_LIMIT,
    fieldFilter: readFieldFilter(query),
    subscribe: subscribeBox({ site: deps.site, formToken: sharedFormToken(deps), category: choice.category }),
  };
  return pageAnswer(renderTrendingPage(page), { keep: 'list', policy: BOX_POLICY });
};

const SHOWN_ID_BYTES = 80;

/** `GET /papers/{id}` */
export const showPaper: RouteHandler = async (deps, _request, { id = '' }) => {
  const found = await readPaper(deps, id);
  if (found === 'no-id') {
    const body = `“${shortenText(id, SHOWN_ID_BYTES)}” is no identifier of arXiv. They look like 2611.01234 or hep-th/9901001.`;
    return pageAnswer(renderMessagePage(deps.site, { heading: 'No such paper', body }), { status: 404 });
  }
  if (found === 'unknown') {
    const body = `Nothing is stored under ${shortenText(id, SHOWN_ID_BYTES)}. Papers are here from the day on which one of the fields that this site reads has announced them.`;
    return pageAnswer(renderMessagePage(deps.site, { heading: 'This paper isn’t here', body }), { status: 404 });
  }
  return pageAnswer(renderPaperPage({ site: deps.site, ...found }), { keep: 'list' });
};

/** `GET /status` */
export const showStatus: RouteHandler = async ({ batches, ledger, collection, site, clock }) => {
  const now = clock();
  const { harvest, nights } = await readStatus({ batches, ledger, collection, categories: site.categories, now });
  return pageAnswer(renderStatusPage({ site, status: harvest, nights, now }), { keep: 'list' });
};

/** `GET /scoring` */
export const showScoring: RouteHandler = async ({ collection, site }) =>
  pageAnswer(renderScoringPage({ site, nights: await readNights(collection) }), { keep: 'list' });
