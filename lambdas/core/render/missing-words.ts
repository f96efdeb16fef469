/** Which sources a list was made without, since when and why, as clauses for page, mail and terminal. */
import type { MissingSource } from '../rank/ranked-list.ts';
import { cleanLine, foldList, shortenText } from './mail/mail-text.ts';
import { dayWords } from './mail/spoken-date.ts';
import { SOURCE_WORDS } from './source-words.ts';

const REASON_BYTES = 120;

const reasonOf = ({ state, reason }: MissingSource): string =>
  state === 'unseen' ? 'not asked' : shortenText(cleanLine(reason), REASON_BYTES).replace(/\.$/, '');

/** What is switched off is no fault of the night: `/status` and the API tell it. */
const isTold = ({ state }: MissingSource): boolean => state !== 'off';

/**
 * `without GitHub stars since 18 November: GitHub answers with HTTP 502`, `with only some of the Hacker News points since …`;
 * sources that fail alike share a clause. Empty when the list is whole.
 */
export const missingClauses = (missing: readonly MissingSource[], listDate: string): readonly string[] => {
  const groups = new Map<string, { readonly start: string; readonly end: string; readonly counts: string[] }>();
  for (const each of missing.filter(isTold)) {
    const start = each.state === 'partial' ? 'with only some of the' : 'without';
    const end = `since ${dayWords(each.since, listDate)}: ${reasonOf(each)}`;
    const key = `${start} ${end}`;
    const group = groups.get(key) ?? { start, end, counts: [] };
    group.counts.push(SOURCE_WORDS[each.source].counts);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ start, end, counts }) => `${start} ${foldList(counts, counts.length)} ${end}`);
};
