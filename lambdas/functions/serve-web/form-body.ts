/** Reads the fields of a posted form in both encodings of HTML. Bodies are small: the handler bounds them. */
import type { WebRequest } from './web-request.ts';

/** Values by field name; the first of several counts. */
export type FormFields = ReadonlyMap<string, string>;

const firstOfEach = (pairs: Iterable<readonly [string, string]>): FormFields => {
  const fields = new Map<string, string>();
  for (const [name, value] of pairs) if (!fields.has(name)) fields.set(name, value);
  return fields;
};

/** RFC 2046: 1 to 70 characters, in quotes or not. */
const BOUNDARY = /;\s*boundary=(?:"([^"\r\n]{1,70})"|([^\s;"]{1,70}))/i;
const FIELD_NAME = /^content-disposition:\s*form-data;(?:.*;)?\s*name=(?:"([^"\r\n]*)"|([^\s;"]+))/im;

/** RFC 7578, as far as fields go; what a part says about its own encoding is nothing that browsers or mail systems send. */
const readMultipart = (text: string, boundary: string): FormFields | undefined => {
  // The first delimiter may lack its line break, all others have one.
  const [, ...parts] = `\r\n${text}`.split(`\r\n--${boundary}`);
  const end = parts.findIndex((part) => part.startsWith('--'));
  if (end < 0) return undefined;
  const pairs = parts.slice(0, end).flatMap((part): (readonly [string, string])[] => {
    const headEnd = part.indexOf('\r\n\r\n');
    const [, quoted, bare] = FIELD_NAME.exec(headEnd < 0 ? '' : part.slice(0, headEnd)) ?? [];
    const name = quoted ?? bare;
    return name === undefined ? [] : [[name, part.slice(headEnd + 4)]];
  });
  return firstOfEach(pairs);
};

/** `undefined` for another type of content, or a multipart body without its boundary or its end. */
export const readForm = ({ headers, body }: Pick<WebRequest, 'headers' | 'body'>): FormFields | undefined => {
  const type = headers['content-type'] ?? '';
  const text = Buffer.from(body).toString('utf8');
  if (/^application\/x-www-form-urlencoded\b/i.test(type)) return firstOfEach(new URLSearchParams(text));
  const [, quoted, bare] = /^multipart\/form-data\b/i.test(type) ? (BOUNDARY.exec(type) ?? []) : [];
  const boundary = quoted ?? bare;
  return boundary === undefined ? undefined : readMultipart(text, boundary);
};
