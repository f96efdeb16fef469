/** The listing page `/list/CATEGORY/new` in arXiv's layout since 2024. */
import { canonicalCategory, categoryName } from '../../lambdas/core/paper/category.ts';
import { escapeXml, type Answer } from './answer.ts';
import { listedPapers, type AnnounceType, type ListedPaper } from './listed-papers.ts';
import type { PaperArchive } from './paper-archive.ts';
import { fullName, textOf } from './paper-text.ts';

export interface ListingRequest {
  readonly category: string;
  readonly listDate: string;
  /** Entries left out at the start, and shown at most. */
  readonly skip: number;
  readonly show: number;
}

const SECTIONS: readonly { readonly heading: string; readonly types: readonly AnnounceType[] }[] = [
  { heading: 'New submissions', types: ['new'] },
  { heading: 'Cross submissions', types: ['cross'] },
  { heading: 'Replacement submissions', types: ['replace', 'replace-cross'] },
];

const longDate = (date: string): string =>
  new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
    .format(new Date(`${date}T00:00:00Z`))
    .replace(/^(\w+),? /, '$1, ');

const markOf = ({ type, state }: ListedPaper): string => {
  const [primary = ''] = state.categories;
  if (type === 'new') return '';
  const marks = [
    ...(type === 'replace' ? [] : [`cross-list from ${primary}`]),
    ...(type === 'cross' ? [] : ['replaced']),
  ];
  return ` (${marks.join(', ')}) `;
};

const entryOf = (listed: ListedPaper, place: number): string => {
  const { state } = listed;
  const { id } = state.paper;
  const text = textOf(state.paper, state);
  const [primary = '', ...others] = state.categories.map((category) => `${categoryName(category)} (${category})`);
  const subjects = [`<span class="primary-subject">${primary}</span>`, ...others].join('; ');
  const authors = text.authors.map(
    (author) => `<a href="https://arxiv.org/search/?searchtype=author">${escapeXml(fullName(author, 'unicode'))}</a>`,
  );
  return `
  <dt>
    <a name='item${place}'>[${place}]</a>
      <a href ="/abs/${id}" title="Abstract" id="${id}">
        arXiv:${id}
      </a>${markOf(listed)}
        [<a href="/pdf/${id}" title="Download PDF" id="pdf-${id}" aria-labelledby="pdf-${id}">pdf</a>, <a href="/format/${id}" title="Other formats">other</a>]
  </dt>
  <dd>
    <div class='meta'>
      <div class='list-title mathjax'><span class='descriptor'>Title:</span>
          ${escapeXml(text.title.unicode)}
      </div>
      <div class='list-authors'>${authors.join(', ')}</div>
      <div class='list-subjects'><span class='descriptor'>Subjects:</span> ${subjects}</div>
      <p class='mathjax'>
        ${escapeXml(text.abstract.unicode)}
      </p>
    </div>
  </dd>`;
};

/** "showing 120 of 120", and what arXiv adds where a page begins or ends within a section. */
const showing = ({ first, shown, total }: Readonly<Record<'first' | 'shown' | 'total', number>>): string => {
  const isContinued = first > 0;
  const isCut = first + shown < total;
  const which = isContinued && !isCut ? 'last ' : isCut && !isContinued ? 'first ' : '';
  return `(${isContinued ? 'continued, ' : ''}showing ${which}${shown} of ${total} entries)`;
};

const sectionsOf = (listed: readonly ListedPaper[], { skip, show }: ListingRequest): string => {
  let before = 0;
  const sections = SECTIONS.map(({ heading, types }) => {
    const entries = listed.filter(({ type }) => types.includes(type));
    const first = Math.min(entries.length, Math.max(0, skip - before));
    const shown = entries.slice(first, Math.max(first, skip + show - before));
    const place = before + first + 1;
    before += entries.length;
    if (shown.length === 0) return '';
    return `<dl id='articles'>
      <h3>${heading} ${showing({ first, shown: shown.length, total: entries.length })}</h3>${shown.map((entry, index) => entryOf(entry, place + index)).join('')}
</dl>
`;
  });
  return sections.join('');
};

const page = ({
  category,
  content,
}: {
  readonly category: string;
  readonly content: string;
}): string => `<!DOCTYPE html>
<html lang="en">
<head>  <title>${categoryName(category)}  </title>
  <meta charset="utf-8"/>
</head>
<body>
  <div class="header-breadcrumbs"><a href="/">arXiv</a> &gt; <a href="/list/${category}/recent">${category}</a></div>
  <div id="content-inner"><div id='dlpage'>
    <h1>${categoryName(category)}</h1>
    <ul>
      <li><a href="/list/${category}/new?skip=0">New submissions</a></li>
    </ul>
    <p>See <a id="recent-${category}" href="/list/${category}/recent">recent</a> articles</p>
    ${content}
  </div></div>
</body>
</html>
`;

/** 404 for what is no category of arXiv. */
export const listingAnswer = (archive: PaperArchive, request: ListingRequest): Answer => {
  const { category, listDate } = request;
  const headers = { 'content-type': 'text/html; charset=utf-8' };
  if (canonicalCategory(category) === undefined)
    return { status: 404, headers, body: '<html><body>Not found</body></html>\n' };
  const listed = listedPapers(archive, { listDate, asked: [category] });
  const body = page({
    category,
    content: `<h3>Showing new listings for ${longDate(listDate)}</h3>
    <div class='paging'>Total of ${listed.length} entries
    </div>
    <div class='morefewer'>Showing up to ${request.show} entries per page: <a href=/list/${category}/new?skip=0&amp;show=1000 rel="nofollow">fewer</a></div>
${listed.length === 0 ? '<p>No updates for this time period.</p>' : sectionsOf(listed, request)}`,
  });
  return { status: 200, headers, body };
};
