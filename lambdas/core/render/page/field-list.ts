/** The choice of fields: beside the list on a wide page, a select on a phone. Both are plain links and forms. */
import { ARCHIVES, CATEGORIES, categoryName } from '../../paper/category.ts';
import { ALL_CATEGORIES } from '../../rank/ranked-list.ts';
import { html, type SafeHtml } from '../html.ts';
import { spokenNumber } from '../mail/mail-text.ts';
import { listHref, type ListChoice } from './list-href.ts';

export interface FieldListInput {
  readonly choice: ListChoice;
  /** Harvested categories, in their order. */
  readonly categories: readonly string[];
  /** Papers announced per category (and `all`) on the edition's date; a missing one prints no number. */
  readonly announced: ReadonlyMap<string, number>;
}

const fieldItem = (category: string, { choice, announced }: FieldListInput): SafeHtml => {
  const isAll = category === ALL_CATEGORIES;
  const count = announced.get(category);
  return html`<li>
    <a href="${listHref({ ...choice, category })}" ${category === choice.category && html` aria-current="page"`}
      ><b>${isAll ? 'All of arXiv' : category}</b
      >${count !== undefined && html`<span class="count">${spokenNumber(count)}<span class="sr"> announced</span></span>`}${!isAll && html`<small>${categoryName(category)}</small>`}</a
    >
  </li>`;
};

const option = (category: string, { choice }: FieldListInput): SafeHtml =>
  html`<option value="${category}" ${category === choice.category && html` selected`}>
    ${category === ALL_CATEGORIES ? 'All of arXiv' : `${category} ${categoryName(category)}`}
  </option>`;

/** Canonical categories by archive, those of the site apart. */
const otherGroups = (input: FieldListInput): readonly SafeHtml[] => {
  const shown = new Set([...input.categories, input.choice.category]);
  const others = CATEGORIES.filter(({ id, canonical }) => id === canonical && !shown.has(id));
  return [...new Set(others.map(({ archive }) => archive))].map(
    (archive) =>
      html`<optgroup label="${ARCHIVES.get(archive) ?? archive}">
        ${others.filter((category) => category.archive === archive).map(({ id }) => option(id, input))}
      </optgroup>`,
  );
};

/** A category that isn't harvested but was asked for stands in the list while it is shown. */
export const fieldList = (input: FieldListInput): SafeHtml => {
  const { choice, categories } = input;
  const own = [...new Set([ALL_CATEGORIES, ...categories, choice.category])];
  return html`<nav class="fields ui" aria-label="Fields">
    <p class="label">Fields <small>papers announced</small></p>
    <ul>
      ${own.map((category) => fieldItem(category, input))}
    </ul>
    <form class="choose" action="/" method="get">
      <label for="category">Choose a field</label>
      ${choice.window !== 'week' && html`<input type="hidden" name="window" value="${choice.window}" />`}
      <div>
        <select id="category" name="category">
          <optgroup label="Fields of this site">${own.map((category) => option(category, input))}</optgroup>
          ${otherGroups(input)}</select
        ><button>Show</button>
      </div>
    </form>
  </nav>`;
};
