/**
 * A little curve of a repository's stars with their number, for the eye among the evidence of a place; its text alternative says
 * the same. It is drawn only where there is a movement to see: one count makes no curve, and neither do equal ones.
 */
import { daysBetween } from '../../calendar/new-york-time.ts';
import { html, type SafeHtml } from '../html.ts';
import { countOf, spokenNumber } from '../mail/mail-text.ts';
import { lastDays, type StarCount } from './star-counts.ts';

/** In units of the drawing, which the style sheet makes pixels. */
const WIDTH = 92;
const HEIGHT = 22;
/** Room for the line's thickness and the dot at its end. */
const MARGIN = 2.5;

/** Half of the days for which a paper is watched: what came before is no news. */
const SPARKLINE_DAYS = 14;
/** The height stands for this share of the stars at least: three stars more than a thousand are no steep rise. */
const LEAST_SHARE = 0.25;

/** `Stars over 14 days: 12 to 212` */
export const starsSentence = (counts: readonly StarCount[]): string => {
  const [first, last] = [counts[0], counts.at(-1)];
  if (first === undefined || last === undefined) return '';
  return `Stars over ${countOf(daysBetween(first.on, last.on), 'day')}: ${spokenNumber(first.stars)} to ${spokenNumber(last.stars)}`;
};

export interface CurveBox {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Where the counts stand in a box; at least two of different days. The lowest count need not be at the bottom, the highest is at the top. */
export const placeInBox = (
  counts: readonly StarCount[],
  { left, right, top, bottom }: CurveBox,
): readonly { readonly x: number; readonly y: number }[] => {
  const stars = counts.map((count) => count.stars);
  const most = Math.max(...stars);
  const range = Math.max(most - Math.min(...stars), LEAST_SHARE * most, 1);
  const [start, end] = [counts[0]?.on ?? '', counts.at(-1)?.on ?? ''];
  const days = daysBetween(start, end);
  return counts.map(({ on, stars: count }) => ({
    x: left + ((right - left) * daysBetween(start, on)) / days,
    y: bottom - ((bottom - top) * (count - (most - range))) / range,
  }));
};

/** Coordinates as `points` of a polyline wants them. */
export const pointsText = (places: readonly { readonly x: number; readonly y: number }[]): string =>
  places.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');

/**
 * Size and stroke stand in the element as well: without the style sheet, too, it is a curve.
 * @param counts in order of date, of days that differ
 */
export const starSparkline = (counts: readonly StarCount[]): SafeHtml | false => {
  const shown = lastDays(counts, SPARKLINE_DAYS);
  if (new Set(shown.map(({ stars }) => stars)).size < 2) return false;
  const places = placeInBox(shown, { left: MARGIN, right: WIDTH - MARGIN, top: MARGIN, bottom: HEIGHT - MARGIN });
  const end = places.at(-1);
  return html`<svg
      class="spark"
      width="${WIDTH}"
      height="${HEIGHT}"
      viewBox="0 0 ${WIDTH} ${HEIGHT}"
      role="img"
      aria-label="${starsSentence(shown)}"
    >
      <polyline points="${pointsText(places)}" fill="none" stroke="currentColor" />
      <circle cx="${end?.x.toFixed(1)}" cy="${end?.y.toFixed(1)}" r="2" /></svg
    ><span aria-hidden="true">${countOf(shown.at(-1)?.stars ?? 0, 'star')}</span>`;
};
