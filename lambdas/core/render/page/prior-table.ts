/** The mass of a contribution as the product of its features: how the announcement-time prior comes about. */
import { unexplainedWeight } from '../../score/explain-score.ts';
import type { Contribution, ScoreFeature } from '../../score/paper-score.ts';
import { html, type SafeHtml } from '../html.ts';
import { cleanLine, shortenText } from '../mail/mail-text.ts';

const LABEL_BYTES = 160;

/** `−1.145` with a real minus. */
const decimal = (value: number): string => value.toFixed(3).replace('-', '−');

const signed = (value: number): string => `${value < 0 ? '' : '+'}${decimal(value)}`;

/** `code-link` → `code link`. */
const words = (name: string): string => name.replaceAll('-', ' ');

const label = (text: string): string => shortenText(cleanLine(text), LABEL_BYTES);

const row = (head: SafeHtml | string, weight: number): SafeHtml =>
  html`<tr>
    <th scope="row">${head}</th>
    <td class="num">${signed(weight)}</td>
    <td class="num">× ${Math.exp(weight).toFixed(3)}</td>
  </tr>`;

const featureRow = ({ name, weight, evidence }: ScoreFeature): SafeHtml =>
  row(html`${label(evidence ?? words(name))}${evidence !== undefined && html` <small>${words(name)}</small>`}`, weight);

export const priorTable = ({ mass, features }: Pick<Contribution, 'mass' | 'features'>): SafeHtml => {
  const rest = unexplainedWeight({ mass, features });
  return html`<div class="scroll" role="region" aria-label="What the record says" tabindex="0">
    <table>
      <thead>
        <tr>
          <th scope="col">Evidence</th>
          <th scope="col" class="num">Weight</th>
          <th scope="col" class="num">Factor</th>
        </tr>
      </thead>
      <tbody>
        ${features.map(featureRow)} ${features.length === 0 && row('nothing that sets it apart', 0)}
        ${rest !== 0 && row('everything else', rest)}
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
