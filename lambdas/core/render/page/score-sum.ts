/** Why a paper is where it is, as arithmetic: every contribution, what is left of it, what of that counts, and the sums. */
import { ANNOUNCEMENT_SOURCE } from '../../score/announcement-prior.ts';
import type { ByWindow, ScoreExplanation, SourceShare } from '../../score/explain-score.ts';
import { HALF_LIFE_DAYS } from '../../score/forward-decay.ts';
import { WINDOWS, type Window } from '../../score/paper-score.ts';
import { html, type SafeHtml } from '../html.ts';
import { countOf } from '../mail/mail-text.ts';
import { shortSpokenDate } from '../mail/spoken-date.ts';
import { capSentences, trustSentences } from '../score-rules.ts';
import { sourceWords } from '../source-words.ts';
import { gainTable } from './gain-table.ts';
import { WINDOW_NAMES } from './list-href.ts';
import { priorTable } from './prior-table.ts';

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const sentences = (lines: readonly string[]): SafeHtml | false =>
  lines.length > 0 && html`<p>${lines.map((line, index) => `${index > 0 ? ' ' : ''}${line}`)}</p>`;

const announcementPart = ({ source, contributions }: SourceShare): readonly SafeHtml[] =>
  contributions.map(
    (contribution) =>
      html`<h3>
          ${capital(sourceWords(source))},
          <time datetime="${contribution.on}">${shortSpokenDate(contribution.on)}</time>
        </h3>
        ${priorTable(contribution)}`,
  );

/** Without a sum of gains a contribution is explained by its features. */
const sourcePart = (share: SourceShare): SafeHtml | readonly SafeHtml[] =>
  share.contributions.every(({ signal }) => signal === undefined)
    ? announcementPart(share)
    : html`<h3>${capital(sourceWords(share.source))}</h3>
        ${gainTable(share)}`;

const amount = (worth: number, counted: number): SafeHtml =>
  counted < worth && counted.toFixed(3) !== worth.toFixed(3)
    ? html`${counted.toFixed(3)}<br /><small>of ${worth.toFixed(3)}</small>`
    : html`${worth.toFixed(3)}`;

/** Of a single contribution the decay can stand beside it. */
const decay = ({ source, contributions }: SourceShare, window: Window): SafeHtml | false => {
  const [only] = contributions;
  return (
    source === ANNOUNCEMENT_SOURCE &&
    only !== undefined &&
    contributions.length === 1 &&
    html`<br /><small>${only.mass.toFixed(3)} × ½<sup>${only.daysAgo}/${HALF_LIFE_DAYS[window]}</sup></small>`
  );
};

const totalTable = ({
  sources,
  totals,
}: {
  readonly sources: readonly SourceShare[];
  readonly totals: ByWindow<number>;
}) =>
  html`<div class="scroll" role="region" aria-label="What is left, and counts" tabindex="0">
    <table>
      <thead>
        <tr>
          <th scope="col">Source</th>
          ${WINDOWS.map((window) => html`<th scope="col" class="num">${WINDOW_NAMES[window].tab}<br /><small>half-life ${countOf(HALF_LIFE_DAYS[window], 'day')}</small></th>`)}
        </tr>
      </thead>
      <tbody>
        ${sources.map(
          (share) =>
            html`<tr>
              <th scope="row">${capital(sourceWords(share.source))}</th>
              ${WINDOWS.map((window) => html`<td class="num">${amount(share.worth[window], share.counted[window])}${decay(share, window)}</td>`)}
            </tr>`,
        )}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">Score</th>
          ${WINDOWS.map((window) => html`<td class="num">${totals[window].toFixed(3)}</td>`)}
        </tr>
      </tfoot>
    </table>
  </div>`;

export const scoreSum = (explanation: ScoreExplanation): SafeHtml => {
  const { date, formula, sources, later } = explanation;
  return html`<p>
      A paper’s score is a sum of evidence that fades. Each piece of evidence has a mass; a paper with nothing that sets
      it apart starts with 1, every feature of its record multiplies that, and what a day brings in stars, upvotes or
      points adds to it, damped and compared with what is usual in its field. Half of each piece is gone after each
      half-life. Lists are ordered by what is left. This is <a href="/scoring">formula ${formula}</a>, whole.
    </p>
    ${sources.map(sourcePart)} ${sentences(trustSentences(explanation))}
    <h3>
      What is left of it at noon in New York on <time datetime="${date}">${shortSpokenDate(date)}</time>, and counts
    </h3>
    ${totalTable(explanation)} ${sentences(capSentences(explanation))}
    ${
      later > 0 &&
      html`<p>
        ${countOf(later, 'piece of evidence is', 'pieces of evidence are')} of later days and
        ${later === 1 ? 'counts' : 'count'} from the next list on.
      </p>`
    }`;
};
