/** What stands on the list of a category, an archive or several of them on one day, with the kind relative to these. */
import { archiveOf, canonicalCategory } from '../../lambdas/core/paper/category.ts';
import type { PaperState } from './archived-paper.ts';
import { announcedState, type Announcement, type PaperArchive } from './paper-archive.ts';

/** In the words of the feeds. */
export type AnnounceType = 'new' | 'cross' | 'replace' | 'replace-cross';

export interface ListedPaper {
  readonly type: AnnounceType;
  readonly state: PaperState;
}

/** Categories or archives, in any letter case. */
const isAmong = (asked: readonly string[], category: string): boolean =>
  asked.some((term) => {
    const name = term.toLowerCase();
    return (
      name === category.toLowerCase() ||
      name === archiveOf(category).toLowerCase() ||
      canonicalCategory(term) === canonicalCategory(category)
    );
  });

const typeOf = (
  { event }: Announcement,
  { paper, categories }: PaperState,
  asked: readonly string[],
): AnnounceType | undefined => {
  const [primary = ''] = paper.categories;
  const isPrimary = isAmong(asked, primary);
  // Moderators' cross-lists stand on the lists of the added categories alone.
  if (event?.kind === 'cross-list')
    return event.categories.some((category) => isAmong(asked, category)) ? 'cross' : undefined;
  if (!isPrimary && !categories.some((category) => isAmong(asked, category))) return undefined;
  if (event === undefined) return isPrimary ? 'new' : 'cross';
  return isPrimary ? 'replace' : 'replace-cross';
};

/** In the order of identifiers; none on a date without a list. */
export const listedPapers = (
  archive: PaperArchive,
  { listDate, asked }: { readonly listDate: string; readonly asked: readonly string[] },
): readonly ListedPaper[] =>
  archive.announcements(listDate).flatMap((announcement) => {
    const state = announcedState(announcement.paper, listDate);
    const type = typeOf(announcement, state, asked);
    return type === undefined ? [] : [{ type, state }];
  });
