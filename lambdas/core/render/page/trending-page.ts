/** The trending list: what stands in it, in sections, with the truth about the announcement behind it. */
import type { Paper, PaperId } from '../../paper/paper.ts';
import { ALL_CATEGORIES, type RankedList, type RankedPaper, type Section } from '../../rank/ranked-list.ts';
import { WINDOWS } from '../../score/paper-score.ts';
import { addDays } from '../../calendar/new-york-time.ts';
import { html, type SafeHtml } from '../html.ts';
import { countOf, spokenNumber } from '../mail/mail-text.ts';
import { shortSpokenDate } from '../mail/spoken-date.ts';
import { missingClauses } from '../missing-words.ts';
import { RANDOM_PLACE_REASON } from '../random-place.ts';
import type { BatchSummary } from './batch-summary.ts';
import { editionWords } from './edition-words.ts';
import { fieldList } from './field-list.ts';
import { DEFAULT_CHOICE, fieldName, listHref, WINDOW_NAMES, type ListChoice } from './list-href.ts';
import { listItem } from './list-item.ts';
import { renderPage, type PageSite } from './page-frame.ts';

export interface TrendingPageInput {
  readonly site: PageSite;
  readonly choice: ListChoice;
  /** The newest list of the choice; `undefined` when there is none yet. */
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
}

interface ShownPaper {
  readonly paper: Paper;
  readonly place: RankedPaper;
}

const SECTION_HEADINGS: Readonly<Record<Section, string>> = {
  new: 'New',
  rising: 'Rising',
  'still-hot': 'Still hot',
  explore: 'Picked at random',
};

const sectionNote = (section: Section, listDate: string): string => {
  switch (section) {
    case 'new':
      return `announced on ${shortSpokenDate(listDate)}, placed by what is known on day one`;
    case 'rising':
      return 'come in or climbed since the list before, on new evidence';
    case 'still-hot':
      return 'holding a place from the days before';
    case 'explore':
      return RANDOM_PLACE_REASON;
  }
};

type Group = readonly [section: Section, entries: readonly ShownPaper[]];

/**
 * The picked paper is to be seen among the first, so its section comes where about as many papers stand above it as its rank
 * says, and not behind all others; never before the section of No. 1.
 */
const withPicked = (groups: readonly Group[], picked: Group): readonly Group[] => {
  const rank = picked[1][0]?.place.rank ?? 1;
  let above = 0;
  let best = { index: groups.length, off: Number.POSITIVE_INFINITY };
  groups.forEach(([, entries], index) => {
    above += entries.length;
    const off = Math.abs(above - (rank - 1));
    if (off < best.off) best = { index: index + 1, off };
  });
  return groups.toSpliced(best.index, 0, picked);
};

/** Sections in the order of their best paper, so that the page begins with No. 1. */
const groupBySection = (shown: readonly ShownPaper[]): readonly Group[] => {
  const groups = new Map<Section, ShownPaper[]>();
  for (const entry of [...shown].sort((a, b) => a.place.rank - b.place.rank)) {
    const group = groups.get(entry.place.section);
    if (group) group.push(entry);
    else groups.set(entry.place.section, [entry]);
  }
  const picked = groups.get('explore');
  groups.delete('explore');
  return picked === undefined ? [...groups] : withPicked([...groups], ['explore', picked]);
};

const windowTabs = (choice: ListChoice): SafeHtml =>
  html`<nav class="bar ui" aria-label="Time">
    <div class="wrap">
      <ul class="tabs">
        ${WINDOWS.map(
          (window) =>
            html`<li>
              <a href="${listHref({ ...choice, window })}" ${window === choice.window && html` aria-current="page"`}
                >${WINDOW_NAMES[window].tab}</a
              >
            </li>`,
        )}
      </ul>
    </div>
  </nav>`;

/** What the list lacks, beside what the announcement lacks. */
const missingNote = ({ missingSources, date }: RankedList): SafeHtml | undefined => {
  const clauses = missingClauses(missingSources, date);
  return clauses.length === 0
    ? undefined
    : html`<b class="bad">Partial list</b>${clauses.map((clause) => ` · ${clause}`)}`;
};

const headingOf = ({ category, window }: ListChoice): string =>
  `Trending in ${fieldName(category)} ${WINDOW_NAMES[window].words}`;

const leadWords = ({ list, choice, limit }: TrendingPageInput): SafeHtml | false => {
  if (list === undefined || list.papers.length === 0) return false;
  const competed = `${countOf(list.candidates, 'paper')} competed for a place`;
  if (list.papers.length <= limit) return html`${competed}; the best ${spokenNumber(list.papers.length)} are here.`;
  const query = new URLSearchParams({ ...choice, limit: String(list.papers.length) });
  return html`${competed}; the best ${limit} are here, and all ${spokenNumber(list.papers.length)} on the list
    <a href="/api/v1/trending?${query.toString()}">as JSON</a>.`;
};

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

const sectionMarkup = (
  [section, entries]: Group,
  { listDate, starsThrough }: { readonly listDate: string; readonly starsThrough: string },
): SafeHtml =>
  html`<section class="group" aria-labelledby="${section}">
    <h2 class="label" id="${section}">${SECTION_HEADINGS[section]} <small>${sectionNote(section, listDate)}</small></h2>
    ${entries.map((entry) => listItem({ ...entry, listDate, starsThrough }))}
  </section> `;

/** Where the list was made without stars, nothing is known of the days since. */
const starsThroughOf = ({ date, missingSources }: RankedList): string => {
  const without = missingSources.find(({ source, state }) => source === 'github' && state !== 'partial');
  return without === undefined ? date : addDays(without.since, -1);
};

/** The page at `/`. */
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
    description: `${heading}, with the reasons for each paper’s place.`,
    canonicalPath: listHref(choice),
    ...(input.hasLists && { edition: editionWords({ category: choice.category, summary, now, sample: site.sample }) }),
    ...(missing !== undefined && { editionNote: missing }),
    bar: windowTabs(choice),
    content: html`<div class="cols">
      ${fieldList({ choice, categories: site.categories, announced: input.announced })}
      <div>
        <div class="lead">
          <h1>${heading}</h1>
          <p class="ui">${leadWords(input)}</p>
        </div>
        ${shown.length === 0 && html`<div class="empty">${emptyWords(input)}</div>`}
        ${list && groupBySection(shown).map((group) => sectionMarkup(group, { listDate: list.date, starsThrough: starsThroughOf(list) }))}
      </div>
    </div>`,
  });
};
