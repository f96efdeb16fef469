/** The part of the query API's search language that matters here: `cat:`, `submittedDate:[… TO …]`, AND, OR, ANDNOT, brackets. */
import type { PaperState } from './archived-paper.ts';

export type SearchTest = (state: PaperState) => boolean;

/** The expression is none that is understood here. */
export class QueryError extends Error {
  override readonly name = 'QueryError';
}

const TOKEN = /\s*(\(|\)|ANDNOT\b|AND\b|OR\b|submittedDate:\[\d{12} TO \d{12}\]|cat:[\w.*-]+)/y;

const tokensOf = (text: string): string[] => {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const [, token] = TOKEN.exec(text) ?? [];
    if (token === undefined) throw new QueryError(`the query can not be read here: ${text.slice(0, 60)}`);
    tokens.push(token);
  }
  return tokens;
};

const minuteMs = (digits: string): number =>
  Date.parse(digits.replace(/(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)/, '$1-$2-$3T$4:$5:00Z'));

const termTest = (token: string): SearchTest => {
  const [, from, to] = /^submittedDate:\[(\d{12}) TO (\d{12})\]$/.exec(token) ?? [];
  if (from !== undefined && to !== undefined) {
    const [fromMs, toMs] = [minuteMs(from), minuteMs(to)];
    // Minutes are the grain, and the last one counts.
    return ({ paper }) => paper.submittedMs >= fromMs && paper.submittedMs < toMs + 60_000;
  }
  const [, category] = /^cat:(.+)$/.exec(token) ?? [];
  if (category === undefined) throw new QueryError(`no term: ${token}`);
  if (category.endsWith('*'))
    return ({ categories }) => categories.some((each) => each.startsWith(category.slice(0, -1)));
  return ({ categories }) => categories.includes(category);
};

/** Operators bind alike, from left to right, as in the API. @throws QueryError */
export const readSearchQuery = (text: string): SearchTest => {
  const tokens = tokensOf(text);
  const readOperand = (): SearchTest => {
    const token = tokens.shift();
    if (token === undefined) throw new QueryError('the query ends too soon');
    if (token !== '(') return termTest(token);
    const inner = readExpression();
    if (tokens.shift() !== ')') throw new QueryError('a bracket is not closed');
    return inner;
  };
  const readExpression = (): SearchTest => {
    let test = readOperand();
    while (tokens.length > 0 && tokens[0] !== ')') {
      const operator = tokens.shift();
      const [left, right] = [test, readOperand()];
      if (operator === 'OR') test = (state) => left(state) || right(state);
      else if (operator === 'AND') test = (state) => left(state) && right(state);
      else if (operator === 'ANDNOT') test = (state) => left(state) && !right(state);
      else throw new QueryError('an operator is missing');
    }
    return test;
  };
  const test = readExpression();
  if (tokens.length > 0) throw new QueryError('a bracket is closed that was not opened');
  return test;
};
