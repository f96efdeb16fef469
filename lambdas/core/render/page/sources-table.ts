/** The sources of attention on `/status`: how the last night of each went. */
import { SIGNAL_SOURCES } from '../../signal/signal.ts';
import type { SourceNight } from '../../signal/source-night.ts';
import { html, type HtmlSlot, type SafeHtml } from '../html.ts';
import { SOURCE_WORDS } from '../source-words.ts';
import { nightWords } from '../source-night-words.ts';
import { dataTable } from './data-table.ts';

/** Switched off is no fault: it is as it was set up. */
const markOf = ({ state }: SourceNight): string | undefined => {
  if (state === 'complete') return 'good';
  return state === 'partial' || state === 'down' ? 'bad' : undefined;
};

const cellsOf = (night: SourceNight | undefined, today: string): readonly HtmlSlot[] => {
  if (night === undefined) return ['none yet', 'never asked', '–', '–', '–', '–'];
  const words = nightWords(night, today);
  return [
    html`<time datetime="${night.date}" class="${words.isLate && 'bad'}">${words.night}</time>`,
    html`<span class="${markOf(night)}">${words.state}</span>`,
    words.since,
    words.looked,
    words.requests,
    words.reason,
  ];
};

/** @param nights the newest of each source; a source without one has never been asked */
export const sourcesTable = (nights: readonly SourceNight[], today: string): SafeHtml =>
  dataTable('sources-caption', {
    caption: 'The last night of each source of attention',
    columns: [
      { head: 'Source' },
      { head: 'Last night' },
      { head: 'State' },
      { head: 'Since' },
      { head: 'Looked at', kind: 'num' },
      { head: 'Requests', kind: 'num' },
      { head: 'Why', kind: 'text' },
    ],
    rows: SIGNAL_SOURCES.map((source) => [
      SOURCE_WORDS[source].counts,
      ...cellsOf(
        nights.find((night) => night.source === source),
        today,
      ),
    ]),
  });
