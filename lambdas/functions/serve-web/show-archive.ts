/** Lists of past days, and the index of them. */
import { newYorkDate, nextListDate, previousListDate } from '../../core/calendar/announcement-calendar.ts';
import { addDays, BEYOND_ALL_DATES } from '../../core/calendar/new-york-time.ts';
import { ALL_CATEGORIES, listKey } from '../../core/rank/ranked-list.ts';
import { renderArchivePage, renderNoListPage, type ArchiveDay } from '../../core/render/page/archive-page.ts';
import type { ListChoice } from '../../core/render/page/list-href.ts';
import { renderMessagePage } from '../../core/render/page/message-page.ts';
import { renderTrendingPage, type ListNeighbours } from '../../core/render/page/trending-page.ts';
import { readTrending } from './read-trending.ts';
import type { RouteHandler } from './route.ts';
import { DEFAULT_LIMIT, readFieldFilter, readListChoice, readPathDate } from './trending-query.ts';
import { pageAnswer, type WebAnswer } from './web-answer.ts';
import type { WebDeps } from './web-deps.ts';

/** Six weeks. */
const DAYS_SHOWN = 30;
/** Lists missing in a row that the way to the next day steps over: a holiday's, or a night without a round. */
const STEPS_OVER = 4;

/** Dates before the first announcement of arXiv hold nothing; far future ones neither. */
const FIRST_YEAR = '1991';

const badRequest = ({ site }: Pick<WebDeps, 'site'>, heading: string, body: string): WebAnswer =>
  pageAnswer(renderMessagePage(site, { heading, body }), { status: 400 });

/** The next list after the date, up to the newest. */
const dateAfter = async (
  rankings: WebDeps['rankings'],
  { key, date, newest }: { readonly key: string; readonly date: string; readonly newest: string },
): Promise<string | undefined> => {
  let next = date;
  for (let step = 0; step < STEPS_OVER && next < newest; step += 1) {
    next = nextListDate(next);
    if (next < newest && (await rankings.get(key, next)) !== undefined) return next;
  }
  return date < newest ? newest : undefined;
};

const readNeighbours = async (rankings: WebDeps['rankings'], key: string, date: string): Promise<ListNeighbours> => {
  const [before, newest] = await Promise.all([
    rankings.latestUpTo(key, addDays(date, -1)),
    rankings.latestUpTo(key, BEYOND_ALL_DATES),
  ]);
  return {
    before: before?.date,
    after: newest && (await dateAfter(rankings, { key, date, newest: newest.date })),
  };
};

/** `GET /archive/{date}` */
export const showPastList: RouteHandler = async (deps, { query }, { date: dateText = '' }) => {
  const asked = readListChoice(query);
  if ('fault' in asked) return badRequest(deps, 'No such list', asked.fault);
  const day = readPathDate(dateText);
  if ('fault' in day) return badRequest(deps, 'No such day', day.fault);

  const choice = { ...asked.value, date: day.value };
  const key = listKey(choice.category, choice.window);
  const isPossible = choice.date >= FIRST_YEAR && choice.date <= addDays(newYorkDate(deps.clock()), 7);
  const list = isPossible ? await deps.rankings.get(key, choice.date) : undefined;
  if (list === undefined) {
    const before = await deps.rankings.latestUpTo(key, choice.date);
    return pageAnswer(renderNoListPage({ site: deps.site, choice, before: before?.date }), { status: 404 });
  }
  const [trending, neighbours] = await Promise.all([
    readTrending(deps, { ...choice, limit: DEFAULT_LIMIT }),
    readNeighbours(deps.rankings, key, choice.date),
  ]);
  const page = renderTrendingPage({
    ...trending,
    choice,
    neighbours,
    site: deps.site,
    now: deps.clock(),
    limit: DEFAULT_LIMIT,
    fieldFilter: readFieldFilter(query),
  });
  return pageAnswer(page, { keep: 'list' });
};

/** Days with a list of the choice, newest first; one read for each day on which there may be one. */
export const readArchiveDays = async (
  { rankings, batches }: Pick<WebDeps, 'rankings' | 'batches'>,
  { category, window }: ListChoice,
): Promise<readonly ArchiveDay[]> => {
  const key = listKey(category, window);
  const newest = (await rankings.latestUpTo(key, BEYOND_ALL_DATES))?.date;
  if (newest === undefined) return [];
  const dates = [newest];
  while (dates.length < DAYS_SHOWN) dates.push(previousListDate(dates.at(-1) ?? newest));
  const [lists, rows] = await Promise.all([
    Promise.all(dates.map(async (date) => (date === newest ? true : (await rankings.get(key, date)) !== undefined))),
    batches.between(ALL_CATEGORIES, dates.at(-1) ?? newest, newest),
  ]);
  const announced = new Map(rows.map((row) => [row.date, row.announced]));
  return dates.filter((_, index) => lists[index] === true).map((date) => ({ date, announced: announced.get(date) }));
};

/** `GET /archive` */
export const showArchive: RouteHandler = async (deps, { query }) => {
  const asked = readListChoice(query);
  if ('fault' in asked) return badRequest(deps, 'No such list', asked.fault);
  const days = await readArchiveDays(deps, asked.value);
  return pageAnswer(renderArchivePage({ site: deps.site, choice: asked.value, days }), { keep: 'list' });
};
