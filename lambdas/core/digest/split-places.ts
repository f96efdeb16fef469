/** How the places of a digest are shared out among its sections. */
import type { Section } from '../rank/ranked-list.ts';

/** In the order in which a mail shows them: what moves before what is new, and last what only stays. */
export const DIGEST_SECTIONS: readonly Section[] = ['rising', 'new', 'still-hot', 'explore'];

/**
 * Shares of the places, in the order in which they are given out: half is for what the reader can't know yet, one in ten for
 * chance, the rest for what only stays.
 */
const SHARES: readonly (readonly [section: Section, share: number])[] = [
  ['new', 0.5],
  ['rising', 0.3],
  ['explore', 0.1],
  ['still-hot', 0.2],
];

/** Who gets what others can't fill: chance comes last. */
const LEFT_OVER_TO: readonly Section[] = ['new', 'rising', 'still-hot', 'explore'];

/**
 * Places per section, `limit` in all or as many as there are entries. Of ten with all sections full five are new, three rising,
 * one still hot, one picked at random; where nothing was picked, two are still hot.
 */
export const splitPlaces = (limit: number, available: (section: Section) => number): ReadonlyMap<Section, number> => {
  let left = limit;
  const places = new Map<Section, number>();
  for (const [section, share] of SHARES) {
    const given = Math.min(available(section), Math.round(limit * share), left);
    places.set(section, given);
    left -= given;
  }
  for (const section of LEFT_OVER_TO) {
    const given = places.get(section) ?? 0;
    const more = Math.min(available(section) - given, left);
    places.set(section, given + more);
    left -= more;
  }
  return places;
};
