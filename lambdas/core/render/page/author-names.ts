/** Authors of a paper. Each name is isolated: one written from right to left doesn't reorder its neighbours. */
import { html, type SafeHtml } from '../html.ts';
import { cleanLine, shortenText } from '../mail/mail-text.ts';

const NAME_BYTES = 120;
/** In the list of papers. */
const SHOWN_IN_LIST = 3;
/** On a paper's own page before the rest is folded. */
const SHOWN_ON_PAGE = 20;

const nameOf = (author: string): SafeHtml => html`<bdi>${shortenText(cleanLine(author), NAME_BYTES)}</bdi>`;

const joinNames = (names: readonly SafeHtml[]): readonly SafeHtml[] =>
  names.map((name, index) => (index === 0 ? name : html`, ${name}`));

/** `A, B, C and 4 more`; a single one left over is named. */
export const foldedAuthors = (authors: readonly string[]): SafeHtml => {
  if (authors.length === 0) return html`Authors not on record`;
  const shown = authors.length <= SHOWN_IN_LIST + 1 ? authors : authors.slice(0, SHOWN_IN_LIST);
  const rest = authors.length - shown.length;
  return html`${joinNames(shown.map(nameOf))}${rest > 0 && ` and ${rest.toLocaleString('en-US')} more`}`;
};

/** All authors; of a large collaboration most are folded away. */
export const allAuthors = (authors: readonly string[]): SafeHtml => {
  if (authors.length === 0) return html`<p class="authors">Authors not on record</p>`;
  const names = authors.map(nameOf);
  if (names.length <= SHOWN_ON_PAGE + 1) return html`<p class="authors">${joinNames(names)}</p>`;
  const rest = names.slice(SHOWN_ON_PAGE);
  return html`<p class="authors">${joinNames(names.slice(0, SHOWN_ON_PAGE))}</p>
    <details class="authors">
      <summary>and ${rest.length.toLocaleString('en-US')} more authors</summary>
      ${joinNames(rest)}
    </details>`;
};
