/** One paper among the results: what of it matched is marked, the abstract folded but for the place that did. */
import type { Paper } from '../../paper/paper.ts';
import { html, type SafeHtml } from '../html.ts';
import { dayWords } from '../mail/spoken-date.ts';
import { foldedAuthors } from './author-names.ts';
import { paperHref } from './list-href.ts';
import { categoryMarks } from './list-item.ts';
import { paperLinkItems } from './paper-links.ts';
import { markedMarkup, type MarkedText } from './search-marks.ts';
import { snippetOf } from './search-snippet.ts';

export interface SearchHit {
  readonly paper: Paper;
  readonly title: MarkedText;
  readonly abstract: MarkedText;
  /** On the newest list of the week over all fields, when it has a place there. */
  readonly rank: number | undefined;
}

/** Unfolded, the whole stands in the snippet's place, under a label (style `.found`). */
const foldedAbstract = (abstract: MarkedText): SafeHtml => {
  if (abstract.pieces.length === 0) return html`<p class="abstract off">No abstract on record.</p>`;
  const whole = html`<p class="abstract" dir="auto">${markedMarkup(abstract)}</p>`;
  const snippet = snippetOf(abstract);
  const { isCutBefore, isCutAfter } = snippet;
  if (!isCutBefore && !isCutAfter) return whole;
  return html`<details class="abstract found">
    <summary dir="auto">
      <span>${isCutBefore && '… '}${markedMarkup(snippet)}${isCutAfter && ' …'}</span><b class="label">Abstract</b>
    </summary>
    ${whole}
  </details>`;
};

/** @param today date by which the year of the announcement is said or not */
export const searchItem = ({ paper, title, abstract, rank }: SearchHit, today: string): SafeHtml => {
  const href = paperHref(paper.paperId);
  return html`<article class="hit">
    <h2 dir="auto"><a href="${href}">${title.pieces.length === 0 ? 'Untitled' : markedMarkup(title)}</a></h2>
    <p class="by ui">
      ${foldedAuthors(paper.authors)} · ${categoryMarks(paper.categories)} ·
      <time datetime="${paper.announcedOn}">${dayWords(paper.announcedOn, today)}</time>
    </p>
    ${foldedAbstract(abstract)}
    <ul class="links ui">
      ${paperLinkItems(paper)}
      ${rank !== undefined && html`<li><a href="${href}#why">No. ${rank} of this week</a></li>`}
    </ul>
  </article> `;
};
