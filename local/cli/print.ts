/** How commands answer: a table for people, JSON for programs. */
import Table from 'cli-table3';

export interface Output {
  readonly json: boolean;
  readonly write: (text: string) => void;
}

/** Wide columns wrap at words; no frame, so that lines can be cut and searched. */
const PLAIN = {
  chars: {
    top: '',
    'top-mid': '',
    'top-left': '',
    'top-right': '',
    bottom: '',
    'bottom-mid': '',
    'bottom-left': '',
    'bottom-right': '',
    left: '',
    'left-mid': '',
    mid: '',
    'mid-mid': '',
    right: '',
    'right-mid': '',
    middle: '  ',
  },
  style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
};

/** Control characters from outside could steer the terminal: they are shown as `·`. */
// eslint-disable-next-line no-control-regex -- control characters are what it looks for
export const printable = (text: string): string => text.replace(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g, '·');

export const printJson = ({ write }: Output, value: unknown): void => write(`${JSON.stringify(value, null, 2)}\n`);

/** Rows under a head; `widths` bounds columns (undefined: as wide as needed). */
export const printTable = (
  { write }: Output,
  {
    head,
    rows,
    widths,
  }: {
    readonly head: readonly string[];
    readonly rows: readonly (readonly (string | number)[])[];
    readonly widths?: readonly (number | null)[];
  },
): void => {
  const table = new Table({ ...PLAIN, head: [...head], ...(widths && { colWidths: [...widths], wordWrap: true }) });
  for (const row of rows) table.push(row.map((cell) => printable(String(cell))));
  write(`${table.toString()}\n`);
};
