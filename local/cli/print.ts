/** How commands answer: a table for people, one JSON document for programs. */
import Table from 'cli-table3';
import { printableJson, printableLine, printableLines, textWidth, wrapText } from './terminal-text.ts';

export interface Output {
  readonly json: boolean;
  /** Width of the terminal; infinite where the answer goes into a file or a pipe, so that each row stays one line. */
  readonly columns: number;
  readonly write: (text: string) => void;
}

export interface Column {
  readonly head: string;
  readonly align?: 'right';
  /** Gives way where the table is wider than the terminal. */
  readonly flexible?: boolean;
}

/** No frame, so that lines can be cut and searched. */
const NO_FRAME = Object.fromEntries(
  [
    'top',
    'top-mid',
    'top-left',
    'top-right',
    'bottom',
    'bottom-mid',
    'bottom-left',
    'bottom-right',
    'left',
    'left-mid',
    'mid',
    'mid-mid',
    'right',
    'right-mid',
  ].map((place) => [place, '']),
);
const GAP = '  ';
/** A flexible column is never narrower: below it nothing can be read. */
const MIN_FLEXIBLE = 12;

/** One valid JSON document that means the same and can't steer a terminal. */
export const printJson = ({ write }: Output, value: unknown): void =>
  write(`${printableJson(JSON.stringify(value, null, 2))}\n`);

/** Lines from outside, wrapped to the terminal. */
export const printText = ({ write, columns }: Output, text: string): void =>
  write(`${wrapText(printableLines(text), columns)}\n`);

/**
 * Widths of columns that fit into `available` places, gaps not counted. Flexible ones that need less than an equal share
 * keep what they need; the others share the rest.
 */
export const fitWidths = (
  natural: readonly number[],
  { flexible, available }: { readonly flexible: readonly boolean[]; readonly available: number },
): readonly number[] => {
  const widths = [...natural];
  let room = available - natural.reduce((sum, width, index) => sum + (flexible[index] === true ? 0 : width), 0);
  const waiting = natural
    .map((width, index) => ({ width, index }))
    .filter(({ index }) => flexible[index] === true)
    .sort((a, b) => a.width - b.width);
  waiting.forEach(({ width, index }, place) => {
    const share = Math.max(MIN_FLEXIBLE, Math.floor(room / (waiting.length - place)));
    widths[index] = Math.min(width, share);
    room -= widths[index];
  });
  return widths;
};

const naturalWidth = (cells: readonly string[]): number =>
  Math.max(...cells.flatMap((cell) => cell.split('\n').map(textWidth)));

/** Rows under their heads (none when all heads are empty), within the width of the terminal; `\n` breaks a cell. */
export const printTable = (
  { write, columns: available }: Output,
  { columns, rows }: { readonly columns: readonly Column[]; readonly rows: readonly (readonly (string | number)[])[] },
): void => {
  const heads = columns.map(({ head }) => head);
  const headed = heads.some((head) => head !== '');
  const cells = rows.map((row) => row.map((cell) => String(cell).split('\n').map(printableLine).join('\n')));
  const widths = fitWidths(
    columns.map((_, index) => naturalWidth([heads[index] ?? '', ...cells.map((row) => row[index] ?? '')])),
    {
      flexible: columns.map(({ flexible }) => flexible === true),
      available: available - GAP.length * (columns.length - 1),
    },
  );
  const table = new Table({
    chars: { ...NO_FRAME, middle: GAP },
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
    colAligns: columns.map(({ align }) => align ?? 'left'),
    ...(headed && { head: heads }),
  });
  for (const row of cells) table.push(row.map((cell, index) => wrapText(cell, widths[index] ?? available)));
  write(`${table.toString().replace(/ +$/gm, '')}\n`);
};
