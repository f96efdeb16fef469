/** A feed and a listing page of one invented batch. */
import { rssFeed, rssItem } from '../../core/parse/invented-documents.ts';

/** Of the list of 2026-11-20, all papers new in the category. */
export const feedOf = (category: string, ids: readonly string[]): string =>
  rssFeed(
    ids.map((id) => rssItem({ id: `${id}v1`, categories: [category] })),
    category,
  );

interface PageOptions {
  readonly day?: string;
  /** What the page says there are. @default as many as it shows */
  readonly total?: number;
  readonly crossIds?: readonly string[];
}

const entry = (id: string, index: number): string =>
  `<dt><a name='item${index + 1}'>[${index + 1}]</a> <a href ="/abs/${id}" title="Abstract" id="${id}">arXiv:${id}</a></dt>
<dd><div class='meta'><div class='list-title mathjax'><span class='descriptor'>Title:</span> An invented paper</div></div></dd>`;

const section = (name: string, ids: readonly string[], total: number): string =>
  ids.length === 0 ? '' : `<h3>${name} (showing ${ids.length} of ${total} entries)</h3>\n${ids.map(entry).join('\n')}`;

/** A listing page of the same. */
export const listingPageOf = (
  category: string,
  ids: readonly string[],
  { day = 'Friday, 20 November 2026', total = ids.length, crossIds = [] }: PageOptions = {},
): string => `<!DOCTYPE html>
<html lang="en"><head><title>${category} new submissions</title></head><body>
<h3>Showing new listings for ${day}</h3>
<div class='paging'>Total of ${total + crossIds.length} entries</div>
<a href="/list/${category}/new?skip=0&amp;show=2000">all</a>
<dl id='articles'>
${section('New submissions', ids, total)}
${section('Cross submissions', crossIds, crossIds.length)}
</dl>
</body></html>
`;
