/**
 * Which records stand in a body, told by patterns alone and without the parser's own scanner: what its answer is held
 * against.
 */

/** What must be found in a body that is XML and not refused as a whole. */
export interface MarkupRecords {
  /** The first element is a root that arXiv sends, and no DOCTYPE stands before it. */
  readonly isTakenIn: boolean;
  /** How many elements of records begin after the first tag; each is one record, whole or broken. */
  readonly openings: number;
  /** How often a text stands in the body outside of comments, character data and instructions. */
  readonly timesOf: (record: string) => number;
}

/** As a whole they hide what stands in them. Those without end hide nothing. */
const SECTION = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>/g;
/** A tag that is closed before the next `<`: an attribute may hold `>`, but no `<`. */
const OPEN_TAG = /<((?!\/)[\p{L}_:][^\s/<>"'=]*)(?:[^<>"']|"[^"<]*"|'[^'<]*')*>/gu;
const DOCTYPE = /<!doctype/i;

const ROOTS: ReadonlySet<string> = new Set(['rss', 'RDF', 'feed', 'OAI-PMH', 'record']);
const RECORDS: ReadonlySet<string> = new Set(['item', 'entry', 'record']);

const withoutPrefix = (name: string): string => name.replace(/^[^:]*:/, '');

/** The text with its sections blanked; the `<` stays, since it ends a tag that is not closed. */
const blankSections = (text: string): string =>
  text.replace(SECTION, (section) => `<${' '.repeat(section.length - 1)}`);

/** @param text begins with `<` */
export const findMarkupRecords = (text: string): MarkupRecords => {
  const bare = blankSections(text);
  const tags = [...bare.matchAll(OPEN_TAG)];
  const [first] = tags;
  const names = tags.map(([, name = '']) => withoutPrefix(name));
  const doctype = bare.search(DOCTYPE);
  return {
    isTakenIn: first !== undefined && ROOTS.has(names[0] ?? '') && (doctype === -1 || doctype > first.index),
    openings: names.filter((name) => RECORDS.has(name)).length,
    timesOf: (record) => {
      let times = 0;
      for (let at = text.indexOf(record); at !== -1; at = text.indexOf(record, at + record.length)) {
        if (bare.startsWith('<', at)) times += 1;
      }
      return times;
    },
  };
};

/** The lines of daily lines: each that is not blank is one record. */
export const findDailyLines = (text: string): readonly string[] =>
  text.split('\n').filter((line) => line.trim() !== '');
