/** The contributions of one source of signals, day by day: the arithmetic of each mass, and what is left of it. */
import { HALF_LIFE_DAYS } from '../../score/forward-decay.ts';
import type { FadedContribution, SourceShare } from '../../score/explain-score.ts';
import { WINDOWS } from '../../score/paper-score.ts';
import { gainArithmetic } from '../gain-arithmetic.ts';
import { html, type SafeHtml } from '../html.ts';
import { dayWords, shortDayWords } from '../mail/spoken-date.ts';
import { sourceWords } from '../source-words.ts';
import { foldedTable } from './folded-table.ts';
import { WINDOW_NAMES } from './list-href.ts';

const DAYS_SHOWN = 7;

const agoWords = (days: number): string =>
  days === 0 ? 'that day' : days === 1 ? 'a day before' : `${days} days before`;

const placeWords = ({ on, signal }: FadedContribution): SafeHtml | false =>
  signal?.rank !== undefined &&
  html`<br /><small>#${signal.rank} on its list of ${dayWords(signal.rankedOn ?? on, on)}</small>`;

const dayRow = (contribution: FadedContribution): SafeHtml => {
  const { on, mass, signal, daysAgo, left } = contribution;
  return html`<tr>
    <th scope="row" class="day">
      <time datetime="${on}">${shortDayWords(on, on)}</time><br /><small>${agoWords(daysAgo)}</small>
    </th>
    <td class="sum">
      ${signal === undefined ? mass.toFixed(3) : gainArithmetic(signal, mass)}${placeWords(contribution)}
    </td>
    ${WINDOWS.map((window) => html`<td class="num">${left[window].toFixed(3)}</td>`)}
  </tr>`;
};

export const gainTable = ({ source, contributions, worth }: SourceShare): SafeHtml =>
  foldedTable({
    caption: `${sourceWords(source)}, day by day`,
    unit: 'day',
    shown: DAYS_SHOWN,
    head: html`<th scope="col">Day</th>
      <th scope="col">Mass: weight × log₂(1 + gained / usual)</th>
      ${WINDOWS.map(
        (window) =>
          html`<th scope="col" class="num">
            Left ${WINDOW_NAMES[window].words}<br /><small>× ½<sup>days/${HALF_LIFE_DAYS[window]}</sup></small>
          </th>`,
      )}`,
    rows: contributions.toReversed().map(dayRow),
    foot: html`<tr>
      <th scope="row" colspan="2">Together</th>
      ${WINDOWS.map((window) => html`<td class="num">${worth[window].toFixed(3)}</td>`)}
    </tr>`,
  });
