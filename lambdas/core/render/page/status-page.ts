/** `/status`: for each field and day whether all that arXiv announced is stored, what the harvest did, and which sources of attention answered. */
import { newYorkDate } from '../../calendar/announcement-calendar.ts';
import type { HarvestStatus } from '../../harvest/harvest-status.ts';
import type { SourceNight } from '../../signal/source-night.ts';
import { html, type SafeHtml } from '../html.ts';
import { countOf } from '../mail/mail-text.ts';
import { shortSpokenDate } from '../mail/spoken-date.ts';
import { renderPage, type PageSite } from './page-frame.ts';
import { sourcesTable } from './sources-table.ts';
import { volumeChart } from './status-chart.ts';
import { gridLegend, gridTable } from './status-grid.ts';
import { backfillsPart, freshnessTable, runsTable, windowsPart } from './status-tables.ts';
import { momentWords, rowName, shortfallSentence, verdictWords } from './status-words.ts';

export interface StatusPageInput {
  readonly site: PageSite;
  readonly status: HarvestStatus;
  /** The newest night of each source of attention that was ever asked. */
  readonly nights: readonly SourceNight[];
  readonly now: Date;
}

/** Short batches named one by one; the grid shows the others. */
const MAX_SHORT_SHOWN = 40;

const shortBatchList = ({ status, now }: StatusPageInput): SafeHtml => {
  const { shortBatches } = status;
  const rest = shortBatches.length - MAX_SHORT_SHOWN;
  return html`<ul class="gaps">
    ${shortBatches
      .slice(0, MAX_SHORT_SHOWN)
      .map(
        (cell) =>
          html`<li>
            <b>${rowName(cell.category)}</b>, <time datetime="${cell.date}">${shortSpokenDate(cell.date)}</time>:
            ${shortfallSentence(cell, now)}
          </li>`,
      )}
    ${rest > 0 && html`<li>and ${countOf(rest, 'batch', 'batches')} before</li>`}
  </ul>`;
};

const nextListWords = ({ site, status: { nextList }, now }: StatusPageInput): SafeHtml | false =>
  !site.sample &&
  html`<p>
    Next list: ${shortSpokenDate(nextList.date)}, announced
    ${momentWords(nextList.announcedAt, now)}${nextList.isDouble && ', about twice the usual size'}. All times are New
    York’s.
  </p>`;

const rejectWords = ({ status: { rejects } }: StatusPageInput): SafeHtml =>
  rejects.length === 0
    ? html`<p>None in the last two weeks.</p>`
    : html`<p>They lie in the archive beside the responses that they came in, each with its reason.</p>
        <ul class="gaps">
          ${rejects.map(
            ({ date, records }) =>
              html`<li><time datetime="${date}">${shortSpokenDate(date)}</time>: ${countOf(records, 'record')}</li>`,
          )}
        </ul>`;

const section = (
  id: string,
  { heading, content }: { readonly heading: string; readonly content: SafeHtml },
): SafeHtml =>
  html`<section aria-labelledby="${id}">
    <h2 id="${id}">${heading}</h2>
    ${content}
  </section>`;

/** The page at `/status`. */
export const renderStatusPage = (input: StatusPageInput): string => {
  const { site, status, nights, now } = input;
  const { grid, shortBatches, volumes, runs } = status;
  const hasBatches = grid.rows.some(({ cells }) => cells.some(({ state }) => state !== 'unknown' && state !== 'quiet'));
  return renderPage({
    site,
    title: 'Status',
    description: 'For each field and day, whether all that arXiv announced is stored here.',
    canonicalPath: '/status',
    content: html`<div class="status">
      <p class="back ui"><a href="/">← Trending papers</a></p>
      <h1>What is here, and what is missing</h1>
      <p class="verdict">${hasBatches ? verdictWords(status) : 'No announcement has been harvested yet.'}</p>
      ${nextListWords(input)}
      ${hasBatches && section('days', { heading: 'Fields and days', content: html`${gridTable(grid)} ${gridLegend}` })}
      ${shortBatches.length > 0 && section('short', { heading: 'Short batches', content: shortBatchList(input) })}
      ${hasBatches && section('fresh', { heading: 'How fresh each field is', content: freshnessTable(status) })}
      ${section('sources', {
        heading: 'Sources of attention',
        content: html`${sourcesTable(nights, newYorkDate(now))}
          <p>What each counts, and what it weighs, is on <a href="/scoring">how papers are ranked</a>.</p>`,
      })}
      ${volumes.length > 0 && section('volume', { heading: 'Papers per announcement', content: volumeChart(volumes) })}
      ${section('rejects', { heading: 'Records that could not be read', content: rejectWords(input) })}
      ${section('runs', {
        heading: 'Last runs',
        content: runs.length === 0 ? html`<p>No run is on record yet.</p>` : runsTable(runs, now),
      })}
      ${section('windows', {
        heading: 'Days gone over through OAI-PMH',
        content: html`${windowsPart(status, now)} ${backfillsPart(status)}`,
      })}
    </div>`,
  });
};
