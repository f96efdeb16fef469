/** The stars of a paper's repository as they were seen, look by look: the chart of the paper's own page. */
import { html, type SafeHtml } from '../html.ts';
import { spokenNumber } from '../mail/mail-text.ts';
import { dayWords } from '../mail/spoken-date.ts';
import type { StarCount } from './star-counts.ts';
import { placeInBox, pointsText, starsSentence, type CurveBox } from './star-sparkline.ts';

/** In units of the drawing; the style sheet gives it its size. */
const WIDTH = 700;
const HEIGHT = 150;
const BOX: CurveBox = { left: 8, right: WIDTH - 78, top: 14, bottom: HEIGHT - 30 };

/** Nothing for a single look, or for looks that all showed the same. */
export const starCurve = (counts: readonly StarCount[]): SafeHtml | false => {
  const [first, last] = [counts[0], counts.at(-1)];
  if (first === undefined || last === undefined || new Set(counts.map(({ stars }) => stars)).size < 2) return false;
  const places = placeInBox(counts, BOX);
  const [start, end] = [places[0], places.at(-1)];
  return html`<div class="scroll" role="region" aria-label="Chart of stars" tabindex="0">
    <svg class="curve" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${starsSentence(counts)}">
      <line x1="${BOX.left}" x2="${BOX.right}" y1="${BOX.bottom + 6}" y2="${BOX.bottom + 6}" />
      <polyline points="${pointsText(places)}" fill="none" stroke="currentColor" />
      ${places.map(({ x, y }) => html`<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="2.5" />`)}
      <text x="${start?.x.toFixed(1)}" y="${((start?.y ?? 0) - 8).toFixed(1)}">${spokenNumber(first.stars)}</text>
      <text class="end" x="${BOX.right + 8}" y="${((end?.y ?? 0) + 4).toFixed(1)}">${spokenNumber(last.stars)}</text>
      <text x="${BOX.left}" y="${HEIGHT - 6}">${dayWords(first.on, last.on)}</text>
      <text x="${BOX.right}" y="${HEIGHT - 6}" text-anchor="end">${dayWords(last.on, last.on)}</text>
    </svg>
  </div>`;
};
