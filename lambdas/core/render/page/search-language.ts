/** What a reader can type into the search box, by examples that can be tried. */
import { html, type SafeHtml } from '../html.ts';
import { DEFAULT_SEARCH_SORT, searchHref } from './search-href.ts';

/** A query, and what it finds. */
const EXAMPLES: readonly (readonly [text: string, meaning: string])[] = [
  [
    'sparse attention',
    'papers with all of the words, in title or abstract; where those are few, also papers with some',
  ],
  ['"forward and backward propagation"', 'the words in this order, next to each other'],
  ['diffusion -video -"text to image"', 'without papers that have the word or the phrase behind the minus'],
  ['cat:cs.LG cat:stat.ML calibration', 'in one of these categories of arXiv'],
  ['cat:math', 'an archive stands for all of its categories'],
  ['author:"mira okonkwo" gradients', 'by somebody of that name; a part of it will do'],
  [
    'after:2026-10-01 world model',
    'announced on that day or later; a date further back than some three months has older years searched, too',
  ],
];

/** The language, on the page without a query and under an answer without papers. */
export const searchLanguage = (): SafeHtml =>
  html`<section class="language" aria-labelledby="language">
    <h2 id="language" class="label">What can be typed</h2>
    <dl>
      ${EXAMPLES.map(
        ([text, meaning]) =>
          html`<div>
            <dt><a href="${searchHref({ text, sort: DEFAULT_SEARCH_SORT })}">${text}</a></dt>
            <dd>${meaning}</dd>
          </div>`,
      )}
    </dl>
    <p class="ui">Case, accents and the endings of words make no difference.</p>
  </section>`;
