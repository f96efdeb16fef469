/** Listing pages (`/list/CATEGORY/new`) laid out as arXiv does, about papers that don't exist. */
import { categoryName } from '../../../../lambdas/core/paper/category.ts';
import type { ListingKind } from '../../../../lambdas/core/paper/paper.ts';

export interface ListedEntries {
  readonly kind: ListingKind;
  readonly ids: readonly string[];
  /** X and Y of "showing X of Y". @default the number of ids */
  readonly shown?: number;
  readonly counted?: number;
}

export interface InventedListing {
  readonly category?: string;
  /** As the heading says it. */
  readonly date?: string;
  readonly sections?: readonly ListedEntries[];
  /** Of "Total of N entries". @default the sum of the sections; null: left out */
  readonly total?: number | null;
}

const HEADINGS = {
  new: 'New submissions',
  'cross-list': 'Cross submissions',
  replacement: 'Replacement submissions',
} as const;
const OLD_HEADINGS = { new: 'New submissions', 'cross-list': 'Cross-lists', replacement: 'Replacements' } as const;
const MARKS = { new: '', 'cross-list': ' (cross-list from cs.CV) ', replacement: ' (replaced) ' } as const;

const countedOf = ({ ids, counted }: ListedEntries): number => counted ?? ids.length;

/** An entry as it stands on the page; `text` is what a title holds. */
export const listedEntry = (
  id: string,
  { kind, place }: { readonly kind: ListingKind; readonly place: number },
): string => `
  <dt>
    <a name='item${place}'>[${place}]</a>
      <a href ="/abs/${id}" title="Abstract" id="${id}">
        arXiv:${id}
      </a>${MARKS[kind]}
        [<a href="/pdf/${id}" title="Download PDF" id="pdf-${id}" aria-labelledby="pdf-${id}">pdf</a>, <a href="/format/${id}" title="Other formats">other</a>]
  </dt>
  <dd>
    <div class='meta'>
      <div class='list-title mathjax'><span class='descriptor'>Title:</span>
          Gardens that Learn, with $a < b$ &amp; more
      </div>
      <div class='list-authors'><a href="https://arxiv.org/search/cs?query=Beech,+A">Ada Beech</a></div>
      <div class='list-subjects'><span class='descriptor'>Subjects:</span> <span class="primary-subject">Machine Learning (cs.LG)</span></div>
      <p class='mathjax'>We extend <a href="/abs/1501.00010">our garden</a>; a total of 12 entries, showing 3 of 4 entries.</p>
    </div>
  </dd>`;

const page = (category: string, content: string): string => `<!DOCTYPE html>
<html lang="en">
<head>  <title>${categoryName(category)}  </title>
  <style>dt > a { color: red }</style>
  <script>if (1 < 2) document.write("<dt><a href='/abs/2611.99999'>x</a></dt>");</script>
  <!-- <h3>New submissions (showing 9 of 9 entries)</h3> -->
</head>
<body>
  <div class="header-breadcrumbs"><a href="/"><img src="/logo.svg" alt="arxiv logo"/></a></div>
  <div id="content-inner"><div id='dlpage'>
    <h1>${categoryName(category)}</h1>
    <ul><li><a href="#item0">New submissions</a></li></ul>
    <p>See <a id="recent-${category}" href="/list/${category}/recent">recent</a> articles</p>
    ${content}
  </div></div>
</body>
</html>
`;

export const listingPage = (listing: InventedListing = {}): string => {
  const { category = 'cs.LG', date = 'Friday, 20 November 2026', sections = [] } = listing;
  const { total = sections.reduce((sum, section) => sum + countedOf(section), 0) } = listing;
  let place = 0;
  const lists = sections.map((section) => {
    const { kind, ids, shown = ids.length } = section;
    const entries = ids.map((id) => listedEntry(id, { kind, place: (place += 1) }));
    return `<dl id='articles'>
      <h3>${HEADINGS[kind]} (showing ${shown} of ${countedOf(section)} entries)</h3>${entries.join('')}</dl>`;
  });
  const paging = `<div class='paging'>Total of ${total ?? 0} entries
    </div>
    <div class='morefewer'>Showing up to 2000 entries per page:
      <a href=/list/${category}/new?skip=0&amp;show=1000 rel="nofollow">fewer</a> | <span>more</span>
    </div>`;
  return page(
    category,
    `<h3>Showing new listings for ${date}</h3>\n${total === null ? '' : paging}${lists.join('\n')}`,
  );
};

/** The layout before 2024: the date in each heading, and no counts of the sections. */
export const oldListingPage = ({
  category = 'cs.LG',
  sections = [],
  date = 'Fri, 20 Nov 26',
}: InventedListing): string => {
  const lists = sections.map(
    ({ kind, ids }) =>
      `<h3>${OLD_HEADINGS[kind]} for ${date}</h3><dl>${ids
        .map((id, index) => listedEntry(id, { kind, place: index + 1 }))
        .join('')}</dl>`,
  );
  return page(category, lists.join('<hr />'));
};
