/** Why a paper is where it is, as arithmetic: every contribution with its features, and what is left of it today. */
import { noonInNewYork } from '../../calendar/announcement-calendar.ts';
import { decayedMass, HALF_LIFE_DAYS } from '../../score/forward-decay.ts';
import { WINDOWS, type Contribution, type PaperScore, type ScoreFeature } from '../../score/paper-score.ts';
import { html, type SafeHtml } from '../html.ts';
import { cleanLine, countOf, shortenText } from '../mail/mail-text.ts';
import { daysBetween, shortSpokenDate } from '../mail/spoken-date.ts';
import { WINDOW_NAMES } from './list-href.ts';

const MINUS = '−';
const LABEL_BYTES = 160;

const signed = (value: number): string => `${value < 0 ? MINUS : '+'}${Math.abs(value).toFixed(3)}`;
const decimal = (value: number): string => value.toFixed(3).replace('-', MINUS);

/** `code-link` → `code link`. */
const words = (name: string): string => name.replaceAll('-', ' ');

const label = (text: string): string => shortenText(cleanLine(text), LABEL_BYTES);

const featureRow = ({ name, weight, evidence }: ScoreFeature): SafeHtml =>
  html`<tr>
    <th scope="row">
      ${label(evidence ?? words(name))}${evidence !== undefined && html` <small>${words(name)}</small>`}
    </th>
    <td class="num">${signed(weight)}</td>
    <td class="num">× ${Math.exp(weight).toFixed(3)}</td>
  </tr>`;

/** What the weights leave unexplained is shown, not hidden: less than this is rounding. */
const ROUNDING = 0.0005;

const contributionTable = ({ source, on, mass, features }: Contribution): SafeHtml => {
  const sum = features.reduce((total, { weight }) => total + weight, 0);
  const residual = Math.log(mass) - sum;
  return html`<h3>${words(source)}, <time datetime="${on}">${shortSpokenDate(on)}</time></h3>
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">Evidence</th>
            <th scope="col" class="num">Weight</th>
            <th scope="col" class="num">Factor</th>
          </tr>
        </thead>
        <tbody>
          ${features.map(featureRow)}
          ${
            features.length === 0 &&
            html`<tr>
              <th scope="row">nothing that sets it apart</th>
              <td class="num">${signed(0)}</td>
              <td class="num">× 1.000</td>
            </tr>`
          }
          ${
            Math.abs(residual) > ROUNDING &&
            html`<tr>
              <th scope="row">everything else</th>
              <td class="num">${signed(residual)}</td>
              <td class="num">× ${Math.exp(residual).toFixed(3)}</td>
            </tr>`
          }
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Mass: e to the sum of the weights</th>
            <td class="num">${signed(Math.log(mass))}</td>
            <td class="num">${decimal(mass)}</td>
          </tr>
        </tfoot>
      </table>
    </div>`;
};

const decayTable = (score: PaperScore, date: string): SafeHtml => {
  const at = noonInNewYork(date);
  return html`<h3>
      What is left of it at noon in New York on <time datetime="${date}">${shortSpokenDate(date)}</time>
    </h3>
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">List</th>
            <th scope="col">Mass × ½ to the power of (days since ÷ half-life)</th>
            <th scope="col" class="num">Score</th>
          </tr>
        </thead>
        <tbody>
          ${WINDOWS.map(
            (window) =>
              html`<tr>
                <th scope="row">
                  ${WINDOW_NAMES[window].tab}<br /><small>half-life ${countOf(HALF_LIFE_DAYS[window], 'day')}</small>
                </th>
                <td>
                  ${score.contributions.map(({ on, mass }, index) => html`${index > 0 && ' + '}${decimal(mass)} × ½<sup>${daysBetween(on, date)}/${HALF_LIFE_DAYS[window]}</sup>`)}
                </td>
                <td class="num">${decimal(decayedMass(score, window, at))}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
};

/** @param date list date on which the sum is worked out */
export const scoreSum = (score: PaperScore, date: string): SafeHtml =>
  html`<p>
      A paper’s score is a sum of evidence that fades. Each piece of evidence has a mass; a paper with nothing that sets
      it apart starts with 1, every feature multiplies it, and half of it is gone after each half-life. Lists are
      ordered by what is left. This is formula ${score.formula}, whole.
    </p>
    ${score.contributions.map(contributionTable)} ${decayTable(score, date)}`;
