/** What was seen of a paper at its sources: the curve of its stars, and every stored look with its gain. */
import type { Signal } from '../../signal/signal.ts';
import { html, type SafeHtml } from '../html.ts';
import { cleanLine, countOf, shortenText, spokenNumber } from '../mail/mail-text.ts';
import { dayWords, shortDayWords } from '../mail/spoken-date.ts';
import { SOURCE_WORDS } from '../source-words.ts';
import { foldedTable } from './folded-table.ts';
import { starsSeen } from './star-counts.ts';
import { starCurve } from './star-curve.ts';

const LOOKS_SHOWN = 14;
const NAME_BYTES = 80;

const signed = (gain: number): string => `${gain > 0 ? '+' : gain < 0 ? '−' : ''}${spokenNumber(Math.abs(gain))}`;

const sinceWords = ({ previousOn, startedOn, observedOn }: Signal): string =>
  previousOn === undefined
    ? `its beginning, ${shortDayWords(startedOn, observedOn)}`
    : `the look of ${shortDayWords(previousOn, observedOn)}`;

const CREDIT_WORDS = {
  own: '',
  shared: ' · shared by several papers, not counted',
  framework: ' · a framework, not counted',
} as const;

/** What the source says beside the count. */
const detailWords = (signal: Signal): string => {
  switch (signal.source) {
    case 'github': {
      const { repository, renamedTo, forks, issues, archived, credit } = signal.details;
      const name = shortenText(cleanLine(renamedTo ?? repository), NAME_BYTES);
      return `${name}, ${countOf(forks, 'fork')}, ${countOf(issues, 'issue')}${archived === true ? ', archived' : ''}${CREDIT_WORDS[credit]}`;
    }
    case 'hugging-face': {
      const { rank, listedOn, comments } = signal.details;
      return `#${rank} on the list of ${dayWords(listedOn, signal.observedOn)}, ${countOf(comments, 'comment')}`;
    }
    case 'hacker-news':
      return `${countOf(signal.details.stories, 'story', 'stories')}, ${countOf(signal.details.comments, 'comment')}`;
  }
};

const lookRow = (signal: Signal): SafeHtml =>
  html`<tr>
    <th scope="row" class="day">
      <time datetime="${signal.observedAt}">${shortDayWords(signal.observedOn, signal.observedOn)}</time>
    </th>
    <td>${SOURCE_WORDS[signal.source].counts}</td>
    <td class="num">${spokenNumber(signal.count)}</td>
    <td class="num">${signed(signal.gain)}</td>
    <td>${sinceWords(signal)}</td>
    <td>${detailWords(signal)}</td>
  </tr>`;

/** @param signals in order of key; empty where nothing was looked at yet */
export const signalsSeen = (signals: readonly Signal[]): SafeHtml =>
  signals.length === 0
    ? html`<p>Nothing yet: none of the sources has shown anything of it.</p>`
    : html`${starCurve(starsSeen(signals))}
      ${foldedTable({
        caption: 'What was seen, newest first',
        unit: 'look',
        shown: LOOKS_SHOWN,
        head: html`<th scope="col">Day</th>
          <th scope="col">What</th>
          <th scope="col" class="num">In all</th>
          <th scope="col" class="num">Gain</th>
          <th scope="col">Since</th>
          <th scope="col">Beside it</th>`,
        rows: signals.toReversed().map(lookRow),
      })}`;
