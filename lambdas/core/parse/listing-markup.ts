/** What stands on a listing page, as it stands there: headings, counts, links, identifiers. `listing-page.ts` judges it. */
import { parseArxivId } from '../paper/arxiv-id.ts';
import type { ListingKind, PaperId } from '../paper/paper.ts';
import { readHtmlTokens, type HtmlToken } from './html-token.ts';
import { dateOf } from './source-date.ts';
import { MAX_RECORDS } from './xml-document.ts';

export interface ListingSection {
  readonly kind: ListingKind;
  /** X and Y of "showing X of Y entries"; absent in the layout before 2024. */
  readonly shown?: number | undefined;
  readonly counted?: number | undefined;
  /** Each identifier once, in the order of the page. */
  readonly entries: readonly PaperId[];
}

export interface ListingMarkup {
  /** Dates in headings, without repeats. */
  readonly dates: readonly string[];
  /** "Total of N entries" */
  readonly total: number | undefined;
  /** The page says in words that there is nothing new. */
  readonly saysNothingNew: boolean;
  readonly sections: readonly ListingSection[];
  /** Entries without a readable identifier, or outside any section. */
  readonly unreadable: number;
  /** The page ends with `</html>`. */
  readonly isClosed: boolean;
  /** More entries or sections than are read. */
  readonly isOverfull: boolean;
  /** X of the links `/list/X/new`; where there is none, of `/list/X/recent`. Without repeats. */
  readonly listLinks: readonly string[];
  /** Texts of `<h1>` and `<title>`. */
  readonly names: readonly string[];
}

/** Headings, titles and what stands before the first entry are some hundred characters. */
const MAX_HEADING_CHARS = 500;
const MAX_PREAMBLE_CHARS = 20_000;
/** A category page links to its own lists only; pages of archives to some forty. */
const MAX_LINKS = 200;
/** A page has three sections, one date and one name; what a hostile one has beyond is not kept. */
const MAX_SECTIONS = 20;
const MAX_DATES = 5;
const MAX_NAMES = 4;

const HEADING = /^h[1-6]$/;
const SECTION =
  /^(?:(new) submissions?|(cross)[- ]?(?:submissions?|lists?)|(replacements?)(?: submissions?)?)(?= for\b| ?\(|$)/i;
const SHOWING = /\(\s?(?:continued,? )?showing (?:(?:first|last) )?([\d,]{1,9}) of ([\d,]{1,9}) entr/i;
const DATED = /\b(?:listings|submissions|cross-?lists|replacements) for (.{6,40})/i;
const DATE = /(?:^|[ ,])(\d{1,2}) ([a-z]{3})[a-z]{0,6}\.?,? (\d{4}|\d{2})(?!\d)/i;
const TOTAL = /\btotal of ([\d,]{1,9}) entr/i;
const NOTHING_NEW = /\bno (?:new )?(?:updates|listings|submissions|articles|entries)\b/i;
const LIST_LINK = /\/list\/([\w.-]{1,40})\/(new|recent)(?![\w-])/i;
const HREF = /\shref\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s>"']+))/i;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const numberOf = (digits: string | undefined): number | undefined =>
  digits === undefined ? undefined : Number(digits.replaceAll(',', ''));

/** `Friday, 20 November 2026` or `Fri, 20 Nov 26`, as `YYYY-MM-DD`; undefined when it is no date. */
const dateIn = (text: string): string | undefined => {
  const [, day = '', month = '', year = ''] = DATE.exec(text) ?? [];
  const number = MONTHS.indexOf(month.toLowerCase()) + 1;
  if (number === 0) return undefined;
  return dateOf(`${year.length === 2 ? '20' : ''}${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`);
};

const kindOf = (match: RegExpExecArray): ListingKind => {
  const [, isNew, isCross] = match;
  if (isNew !== undefined) return 'new';
  return isCross === undefined ? 'replacement' : 'cross-list';
};

/** Text on one line; the only entity that stands in arXiv's headings is the blank. */
const lineOf = (text: string): string =>
  text
    .replace(/&nbsp;|&#160;/gi, ' ')
    .replace(/\s+/g, ' ')
    .trim();

interface OpenSection {
  readonly kind: ListingKind;
  readonly shown: number | undefined;
  readonly counted: number | undefined;
  readonly ids: Set<PaperId>;
}

class ListingReader {
  readonly #sampleIds: boolean;
  readonly #dates = new Set<string>();
  readonly #sections: OpenSection[] = [];
  readonly #links = { new: new Set<string>(), recent: new Set<string>() };
  readonly #names: string[] = [];
  /** The element whose text is being gathered, and that text. */
  #heading: { readonly name: string; text: string } | undefined;
  #preamble = '';
  /** Inside a `<dt>`: whether its identifier has been found. */
  #entry: { isFound: boolean } | undefined;
  #hasEntries = false;
  #entryCount = 0;
  #unreadable = 0;
  #isClosed = false;

  constructor(sampleIds: boolean) {
    this.#sampleIds = sampleIds;
  }

  get isFull(): boolean {
    return this.#entryCount >= MAX_RECORDS || this.#sections.length > MAX_SECTIONS;
  }

  take(token: HtmlToken): void {
    if (token.kind === 'text') this.#takeText(token.text);
    else if (token.kind === 'open') this.#open(token.name, token.raw);
    else this.#close(token.name);
  }

  #takeText(text: string): void {
    if (this.#heading && this.#heading.text.length < MAX_HEADING_CHARS)
      this.#heading.text += text.slice(0, MAX_HEADING_CHARS);
    if (!this.#hasEntries && this.#preamble.length < MAX_PREAMBLE_CHARS)
      this.#preamble += text.slice(0, MAX_PREAMBLE_CHARS);
  }

  #open(name: string, raw: string): void {
    if (name === 'a') {
      this.#readLink(raw);
      return;
    }
    if (name === 'dt' || name === 'dd' || HEADING.test(name)) this.#endEntry();
    if (name === 'dt') {
      this.#entry = { isFound: false };
      this.#hasEntries = true;
    } else if (HEADING.test(name) || name === 'title') {
      this.#endHeading();
      this.#heading = { name, text: '' };
    }
  }

  #close(name: string): void {
    if (name === 'dt' || name === 'dl') this.#endEntry();
    else if (name === 'html') this.#isClosed = true;
    else if (name === this.#heading?.name) this.#endHeading();
  }

  #readLink(raw: string): void {
    const [, double, single, bare] = HREF.exec(raw) ?? [];
    const href = double ?? single ?? bare ?? '';
    const [, list, page] = LIST_LINK.exec(href) ?? [];
    if (list !== undefined) {
      const links = page?.toLowerCase() === 'new' ? this.#links.new : this.#links.recent;
      if (links.size < MAX_LINKS) links.add(list);
    }
    if (!this.#entry || this.#entry.isFound) return;
    const [, path] = /\/abs\/([^?#]{1,100})/i.exec(href) ?? [];
    const id = path === undefined ? undefined : parseArxivId(path, { sampleIds: this.#sampleIds });
    const section = this.#sections.at(-1);
    if (!id || !section) return;
    section.ids.add(id.paperId);
    this.#entry.isFound = true;
  }

  #endEntry(): void {
    if (!this.#entry) return;
    this.#entryCount += 1;
    if (!this.#entry.isFound) this.#unreadable += 1;
    this.#entry = undefined;
  }

  #endHeading(): void {
    if (!this.#heading) return;
    const { name } = this.#heading;
    const text = lineOf(this.#heading.text);
    this.#heading = undefined;
    if ((name === 'h1' || name === 'title') && this.#names.length < MAX_NAMES) this.#names.push(text);
    if (name === 'title') return;
    const date = dateIn(DATED.exec(text)?.[1] ?? '');
    if (date !== undefined && this.#dates.size < MAX_DATES) this.#dates.add(date);
    const match = SECTION.exec(text);
    if (!match) return;
    const [, shown, counted] = SHOWING.exec(text) ?? [];
    this.#sections.push({ kind: kindOf(match), shown: numberOf(shown), counted: numberOf(counted), ids: new Set() });
  }

  result(): ListingMarkup {
    this.#endEntry();
    const preamble = lineOf(this.#preamble);
    const { new: newLinks, recent } = this.#links;
    return {
      dates: [...this.#dates],
      total: numberOf(TOTAL.exec(preamble)?.[1]),
      saysNothingNew: NOTHING_NEW.test(preamble),
      sections: this.#sections.map(({ kind, shown, counted, ids }) => ({ kind, shown, counted, entries: [...ids] })),
      unreadable: this.#unreadable,
      isClosed: this.#isClosed,
      isOverfull: this.isFull,
      listLinks: [...(newLinks.size > 0 ? newLinks : recent)],
      names: this.#names,
    };
  }
}

/** Reads a page once, from its start to its end. */
export const readListingMarkup = (text: string, { sampleIds }: { readonly sampleIds: boolean }): ListingMarkup => {
  const reader = new ListingReader(sampleIds);
  for (const token of readHtmlTokens(text)) {
    if (reader.isFull) break;
    reader.take(token);
  }
  return reader.result();
};
