import { fitWidths, printJson, printTable, type Column } from '../../../../local/cli/print.ts';
import { textWidth } from '../../../../local/cli/terminal-text.ts';

const print = (columns: number, table: Parameters<typeof printTable>[1]): string => {
  let written = '';
  printTable({ json: false, columns, write: (text) => (written += text) }, table);
  return written;
};
const COLUMNS: readonly Column[] = [
  { head: '#', align: 'right' },
  { head: 'title', flexible: true },
  { head: 'evidence', flexible: true },
];
const ROWS = [
  [1, 'On the folding of maps of many sheets and colours', 'code released'],
  [10, 'On unfolding', 'top 1 % of all fields this week, announced on 20 November'],
];

describe('a table', () => {
  it.each([40, 80, 120])('fits into %d columns and keeps every word', (columns) => {
    const text = print(columns, { columns: COLUMNS, rows: ROWS });
    for (const line of text.split('\n')) expect(textWidth(line)).toBeLessThanOrEqual(columns);
    for (const word of ROWS.flat().join(' ').split(' ')) expect(text).toContain(word);
    expect(text).not.toMatch(/ $/m);
  });

  it('gives a row one line where there is no terminal', () => {
    expect(print(Infinity, { columns: COLUMNS, rows: ROWS }).trimEnd().split('\n')).toHaveLength(3);
  });

  it('has no head line when no column has a head', () => {
    expect(print(80, { columns: [{ head: '' }, { head: '' }], rows: [['title', 'x']] })).toBe('title  x\n');
  });

  it('shows what could steer the terminal, and breaks lines only where the command does', () => {
    expect(print(80, { columns: [{ head: '' }], rows: [['a\u001B[31m\nb\u202E']] })).toBe('a·[31m\nb·\n');
  });
});

describe('the widths of columns', () => {
  it('stay as they are when there is room', () => {
    expect(fitWidths([3, 20, 30], { flexible: [false, true, true], available: 60 })).toEqual([3, 20, 30]);
  });
  it('shrink only where they may, those with least need keeping theirs', () => {
    expect(fitWidths([10, 15, 90], { flexible: [false, true, true], available: 60 })).toEqual([10, 15, 35]);
    expect(fitWidths([10, 90, 90], { flexible: [false, true, true], available: 60 })).toEqual([10, 25, 25]);
  });
  it('stay readable in a terminal that is too narrow', () => {
    expect(fitWidths([50, 90], { flexible: [false, true], available: 40 })).toEqual([50, 12]);
  });
});

it('JSON is one document', () => {
  let written = '';
  printJson({ json: true, columns: 80, write: (text) => (written += text) }, { title: '\u009B2J' });
  expect(written).toBe('{\n  "title": "\\u009b2J"\n}\n');
});
