/** Tells which of arXiv's formats a body is, and parses it. */
import { looksLikeDailyLines, parseDailyLines } from './daily-lines.ts';
import { parseMarkup } from './markup.ts';
import { ForeignDocumentError, type ParsedDocument } from './parsed-document.ts';
import { excerptOf, type ParseContext } from './record-reading.ts';
import { isExpectedMarkup, unreadable } from './unreadable.ts';
import { MAX_BODY_BYTES, MAX_XML_BYTES } from './xml-document.ts';

/**
 * Parses one body. Each record becomes exactly one paper record or one reject; damage of the document as a whole stands
 * in `problem`, so that no body passes for an empty success. Identifier lists, set lists, empty pages and OAI errors
 * hold no record; a body of which nothing could be read counts as one that is rejected.
 * @throws ForeignDocumentError when the body is none of arXiv's answers at all
 */
export const parseDocument = (body: Uint8Array, context: ParseContext): ParsedDocument => {
  const maxBytes = startsWithTag(body) ? MAX_XML_BYTES : MAX_BODY_BYTES;
  if (body.byteLength > maxBytes) {
    const message = `the body is larger than ${maxBytes / 1024 / 1024} MB: it was not parsed`;
    return unreadable({ kind: 'too-large', message }, { context, text: '' });
  }
  const { text, isDamaged } = decodeUtf8(body);
  const document = parseText(text, context);
  if (!isDamaged || document.problem !== undefined) return document;
  const message = 'the body holds bytes that are no UTF-8; they are shown as �';
  return { ...document, problem: { kind: 'invalid-utf8', message } };
};

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];
const BLANKS: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0d, 0x20, ...BYTE_ORDER_MARK]);

const startsWithTag = (body: Uint8Array): boolean => body.find((byte) => !BLANKS.has(byte)) === 0x3c;

const strictDecoder = new TextDecoder('utf-8', { fatal: true });
const lenientDecoder = new TextDecoder('utf-8');

/** arXiv sends `text/xml` without a charset: always UTF-8. */
const decodeUtf8 = (body: Uint8Array): { readonly text: string; readonly isDamaged: boolean } => {
  try {
    return { text: strictDecoder.decode(body), isDamaged: false };
  } catch {
    return { text: lenientDecoder.decode(body), isDamaged: true };
  }
};

const parseText = (text: string, context: ParseContext): ParsedDocument => {
  const start = text.trimStart();
  if (start === '') {
    const problem = { kind: 'empty', message: 'the body is empty' } as const;
    return { format: 'error-text', label: 'empty', records: [], rejects: [], deletedIds: [], problem };
  }
  if (start.startsWith('<')) return parseMarkup(start, context);
  if (/^rate exceeded\b/i.test(start)) {
    const message = 'arXiv answered "Rate exceeded": too many requests';
    return unreadable({ kind: 'rate-limited', message }, { context, text: start });
  }
  if (looksLikeDailyLines(text)) return parseDailyLines(text, context);
  if (isExpectedMarkup(context)) {
    return unreadable(
      { kind: 'not-xml', message: `the body is no XML: ${excerptOf(start, 60)}` },
      { context, text: start },
    );
  }
  throw new ForeignDocumentError('no answer of arXiv and no daily lines');
};
