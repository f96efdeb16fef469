/** A plain table that scrolls sideways in a box of its own where the screen is narrow. */
import { html, type HtmlSlot, type SafeHtml } from '../html.ts';

export interface TableColumn {
  readonly head: string;
  /** How its cells are set: figures to the right, sentences on several lines. */
  readonly kind?: 'num' | 'text';
}

/** The first cell of a row is its head. `id` names the caption, which is heard and not seen. */
export const dataTable = (
  id: string,
  {
    caption,
    columns,
    rows,
  }: {
    readonly caption: string;
    readonly columns: readonly TableColumn[];
    readonly rows: readonly (readonly HtmlSlot[])[];
  },
): SafeHtml =>
  html`<div class="scroll" role="region" aria-labelledby="${id}" tabindex="0">
    <table>
      <caption id="${id}" class="sr">
        ${caption}
      </caption>
      <thead>
        <tr>
          ${columns.map(({ head, kind }) => html`<th scope="col" ${kind === 'num' && html`class="num"`}>${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (cells) =>
            html`<tr>
              ${cells.map((cell, index) =>
                index === 0
                  ? html`<th scope="row">${cell}</th>`
                  : html`<td class="${columns[index]?.kind}">${cell}</td>`,
              )}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
