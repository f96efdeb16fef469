/** One paper in a list: its place, its title, and beside it the evidence for the place. */
import { categoryName } from '../../paper/category.ts';
import type { Paper } from '../../paper/paper.ts';
import { daysOnListPhrase, PICKED_AT_RANDOM } from '../../rank/place-evidence.ts';
import type { RankedPaper } from '../../rank/ranked-list.ts';
import { html, type SafeHtml } from '../html.ts';
import { cleanLine, countOf, shortenText } from '../mail/mail-text.ts';
import { dayWords, shortDayWords } from '../mail/spoken-date.ts';
import { foldedAuthors } from './author-names.ts';
import { paperHref } from './list-href.ts';
import { paperLinkItems } from './paper-links.ts';
import { pagePieces, piecesMarkup, splitOpening, titleMarkup } from './page-text.ts';
import { starCountsOf } from './star-counts.ts';
import { starSparkline } from './star-sparkline.ts';

/**
 * An arrow with the number of places for the eye, words for the ear; nothing on a first list, when nothing can have moved, and
 * nothing where chance moved it.
 */
export const movement = ({
  rank,
  previousRank,
  section,
}: Pick<RankedPaper, 'rank' | 'previousRank' | 'section'>): SafeHtml | false => {
  if (section === 'explore') return false;
  if (previousRank === null) return section !== 'still-hot' && html`<span class="move up">new</span>`;
  const places = Math.abs(previousRank - rank);
  if (places === 0)
    return html`<span class="move same"><span aria-hidden="true">–</span><span class="sr">unmoved</span></span>`;
  const isUp = rank < previousRank;
  const direction = isUp ? 'up' : 'down';
  return html`<span class="move ${direction}"
    ><span aria-hidden="true">${isUp ? '▲' : '▼'} ${places}</span
    ><span class="sr"> ${direction} ${countOf(places, 'place')}</span></span
  >`;
};

const EVIDENCE_BYTES = 160;
const CATEGORIES_SHOWN = 4;

/** What both pages show elsewhere isn't said twice: the days on the list, and the date of the announcement. */
const saidElsewhere = (line: string, { daysOnList }: RankedPaper): boolean =>
  line === daysOnListPhrase(daysOnList) || line.startsWith('announced on ');

/** A curve where there is one, and the reasons for a place, strongest first; nothing when there is neither. */
export const evidenceList = (place: RankedPaper, curve: SafeHtml | false = false): SafeHtml | false => {
  const lines = place.evidence.filter((line) => !saidElsewhere(line, place));
  return (
    (curve !== false || lines.length > 0) &&
    html`<ul class="why ui">
      ${curve !== false && html`<li class="curved">${curve}</li>`}
      ${lines.map((line) => html`<li>${shortenText(cleanLine(line), EVIDENCE_BYTES)}</li>`)}
    </ul>`
  );
};

/** The heading of its section says it. */
const withoutHeading = (place: RankedPaper): RankedPaper => ({
  ...place,
  evidence: place.evidence.filter((line) => line !== PICKED_AT_RANDOM),
});

/** The first few, each with its name on hover. */
export const categoryMarks = (categories: readonly string[]): SafeHtml => {
  const shown = categories
    .slice(0, CATEGORIES_SHOWN)
    .map((id, index) => html`${index > 0 && ', '}<span title="${categoryName(id)}">${id}</span>`);
  const rest = categories.length - CATEGORIES_SHOWN;
  return html`${shown}${rest > 0 && ` +${rest}`}`;
};

/** The abstract with all but its first sentences folded away. */
export const foldedAbstract = (abstract: string): SafeHtml => {
  const { opening, rest } = splitOpening(pagePieces(abstract));
  if (opening.length === 0) return html`<p class="abstract off">No abstract on record.</p>`;
  if (rest.length === 0) return html`<p class="abstract" dir="auto">${piecesMarkup(opening)}</p>`;
  const breaksOff = !/[.!?…]$/.test(opening.at(-1)?.plain ?? '');
  return html`<details class="${breaksOff ? 'abstract cut' : 'abstract'}">
    <summary dir="auto">${piecesMarkup(opening)}</summary>
    <p dir="auto">${piecesMarkup(rest)}</p>
  </details>`;
};

/** How long it has been there, and since when. */
const daysWords = ({ daysOnList, firstSeenOn }: RankedPaper, listDate: string): SafeHtml | false =>
  daysOnList > 1 &&
  html`<span class="days"
    >day ${daysOnList}<span class="sr"> on the list,</span>
    <small>since <time datetime="${firstSeenOn}">${shortDayWords(firstSeenOn, listDate)}</time></small></span
  >`;

export interface ListItemProps {
  readonly paper: Paper;
  readonly place: RankedPaper;
  /** Of the list that the place is on. */
  readonly listDate: string;
  /** The last day on which stars were asked for. @default the list's date */
  readonly starsThrough?: string;
}

export const listItem = ({ paper, place, listDate, starsThrough = listDate }: ListItemProps): SafeHtml => {
  const href = paperHref(paper.paperId);
  const curve = starSparkline(starCountsOf(paper.score.contributions, { upTo: listDate, knownThrough: starsThrough }));
  return html`<article class="item">
    <div>
      <span class="rank"><span class="sr">No. </span>${place.rank}</span> ${movement(place)}
      ${daysWords(place, listDate)}
    </div>
    <div>
      <h3 dir="auto"><a href="${href}">${titleMarkup(paper.title)}</a></h3>
      <p class="by ui">
        ${foldedAuthors(paper.authors)} · ${categoryMarks(paper.categories)} ·
        <time datetime="${paper.announcedOn}">${dayWords(paper.announcedOn, listDate)}</time>
      </p>
      ${evidenceList(withoutHeading(place), curve)} ${foldedAbstract(paper.abstract)}
      <ul class="links ui">
        ${paperLinkItems(paper)}
        <li><a href="${href}#why">Why it is here</a></li>
      </ul>
    </div>
  </article> `;
};
