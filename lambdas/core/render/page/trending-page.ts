/** The trending list: what stands in it, in sections, with the truth about the announcement behind it. */
import type { Paper, PaperId } from '../../paper/paper.ts';
import { ALL_CATEGORIES, type RankedList } from '../../rank/ranked-list.ts';
import { WINDOWS } from '../../score/paper-score.ts';
import { addDays } from '../../calendar/new-york-time.ts';
import { html, type SafeHtml } from '../html.ts';
import { countOf, shortenText, spokenNumber } from '../mail/mail-text.ts';
import { shortSpokenDate, spokenDate } from '../mail/spoken-date.ts';
import { missingClauses } from '../missing-words.ts';
import type { BatchSummary } from './batch-summary.ts';
import { editionWords } from './edition-words.ts';
import { fieldList } from './field-list.ts';
import {
  archiveHref,
  DEFAULT_CHOICE,
  listFeedHref,
  fieldName,
  listHref,
  PAST_WINDOW_NAMES,
  WINDOW_NAMES,
  type ListChoice,
} from './list-href.ts';
import { groupBySection, sectionMarkup, type ShownPaper } from './list-sections.ts';
import { pageTitle } from './page-text.ts';
import { renderPage, type PageSite } from './page-frame.ts';
import type { FeedLink } from './page-head.ts';

export interface TrendingPageInput {
  readonly site: PageSite;
  readonly choice: ListChoice;
  /** The newest list of the choice, or that of its date; `undefined` when there is none yet. */
  readonly list: RankedList | undefined;
  /** Papers of the list; those that are missing are left out. */
  readonly papers: ReadonlyMap<PaperId, Paper>;
  readonly summary: BatchSummary;
  /** Papers announced per category on the edition's date. */
  readonly announced: ReadonlyMap<string, number>;
  /** Whether anything is stored at all, in any field. */
  readonly hasLists: boolean;
  readonly now: Date;
  /** How many papers are shown at most. */
  readonly limit: number;
  /** Words that narrow the list of all fields. */
  readonly fieldFilter?: string | undefined;
  /** The box for signing up. */
  readonly subscribe?: SafeHtml;
  /** Of a list of the archive: the days before and after it that have one. */
  readonly neighbours?: ListNeighbours;
}

/** Dates of the lists next to one of the archive, where there are any. */
export interface ListNeighbours {
  readonly before: string | undefined;
  readonly after: string | undefined;
}

const windowTabs = (choice: ListChoice): SafeHtml => {
  const names = choice.date === undefined ? WINDOW_NAMES : PAST_WINDOW_NAMES;
  return html`<nav aria-label="Time">
    <ul class="tabs">
      ${WINDOWS.map(
        (window) =>
          html`<li>
            <a href="${listHref({ ...choice, window })}" ${window === choice.window && html` aria-current="page"`}
              >${names[window].tab}</a
            >
          </li>`,
      )}
    </ul>
  </nav>`;
};

const feedsOf = (choice: ListChoice, title: string): readonly FeedLink[] => [
  { type: 'application/atom+xml', href: listFeedHref('atom', choice), title: `${title} (Atom)` },
  { type: 'application/feed+json', href: listFeedHref('json', choice), title: `${title} (JSON Feed)` },
];

/** What the list lacks, beside what the announcement lacks. */
const missingNote = ({ missingSources, date }: RankedList): SafeHtml | undefined => {
  const clauses = missingClauses(missingSources, date);
  return clauses.length === 0
    ? undefined
    : html`<b class="bad">Partial list</b>${clauses.map((clause) => ` · ${clause}`)}`;
};

const headingOf = ({ category, window, date }: ListChoice): string => {
  const time =
    date === undefined ? WINDOW_NAMES[window].words : `${PAST_WINDOW_NAMES[window].words} ${spokenDate(date)}`;
  return `Trending in ${fieldName(category)} ${time}`;
};

const newestOf = ({ category, window }: ListChoice): ListChoice => ({ category, window });

/** Says of a past list that it is one, and leads on from it. */
const archiveNote = ({ choice, neighbours }: TrendingPageInput): SafeHtml | false => {
  const { date } = choice;
  if (date === undefined) return false;
  const { before, after } = neighbours ?? {};
  return html`<div class="past ui">
    <p>
      <b>From the archive.</b> Places and reasons as they were on ${spokenDate(date)}; titles and abstracts as they are
      now.
    </p>
    <nav aria-label="Days">
      <ul class="links">
        ${before !== undefined && html`<li><a rel="prev" href="${listHref({ ...choice, date: before })}">← ${shortSpokenDate(before)}</a></li>`}
        ${after !== undefined && html`<li><a rel="next" href="${listHref({ ...choice, date: after })}">${shortSpokenDate(after)} →</a></li>`}
        <li><a href="${listHref(newestOf(choice))}">Newest list</a></li>
        <li><a href="${archiveHref(choice)}">All days</a></li>
      </ul>
    </nav>
  </div>`;
};

const leadWords = ({ list, choice, limit }: TrendingPageInput): SafeHtml | false => {
  if (list === undefined || list.papers.length === 0) return false;
  const competed = `${countOf(list.candidates, 'paper')} competed for a place`;
  if (list.papers.length <= limit) return html`${competed}; the best ${spokenNumber(list.papers.length)} are here.`;
  const query = new URLSearchParams({ ...choice, limit: String(list.papers.length) });
  return html`${competed}; the best ${limit} are here, and all ${spokenNumber(list.papers.length)} on the list
    <a href="/api/v1/trending?${query.toString()}">as JSON</a>.`;
};

/** Where else the list is; feeds follow the newest one. */
const otherForms = ({ choice, list }: TrendingPageInput): SafeHtml | false =>
  list !== undefined &&
  choice.date === undefined &&
  html`<span class="forms"
    ><a href="${archiveHref(choice)}">Earlier days</a> · <a href="${listFeedHref('atom', choice)}">Atom</a> ·
    <a href="${listFeedHref('json', choice)}">JSON Feed</a></span
  >`;

const emptyWords = ({ choice, hasLists, site }: TrendingPageInput): SafeHtml => {
  if (!hasLists) {
    return html`<p>
      No papers are stored yet. The first list appears once an announcement of arXiv has been read and ranked.
    </p>`;
  }
  const isHarvested = choice.category === ALL_CATEGORIES || site.categories.includes(choice.category);
  const reason = isHarvested
    ? `No paper of ${fieldName(choice.category)} has a place ${WINDOW_NAMES[choice.window].words}.`
    : `No list of ${fieldName(choice.category)}: this site doesn’t read that field’s announcements, and no paper that it knows is cross-listed there.`;
  return html`<p>${reason}</p>
    ${choice.window !== 'month' && html`<p><a href="${listHref({ ...choice, window: 'month' })}">Look at the whole month</a></p>`}
    ${choice.category !== ALL_CATEGORIES && html`<p><a href="${listHref({ ...choice, category: ALL_CATEGORIES })}">Look at all of arXiv</a></p>`}`;
};

/** Where the list was made without stars, nothing is known of the days since. */
const starsThroughOf = ({ date, missingSources }: RankedList): string => {
  const without = missingSources.find(({ source, state }) => source === 'github' && state !== 'partial');
  return without === undefined ? date : addDays(without.since, -1);
};

/** The first titles say more in a link preview than any words of ours. */
const TITLES_TOLD = 3;
const TITLE_BYTES = 90;

const descriptionOf = (heading: string, shown: readonly ShownPaper[]): string => {
  const titles = shown
    .slice(0, TITLES_TOLD)
    .map(({ paper, place }) => `${place.rank}. ${shortenText(pageTitle(paper.title), TITLE_BYTES)}`);
  return [`${heading}, with the reasons for each paper’s place.`, ...titles].join(' ');
};

/** The page at `/`, and that of a past day at `/archive/{date}`. */
export const renderTrendingPage = (input: TrendingPageInput): string => {
  const { site, choice, list, papers, summary, now, limit } = input;
  const places = list?.papers ?? [];
  const shown = places.slice(0, limit).flatMap((place) => {
    const paper = papers.get(place.paperId);
    return paper === undefined ? [] : [{ paper, place }];
  });
  const heading = headingOf(choice);
  const missing = list && missingNote(list);
  const isFrontPage = listHref(choice) === listHref(DEFAULT_CHOICE);
  return renderPage({
    site,
    title: isFrontPage ? '' : heading,
    previewTitle: heading,
    description: descriptionOf(heading, shown),
    canonicalPath: listHref(choice),
    ...(input.hasLists && {
      edition: editionWords({
        category: choice.category,
        summary,
        now,
        sample: site.sample,
        isPast: choice.date !== undefined,
      }),
    }),
    ...(missing !== undefined && { editionNote: missing }),
    ...(choice.date === undefined && { feeds: feedsOf(choice, heading) }),
    ...(input.subscribe !== undefined && { mastAside: input.subscribe }),
    bar: windowTabs(choice),
    skipTo: 'list',
    content: html`<div class="cols">
      ${fieldList({ choice, categories: site.categories, announced: input.announced, filter: input.fieldFilter })}
      <div id="list">
        <div class="lead">
          <h1>${heading}</h1>
          <p class="ui">${leadWords(input)} ${otherForms(input)}</p>
        </div>
        ${archiveNote(input)} ${shown.length === 0 && html`<div class="empty">${emptyWords(input)}</div>`}
        ${list && groupBySection(shown).map((group) => sectionMarkup(group, { listDate: list.date, starsThrough: starsThroughOf(list) }))}
      </div>
    </div>`,
  });
};
