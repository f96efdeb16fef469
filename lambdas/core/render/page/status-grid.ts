/** The grid of `/status`: a table of fields and days, newest day first so that a phone shows it without scrolling. */
import type { BatchGrid, CellState, GridCell } from '../../harvest/batch-grid.ts';
import { categoryName } from '../../paper/category.ts';
import { ALL_CATEGORIES } from '../../rank/ranked-list.ts';
import { html, type SafeHtml } from '../html.ts';
import { spokenNumber } from '../mail/mail-text.ts';
import { shortSpokenDate } from '../mail/spoken-date.ts';
import { rowName, STATE_MARKS } from './status-words.ts';

const WEEKDAY_CHARS = 3;

const dayHead = (date: string): SafeHtml => {
  const [weekday = '', day = '', month = ''] = shortSpokenDate(date).split(' ');
  return html`<th scope="col">
    <time datetime="${date}"
      >${weekday.slice(0, WEEKDAY_CHARS)}<br /><small>${day}&nbsp;${month.slice(0, WEEKDAY_CHARS)}</small></time
    >
  </th>`;
};

const mark = (state: CellState): SafeHtml =>
  html`<span class="mark ${state}" aria-hidden="true">${STATE_MARKS[state].mark}</span>`;

const cellWords = (cell: GridCell): SafeHtml => {
  const { state, announced, stored, missing } = cell;
  const { word } = STATE_MARKS[state];
  switch (state) {
    case 'complete':
      return html`${mark(state)} ${spokenNumber(announced)}<span class="sr"> ${word}</span>`;
    case 'quiet':
      return html`${mark(state)}<span class="sr">${word}</span>`;
    case 'pending':
      return html`${mark(state)} ${spokenNumber(stored)}<br /><small>${word}</small>`;
    case 'short':
      return html`${mark(state)} ${spokenNumber(stored)}<br /><small
          >${missing > 0 ? html`${word} by&nbsp;${spokenNumber(missing)}` : word}</small
        >`;
    case 'unknown':
      return html`${mark(state)}<br /><small>${cell.reason ?? word}</small>`;
  }
};

const newestFirst = <Each>(each: readonly Each[]): readonly Each[] => each.toReversed();

/** What the marks mean. */
export const gridLegend = html`<ul class="legend ui">
  ${(['complete', 'pending', 'short', 'quiet', 'unknown'] as const).map(
    (state) => html`<li>${mark(state)} <b>${STATE_MARKS[state].word}</b>: ${STATE_MARKS[state].meaning}</li>`,
  )}
</ul>`;

/** In a box of its own that scrolls sideways where the screen is narrow. */
export const gridTable = ({ dates, rows }: BatchGrid): SafeHtml =>
  html`<div class="scroll" role="region" aria-labelledby="grid-caption" tabindex="0">
    <table class="grid">
      <caption id="grid-caption">
        Papers stored for each list of arXiv, newest day first
      </caption>
      <thead>
        <tr>
          <th scope="col">Field</th>
          ${newestFirst(dates).map(dayHead)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ category, cells }) =>
            html`<tr>
              <th scope="row">
                ${rowName(category)}<small
                  >${category === ALL_CATEGORIES ? 'each paper once' : categoryName(category)}</small
                >
              </th>
              ${newestFirst(cells).map((cell) => html`<td class="${cell.state}">${cellWords(cell)}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
