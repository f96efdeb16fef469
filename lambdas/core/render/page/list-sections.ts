/** The sections of a list: what is new, rising, still there, and the one picked at random, in their order on the page. */
import type { Paper } from '../../paper/paper.ts';
import type { RankedPaper, Section } from '../../rank/ranked-list.ts';
import { html, type SafeHtml } from '../html.ts';
import { shortSpokenDate } from '../mail/spoken-date.ts';
import { RANDOM_PLACE_REASON } from '../random-place.ts';
import { listItem } from './list-item.ts';

export interface ShownPaper {
  readonly paper: Paper;
  readonly place: RankedPaper;
}

const SECTION_HEADINGS: Readonly<Record<Section, string>> = {
  new: 'New',
  rising: 'Rising',
  'still-hot': 'Still hot',
  explore: 'Picked at random',
};

const sectionNote = (section: Section, listDate: string): string => {
  switch (section) {
    case 'new':
      return `announced on ${shortSpokenDate(listDate)}, placed by what is known on day one`;
    case 'rising':
      return 'come in or climbed since the list before, on new evidence';
    case 'still-hot':
      return 'holding a place from the days before';
    case 'explore':
      return RANDOM_PLACE_REASON;
  }
};

type Group = readonly [section: Section, entries: readonly ShownPaper[]];

/**
 * The picked paper is to be seen among the first, so its section comes where about as many papers stand above it as its rank
 * says, and not behind all others; never before the section of No. 1.
 */
const withPicked = (groups: readonly Group[], picked: Group): readonly Group[] => {
  const rank = picked[1][0]?.place.rank ?? 1;
  let above = 0;
  let best = { index: groups.length, off: Number.POSITIVE_INFINITY };
  groups.forEach(([, entries], index) => {
    above += entries.length;
    const off = Math.abs(above - (rank - 1));
    if (off < best.off) best = { index: index + 1, off };
  });
  return groups.toSpliced(best.index, 0, picked);
};

/** Sections in the order of their best paper, so that the page begins with No. 1. */
export const groupBySection = (shown: readonly ShownPaper[]): readonly Group[] => {
  const groups = new Map<Section, ShownPaper[]>();
  for (const entry of [...shown].sort((a, b) => a.place.rank - b.place.rank)) {
    const group = groups.get(entry.place.section);
    if (group) group.push(entry);
    else groups.set(entry.place.section, [entry]);
  }
  const picked = groups.get('explore');
  groups.delete('explore');
  return picked === undefined ? [...groups] : withPicked([...groups], ['explore', picked]);
};

export const sectionMarkup = (
  [section, entries]: Group,
  { listDate, starsThrough }: { readonly listDate: string; readonly starsThrough: string },
): SafeHtml =>
  html`<section class="group" aria-labelledby="${section}">
    <h2 class="label" id="${section}">${SECTION_HEADINGS[section]} <small>${sectionNote(section, listDate)}</small></h2>
    ${entries.map((entry) => listItem({ ...entry, listDate, starsThrough }))}
  </section> `;
