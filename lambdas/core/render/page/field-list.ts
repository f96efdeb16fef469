/**
 * The choice of fields: the site's own beside the list on a wide page, a select on a phone, and all of arXiv's folded by
 * archive, which a filter in the address narrows. All are plain links and forms.
 */
import { ARCHIVES, CATEGORIES, categoryName, type Category } from '../../paper/category.ts';
import { ALL_CATEGORIES } from '../../rank/ranked-list.ts';
import { html, type SafeHtml } from '../html.ts';
import { countOf, spokenNumber } from '../mail/mail-text.ts';
import { archiveHref, DEFAULT_CHOICE, listHref, type ListChoice } from './list-href.ts';

export interface FieldListInput {
  readonly choice: ListChoice;
  /** Harvested categories, in their order. */
  readonly categories: readonly string[];
  /** Papers announced per category (and `all`) on the edition's date; a missing one prints no number. */
  readonly announced: ReadonlyMap<string, number>;
  /** Words that narrow the list of all fields. @default all of them */
  readonly filter?: string | undefined;
}

/** The longest name of a field and its archive stays below. */
export const MAX_FILTER_LENGTH = 60;

const fieldItem = (category: string, { choice, announced }: FieldListInput): SafeHtml => {
  const isAll = category === ALL_CATEGORIES;
  const count = announced.get(category);
  return html`<li>
    <a href="${listHref({ ...choice, category })}" ${category === choice.category && html` aria-current="page"`}
      ><b>${isAll ? 'All of arXiv' : category}</b
      >${count !== undefined && html` <span class="count">${spokenNumber(count)}<span class="sr"> announced</span></span>`}${!isAll && html` <small>${categoryName(category)}</small>`}</a
    >
  </li>`;
};

const option = (category: string, { choice }: FieldListInput): SafeHtml =>
  html`<option value="${category}" ${category === choice.category && html` selected`}>
    ${category === ALL_CATEGORIES ? 'All of arXiv' : `${category} ${categoryName(category)}`}
  </option>`;

type ArchiveGroup = readonly [name: string, categories: readonly Category[]];

/** In the order of arXiv's archives. */
const byArchive = (categories: readonly Category[]): readonly ArchiveGroup[] =>
  [...new Set(categories.map(({ archive }) => archive))].map((archive) => [
    ARCHIVES.get(archive) ?? archive,
    categories.filter((category) => category.archive === archive),
  ]);

/** Canonical categories, those of the site apart. */
const otherGroups = (input: FieldListInput): readonly SafeHtml[] => {
  const shown = new Set([...input.categories, input.choice.category]);
  return byArchive(CATEGORIES.filter(({ id, canonical }) => id === canonical && !shown.has(id))).map(
    ([name, group]) => html`<optgroup label="${name}">${group.map(({ id }) => option(id, input))}</optgroup>`,
  );
};

/** Every word must be part of the identifier, the name or the archive's name. */
const matching = (filter: string): readonly Category[] => {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  return CATEGORIES.filter(({ id, name, archive }) => {
    const text = `${id} ${name} ${ARCHIVES.get(archive) ?? ''}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
};

/** Most other fields have no list of a past day, so there the way to theirs is their own archive, which is always there. */
const otherHref = (category: string, { choice, categories }: FieldListInput): string => {
  const own = { ...choice, category };
  const hasThatDay = choice.date === undefined || categories.includes(category) || category === choice.category;
  return hasThatDay ? listHref(own) : archiveHref(own);
};

const allItem = ({ id, name, canonical }: Category, input: FieldListInput): SafeHtml =>
  html`<li>
    <a href="${otherHref(canonical, input)}"
      ><b>${id}</b> <small>${name}${id !== canonical && `, filed as ${canonical}`}</small></a
    >
  </li>`;

const allFields = (input: FieldListInput): SafeHtml => {
  const { filter = '' } = input;
  const found = matching(filter);
  const quoted = `“${filter}”`;
  if (found.length === 0) {
    return html`<p class="none">
      No field of arXiv has ${quoted} in its name or code. <a href="${listHref(input.choice)}">All fields</a>
    </p>`;
  }
  const isNarrowed = filter !== '';
  const heading = isNarrowed
    ? `${countOf(found.length, 'field')} with ${quoted}`
    : `All ${CATEGORIES.length} fields of arXiv`;
  return html`<details class="all" ${isNarrowed && html` open`}>
    <summary>${heading}</summary>
    ${byArchive(found).map(
      ([name, group]) =>
        html`<p class="label">${name}</p>
          <ul>
            ${group.map((category) => allItem(category, input))}
          </ul>`,
    )}
  </details>`;
};

/** What a form must send along so that it stays with the list that is shown. */
const hiddenWindow = ({ window }: ListChoice): SafeHtml | false =>
  window !== DEFAULT_CHOICE.window && html`<input type="hidden" name="window" value="${window}" />`;

const pathOf = (choice: ListChoice): string =>
  listHref({ ...DEFAULT_CHOICE, ...(choice.date && { date: choice.date }) });

/** A category that isn't harvested but was asked for stands in the list while it is shown. */
export const fieldList = (input: FieldListInput): SafeHtml => {
  const { choice, categories, filter = '' } = input;
  const own = [...new Set([ALL_CATEGORIES, ...categories, choice.category])];
  return html`<nav class="${filter === '' ? 'fields ui' : 'fields narrowed ui'}" aria-label="Fields">
    <p class="label">Fields <small>papers announced</small></p>
    <ul class="own">
      ${own.map((category) => fieldItem(category, input))}
    </ul>
    <form class="choose" action="${pathOf(choice)}" method="get">
      <label for="category">Choose a field</label>
      ${hiddenWindow(choice)}
      <div>
        <select id="category" name="category">
          <optgroup label="Fields of this site">${own.map((category) => option(category, input))}</optgroup>
          ${otherGroups(input)}</select
        ><button>Show</button>
      </div>
    </form>
    <form class="filter" action="${pathOf(choice)}" method="get">
      <label for="fields">Find a field</label>
      ${choice.category !== DEFAULT_CHOICE.category && html`<input type="hidden" name="category" value="${choice.category}" />`}
      ${hiddenWindow(choice)}
      <div>
        <input
          id="fields"
          type="search"
          name="fields"
          value="${filter}"
          maxlength="${MAX_FILTER_LENGTH}"
          placeholder="learning, hep, cs."
        /><button>Find</button>
      </div>
    </form>
    ${allFields(input)}
  </nav>`;
};
