/** The tables of `/status` below its grid: freshness of each field, last runs, OAI windows that are open. */
import type { GridCell, GridRow } from '../../harvest/batch-grid.ts';
import type { HarvestRun } from '../../harvest/harvest-run.ts';
import type { HarvestStatus } from '../../harvest/harvest-status.ts';
import { ALL_CATEGORIES } from '../../rank/ranked-list.ts';
import { html, type SafeHtml } from '../html.ts';
import { countOf, spokenNumber } from '../mail/mail-text.ts';
import { shortSpokenDate, spokenDate } from '../mail/spoken-date.ts';
import { dataTable } from './data-table.ts';
import {
  bytesWords,
  countWords,
  durationWords,
  freshnessWords,
  momentWords,
  reasonWords,
  sourceWords,
  taskWords,
} from './status-words.ts';

/** The newest list of a field of which anything is on record. */
const newestCell = ({ cells }: GridRow): GridCell | undefined =>
  cells.findLast(({ state }) => state !== 'quiet' && state !== 'unknown');

export const freshnessTable = ({ grid }: Pick<HarvestStatus, 'grid'>): SafeHtml =>
  dataTable('freshness-caption', {
    caption: 'How fresh each field is, and how it is known',
    columns: [
      { head: 'Field' },
      { head: 'Complete' },
      { head: 'Newest list counted by' },
      { head: 'Taken from' },
      { head: 'Rejected', kind: 'num' },
    ],
    rows: grid.rows
      .filter(({ category }) => category !== ALL_CATEGORIES)
      .map((row) => {
        const newest = newestCell(row);
        return [
          row.category,
          html`<span class="${row.behind === 0 ? 'good' : 'bad'}">${freshnessWords(row)}</span>`,
          newest ? countWords(newest.countedBy) : '–',
          sourceWords(newest?.sources ?? []) || '–',
          spokenNumber(row.cells.reduce((sum, { rejected }) => sum + rejected, 0)),
        ];
      }),
  });

export const runsTable = (runs: readonly HarvestRun[], now: Date): SafeHtml =>
  dataTable('runs-caption', {
    caption: 'The last run of each task',
    columns: [
      { head: 'Task' },
      { head: 'Ended' },
      { head: 'Took', kind: 'num' },
      { head: 'Requests', kind: 'num' },
      { head: 'Received', kind: 'num' },
      { head: 'Refused', kind: 'num' },
      { head: 'Records', kind: 'num' },
      { head: 'New', kind: 'num' },
      { head: 'Outcome', kind: 'text' },
    ],
    rows: runs.map((run) => [
      taskWords(run.task),
      html`<time datetime="${run.endedAt}">${momentWords(run.endedAt, now)}</time>`,
      durationWords(run),
      spokenNumber(run.requests),
      bytesWords(run.bytes),
      spokenNumber(run.refusals),
      spokenNumber(run.records),
      spokenNumber(run.new),
      reasonWords(run.outcome),
    ]),
  });

/** One sentence, and a table of the windows that are not done. */
export const windowsPart = (
  { openWindows, doneWindows }: Pick<HarvestStatus, 'openWindows' | 'doneWindows'>,
  now: Date,
): SafeHtml => {
  if (openWindows.length + doneWindows === 0) return html`<p>No day has been gone over yet.</p>`;
  const done = `${countOf(doneWindows, 'window')} done`;
  if (openWindows.length === 0) return html`<p>${done}, none open.</p>`;
  return html`<p>${done}, <b class="bad">${spokenNumber(openWindows.length)} open</b>.</p>
    ${dataTable('windows-caption', {
      caption: 'Windows that are not done',
      columns: [
        { head: 'Set' },
        { head: 'Day (UTC)' },
        { head: 'Pages', kind: 'num' },
        { head: 'Records', kind: 'num' },
        { head: 'Last step' },
        { head: 'Why it is open', kind: 'text' },
      ],
      rows: openWindows.map(({ set, day, pages, records, updatedAt, fault }) => [
        set,
        shortSpokenDate(day),
        spokenNumber(pages),
        spokenNumber(records),
        momentWords(updatedAt, now),
        fault === undefined ? 'under way' : reasonWords(fault),
      ]),
    })}`;
};

/** Days gone by that are still being fetched. */
export const backfillsPart = ({ openBackfills }: Pick<HarvestStatus, 'openBackfills'>): SafeHtml | false =>
  openBackfills.length > 0 &&
  html`<p>
    Under way:
    ${openBackfills.map(({ from, to, categories }, index) => `${index === 0 ? '' : '; '}${spokenDate(from)} to ${spokenDate(to)} in ${countOf(categories.length, 'field')}`)}.
  </p>`;
