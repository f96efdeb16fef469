/** An answer before it goes over the wire, where a fault may still change it. */
import { createHash } from 'node:crypto';

export type Protocol = 'rss' | 'atom' | 'oai' | 'api' | 'listing';

export interface Answer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
]);
/** As arXiv's OAI server has written them since 2026. */
const QUOTE_ESCAPES: ReadonlyMap<string, string> = new Map([...ESCAPES, ['"', '&#34;'], ["'", '&#39;']]);

export const escapeXml = (text: string): string =>
  text.replace(/[&<>]/g, (character) => ESCAPES.get(character) ?? character);

/** Quotes and apostrophes too. */
export const escapeWithQuotes = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => QUOTE_ESCAPES.get(character) ?? character);

/** An element, or nothing for an absent text. */
export const optionalElement = (name: string, text: string | undefined): string =>
  text === undefined ? '' : `<${name}>${escapeXml(text)}</${name}>`;

export const xmlAnswer = (body: string, { status = 200, type = 'text/xml' } = {}): Answer => ({
  status,
  headers: { 'content-type': type },
  body,
});

/** The hash of the body, as the feeds' tag. */
export const entityTagOf = (body: string): string => `"${createHash('sha256').update(body).digest('hex')}"`;

/** `2026-11-20T05:00:12Z` */
export const isoSeconds = (instant: Date | number): string => `${new Date(instant).toISOString().slice(0, 19)}Z`;
