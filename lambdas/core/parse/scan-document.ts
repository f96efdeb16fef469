/**
 * Cuts a document into its records and checks that all elements are nested and closed. A record that is broken or cut
 * ends where its neighbour or an element around it does, so that it never costs the others; several documents in one
 * body are told apart. Linear in the text, bounded in memory.
 */
import type { DocumentProblem } from './parsed-document.ts';
import { excerptOf } from './record-reading.ts';
import { MAX_RECORDS, TOO_MANY_RECORDS } from './xml-document.ts';
import { readTokens, type XmlToken } from './xml-token.ts';

/** More documents glued together are not told apart. */
const MAX_PARTS = 20;
/** Deeper nesting is a fault: arXiv's records need seven levels. */
const MAX_DEPTH = 100;

/** A record's text in the document. */
export interface RecordSlice {
  readonly xml: string;
  /** Why it is broken; absent when it is whole. */
  readonly fault?: string;
}

/** One root element. A body has one, unless documents were glued together. */
export interface ScannedPart {
  /** Local name of the root element. */
  readonly root: string;
  readonly slices: readonly RecordSlice[];
  /** Whole headers that stand outside of records (`ListIdentifiers`). */
  readonly headers: readonly string[];
  /** The part without its records: head, token, errors. */
  readonly frame: string;
  /** What stands before the first record, for a frame that can't be parsed. */
  readonly head: string;
}

/** A body taken apart. Without any part it holds no element, or was refused. */
export interface ScannedDocument {
  readonly parts: readonly ScannedPart[];
  /** `doctype` (refused: no answer of arXiv has one, and entities of its own are an attack), `truncated`, `malformed` or `too-large`. */
  readonly problem?: DocumentProblem;
}

/** By root element: the records, and what fills lists that hold no record (`ListIdentifiers`, `ListSets`) and is no part of the frame. */
const ELEMENTS: ReadonlyMap<string, { readonly record: string; readonly passed: readonly string[] }> = new Map([
  ['rss', { record: 'item', passed: [] }],
  ['RDF', { record: 'item', passed: [] }],
  ['feed', { record: 'entry', passed: [] }],
  ['OAI-PMH', { record: 'record', passed: ['header', 'set'] }],
  ['record', { record: 'record', passed: [] }],
]);
const NO_RECORDS = { record: '', passed: [] as readonly string[] };
/** In the document of another format they are cut out all the same, as broken ones: nothing that may be a record goes unsaid. */
const RECORD_NAMES: ReadonlySet<string> = new Set([...ELEMENTS.values()].map(({ record }) => record));

const HEADER = 'header';

/** An element that is cut out: a record, or one that is passed over. */
interface CutOut {
  readonly name: string;
  readonly start: number;
  /** How many elements are open around it. */
  readonly depth: number;
  /** Where a record goes. */
  readonly part: OpenPart | undefined;
  fault: string | undefined;
}

interface OpenPart {
  readonly root: string;
  readonly record: string;
  readonly passed: readonly string[];
  readonly slices: RecordSlice[];
  readonly headers: string[];
  readonly frame: string[];
}

class DocumentScan {
  readonly #text: string;
  readonly #parts: OpenPart[] = [];
  readonly #stack: string[] = [];
  #cutOut: CutOut | undefined;
  /** Where the text begins that belongs to the frame. */
  #frameFrom = 0;
  #records = 0;
  #problem: DocumentProblem | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  run(): ScannedDocument {
    for (const token of readTokens(this.#text)) {
      if (token.kind === 'doctype' && this.#parts.length === 0) {
        const message = 'the document has a DOCTYPE, which no answer of arXiv has: it is refused unread';
        return { parts: [], problem: { kind: 'doctype', message } };
      }
      if (this.#records >= MAX_RECORDS) {
        this.#problem = { kind: 'too-large', message: TOO_MANY_RECORDS };
        return this.#result();
      }
      this.#take(token);
    }
    this.#end();
    return this.#result();
  }

  #take(token: XmlToken): void {
    switch (token.kind) {
      case 'open':
      case 'empty':
        this.#open(token.name, token.at);
        if (token.kind === 'empty') this.#close(token.name, token);
        break;
      case 'close':
        this.#close(token.name, token);
        break;
      case 'doctype':
        // Declared here it means nothing to anybody: the parser decodes no entities of a document's own.
        this.#blame('a DOCTYPE stands inside the document');
        break;
      case 'fault':
        this.#blame(token.message);
    }
  }

  #open(name: string, at: number): void {
    if (this.#stack.length === 0) this.#enterRoot(name, at);
    const current = this.#parts.at(-1);
    // Also after a stray tag that seemed to end the document or to begin another.
    const own = this.#parts.findLast(({ record }) => record === name);
    const part = own ?? (current?.record !== '' && RECORD_NAMES.has(name) ? current : undefined);
    if (part && this.#cutOut) {
      // The one before was never closed: it ends where this one begins.
      this.#blame('the record is not closed');
      this.#endCutOut(at);
    }
    if (current && !this.#cutOut && (part || current.passed.includes(name))) {
      current.frame.push(this.#text.slice(this.#frameFrom, at));
      const fault =
        part && !own ? `a document of the root ${part.root} has no element ${name} for a record` : undefined;
      this.#cutOut = { name, start: at, depth: this.#stack.length, part, fault };
    }
    if (this.#stack.length < MAX_DEPTH) this.#stack.push(name);
    else this.#blame(`elements are nested more than ${MAX_DEPTH} deep`);
  }

  #enterRoot(name: string, at: number): void {
    const last = this.#parts.at(-1);
    if (last) {
      if (name === last.record) return;
      this.#note('malformed', `a second document begins after the end of the first (root ${excerptOf(name, 40)})`);
      if (!ELEMENTS.has(name) || this.#parts.length === MAX_PARTS) return;
      last.frame.push(this.#text.slice(this.#frameFrom, at));
      this.#frameFrom = at;
    }
    this.#parts.push({ root: name, ...(ELEMENTS.get(name) ?? NO_RECORDS), slices: [], headers: [], frame: [] });
  }

  #close(name: string, { at, end }: { readonly at: number; readonly end: number }): void {
    const opened = this.#stack.lastIndexOf(name);
    if (opened === -1) {
      this.#blame(`</${excerptOf(name, 40)}> closes nothing`);
      return;
    }
    if (this.#cutOut && opened < this.#cutOut.depth) {
      this.#blame('the record is not closed');
      this.#endCutOut(at);
    }
    const innermost = this.#stack.length - 1;
    if (opened < innermost) this.#blame(`the element ${excerptOf(this.#stack[innermost] ?? '', 40)} is not closed`);
    this.#stack.length = opened;
    if (this.#cutOut?.depth === opened) this.#endCutOut(end);
  }

  #endCutOut(end: number): void {
    if (!this.#cutOut) return;
    const { name, start, depth, part, fault } = this.#cutOut;
    if (part) {
      this.#records += 1;
      part.slices.push({ xml: this.#text.slice(start, end), ...(fault !== undefined && { fault }) });
    } else if (name === HEADER && fault === undefined) {
      this.#records += 1;
      this.#parts.at(-1)?.headers.push(this.#text.slice(start, end));
    }
    if (fault !== undefined) this.#note('malformed', fault);
    this.#stack.length = depth;
    this.#cutOut = undefined;
    this.#frameFrom = end;
  }

  /** A fault within a record is that record's alone. */
  #blame(message: string): void {
    if (this.#cutOut) this.#cutOut.fault ??= message;
    else this.#note('malformed', message);
  }

  #note(kind: DocumentProblem['kind'], message: string): void {
    this.#problem ??= { kind, message };
  }

  #end(): void {
    if (this.#cutOut) {
      this.#cutOut.fault = 'the document ends inside this record';
      const { part } = this.#cutOut;
      this.#endCutOut(this.#text.length);
      const where = part ? `inside record ${this.#records}` : 'before its root element is closed';
      this.#problem = { kind: 'truncated', message: `the document ends ${where}` };
    } else if (this.#stack.length > 0) {
      this.#problem = { kind: 'truncated', message: 'the document ends before its root element is closed' };
    } else if (this.#parts.length > 0 && !this.#text.trimEnd().endsWith('>')) {
      this.#note('malformed', 'text stands after the end of the document');
    }
    this.#parts.at(-1)?.frame.push(this.#text.slice(this.#frameFrom));
  }

  #result(): ScannedDocument {
    const parts = this.#parts.map(({ root, slices, headers, frame }) => ({
      root,
      slices,
      headers,
      frame: frame.join(''),
      head: frame[0] ?? '',
    }));
    return { parts, ...(this.#problem && { problem: this.#problem }) };
  }
}

/** Takes a body apart; never throws. */
export const scanDocument = (text: string): ScannedDocument => new DocumentScan(text).run();
