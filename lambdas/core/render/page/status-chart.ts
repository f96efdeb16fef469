/** Papers per announcement as bars. What is missing is outlined, not only paler; the numbers stand in a table below. */
import type { AnnouncementVolume } from '../../harvest/harvest-status.ts';
import { html, type SafeHtml } from '../html.ts';
import { countOf, spokenNumber } from '../mail/mail-text.ts';
import { shortSpokenDate } from '../mail/spoken-date.ts';
import { STATE_MARKS } from './status-words.ts';

/** In units of the drawing; the style sheet gives it its size. */
const WIDTH = 720;
const HEIGHT = 190;
const LEFT = 44;
/** Room for half of the last date. */
const RIGHT = 14;
const TOP = 12;
const BOTTOM = 26;
const PLOT_HEIGHT = HEIGHT - TOP - BOTTOM;
const MAX_BAR_WIDTH = 26;
/** Dates under the bars: more would run into each other. */
const MAX_LABELS = 8;

/** The next of 1, 2, 2.5, 5 times a power of ten. */
const roundedUp = (value: number): number => {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, value)));
  return power * ([1, 2, 2.5, 5, 10].find((step) => step * power >= value) ?? 10);
};

const shortDate = (date: string): string => {
  const [, day = '', month = ''] = shortSpokenDate(date).split(' ');
  return `${day} ${month.slice(0, 3)}`;
};

const fixed = (value: number): string => value.toFixed(1);

const gridLine = (value: number, top: number): SafeHtml => {
  const y = fixed(TOP + PLOT_HEIGHT * (1 - value / top));
  return html`<line x1="${LEFT}" x2="${WIDTH}" y1="${y}" y2="${y}" />
    <text x="${LEFT - 8}" y="${y}" dy="4" text-anchor="end">${spokenNumber(value)}</text>`;
};

const barsOf = (volumes: readonly AnnouncementVolume[], top: number): readonly SafeHtml[] => {
  const step = (WIDTH - LEFT - RIGHT) / volumes.length;
  const width = Math.min(MAX_BAR_WIDTH, step * 0.7);
  const every = Math.ceil(volumes.length / MAX_LABELS);
  const base = TOP + PLOT_HEIGHT;
  return volumes.map(({ date, announced, stored }, index) => {
    const middle = LEFT + step * (index + 0.5);
    const x = fixed(middle - width / 2);
    const whole = (PLOT_HEIGHT * announced) / top;
    const filled = (PLOT_HEIGHT * Math.min(stored, announced)) / top;
    // Counted from the newest, which always has its date.
    const hasLabel = (volumes.length - 1 - index) % every === 0;
    return html`${whole > filled && html`<rect class="lacking" x="${x}" y="${fixed(base - whole)}" width="${fixed(width)}" height="${fixed(whole - filled)}" />`}
      <rect x="${x}" y="${fixed(base - filled)}" width="${fixed(width)}" height="${fixed(filled)}" />
      ${hasLabel && html`<text x="${fixed(middle)}" y="${HEIGHT - 8}" text-anchor="middle">${shortDate(date)}</text>`}`;
  });
};

const description = (volumes: readonly AnnouncementVolume[]): string => {
  const most = volumes.reduce((a, b) => (b.announced > a.announced ? b : a));
  const least = volumes.reduce((a, b) => (b.announced < a.announced ? b : a));
  const short = volumes.filter(({ state }) => state === 'short').length;
  return `${countOf(volumes.length, 'list')}; the most papers on ${shortSpokenDate(most.date)} (${spokenNumber(most.announced)}), the fewest on ${shortSpokenDate(least.date)} (${spokenNumber(least.announced)}); ${countOf(short, 'list')} short.`;
};

const numbers = (volumes: readonly AnnouncementVolume[]): SafeHtml =>
  html`<details class="numbers">
    <summary>The numbers</summary>
    <div class="scroll" role="region" aria-labelledby="numbers-caption" tabindex="0">
      <table>
        <caption id="numbers-caption" class="sr">
          Papers announced and stored for each list
        </caption>
        <thead>
          <tr>
            <th scope="col">List</th>
            <th scope="col" class="num">Announced</th>
            <th scope="col" class="num">Stored</th>
            <th scope="col">State</th>
          </tr>
        </thead>
        <tbody>
          ${volumes.toReversed().map(
            ({ date, announced, stored, state }) =>
              html`<tr>
                <th scope="row"><time datetime="${date}">${shortSpokenDate(date)}</time></th>
                <td class="num">${spokenNumber(announced)}</td>
                <td class="num">${spokenNumber(stored)}</td>
                <td>${STATE_MARKS[state].word}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </details>`;

/** At least one list. */
export const volumeChart = (volumes: readonly AnnouncementVolume[]): SafeHtml => {
  const top = roundedUp(Math.max(1, ...volumes.map(({ announced }) => announced)));
  return html`<div class="scroll" role="region" aria-label="Chart of papers per announcement" tabindex="0">
      <svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="chart-title chart-about">
        <title id="chart-title">Papers per announcement, all fields together</title>
        <desc id="chart-about">${description(volumes)}</desc>
        ${[0, top / 2, top].map((value) => gridLine(value, top))} ${barsOf(volumes, top)}
      </svg>
    </div>
    ${numbers(volumes)}`;
};
