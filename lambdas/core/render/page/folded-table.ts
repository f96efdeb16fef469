/** A table whose newest rows are in sight and whose older ones are folded away below it. */
import { html, type HtmlSlot, type SafeHtml } from '../html.ts';
import { countOf } from '../mail/mail-text.ts';

export interface FoldedTable {
  /** For those who hear it. */
  readonly caption: string;
  /** Cells of the head: `<th>` elements. */
  readonly head: HtmlSlot;
  /** `<tr>` elements, newest first. */
  readonly rows: readonly SafeHtml[];
  /** A `<tr>`: sums over all rows, the folded ones too. */
  readonly foot?: SafeHtml;
  /** What a row is: `day`. */
  readonly unit: string;
  /** As many rows are in sight. */
  readonly shown: number;
}

const table = (
  { caption, head }: Pick<FoldedTable, 'caption' | 'head'>,
  { rows, foot }: Pick<FoldedTable, 'rows' | 'foot'>,
): SafeHtml =>
  html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0">
    <table>
      <caption class="sr">
        ${caption}
      </caption>
      <thead>
        <tr>
          ${head}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
      ${
        foot !== undefined &&
        html`<tfoot>
          ${foot}
        </tfoot>`
      }
    </table>
  </div>`;

/** A single row that would be left over is shown as well. */
export const foldedTable = ({ caption, head, rows, foot, unit, shown }: FoldedTable): SafeHtml => {
  if (rows.length <= shown + 1) return table({ caption, head }, { rows, ...(foot && { foot }) });
  const older = rows.slice(shown);
  return html`${table({ caption, head }, { rows: rows.slice(0, shown), ...(foot && { foot }) })}
    <details class="numbers">
      <summary>${countOf(older.length, `older ${unit}`)}</summary>
      ${table({ caption: `${caption}, older`, head }, { rows: older })}
    </details>`;
};
