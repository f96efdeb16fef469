/**
 * Faults of the document: it comes whole over the wire, with status 200, and something in it is visibly wrong. Feeds keep
 * the tag of the good body, since the damage was done on the way: who remembers the tag gets nothing but 304 afterwards.
 */
import type { Answer, Protocol } from './answer.ts';
import { ALL_PROTOCOLS, textOfBody, XML_PROTOCOLS, type Fault } from './faulty-exchange.ts';
import { oaiErrorAnswer } from './oai-server.ts';
import { apiErrorEntry } from './query-api.ts';
import { putTogether, takeApart, type RecordPieces } from './record-pieces.ts';

type Change = (text: string, protocol: Protocol) => string | Uint8Array;

const damage = (change: Change, protocols = ALL_PROTOCOLS): Fault => ({
  effect: 'damages',
  protocols,
  act: (exchange) => {
    const answer = exchange.answer();
    return { ...answer, body: change(textOfBody(answer), exchange.protocol) };
  },
});

/** Half of the records, at least one; a document without any is cut in its middle. */
const firstHalf = (text: string, protocol: Protocol): RecordPieces => {
  const { head, records, tail } = takeApart(text, protocol);
  if (records.length === 0) return { head: text.slice(0, Math.ceil(text.length / 2)), records: [], tail: '' };
  return { head, records: records.slice(0, Math.ceil(records.length / 2)), tail };
};

const cutBetweenRecords: Change = (text, protocol) => putTogether({ ...firstHalf(text, protocol), tail: '' });

const cutInsideRecord: Change = (text, protocol) => {
  const { head, records } = firstHalf(text, protocol);
  const last = records.at(-1) ?? '';
  return head + records.slice(0, -1).join('') + last.slice(0, Math.ceil(last.length / 2));
};

const inFirstRecord = (text: string, protocol: Protocol, change: (record: string) => string): string => {
  const { head, records, tail } = takeApart(text, protocol);
  const [first, ...others] = records;
  return first === undefined ? text : putTogether({ head, records: [change(first), ...others], tail });
};

/** Where the words of a title begin, in each format. */
const TITLE = /<title>|Title:<\/span>\s*/;

/** Characters that XML forbids, raw and as a number. */
const addInvalidCharacters: Change = (text, protocol) =>
  inFirstRecord(text, protocol, (record) => record.replace(TITLE, (mark) => `${mark}\u0008\u000b&#x1;\uffff`));

/** As if a server had converted accents and sent them in its own character set. */
const toLatin1: Change = (text, protocol) => {
  const accented = text.replace(/\\(?:'|&#39;)e/g, 'é').replace(/\\(?:"|&#34;)o/g, 'ö');
  const isAscii = Buffer.byteLength(accented) === accented.length;
  const marked = isAscii ? inFirstRecord(accented, protocol, (record) => record.replace(TITLE, '$&é')) : accented;
  return Buffer.from(marked, 'latin1');
};

const LEVELS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'];

/** Ten to the ninth times "bomb", were anybody to expand it. */
const addEntityBomb: Change = (text, protocol) => {
  const entities = LEVELS.map((name, level) => {
    const value = level === 0 ? 'bomb' : `&${LEVELS[level - 1] ?? ''};`.repeat(10);
    return `<!ENTITY ${name} "${value}">`;
  });
  const armed = inFirstRecord(text, protocol, (record) => record.replace(TITLE, '$&&i;'));
  return armed.replace(/^<\?xml[^>]*\?>/, (declaration) => `${declaration}\n<!DOCTYPE bomb [${entities.join('')}]>`);
};

/** A rebuilt page: the same text, no heading, no list. */
const changeLayout: Change = (text) =>
  text.replaceAll(/<(\/?)h3>/g, '<$1strong>').replaceAll(/<(\/?)(?:dl|dt|dd)\b/g, '<$1div');

const addErrorEntry: Change = (text) =>
  text.replace('</feed>', `${apiErrorEntry('incorrect id format for garden', new Date(0))}</feed>`);

const answerOf = (answer: Answer): Fault => ({ effect: 'damages', protocols: ALL_PROTOCOLS, act: () => answer });

export const DAMAGED_BODIES = {
  'rate-limited-with-200': answerOf({ status: 200, headers: { 'content-type': 'text/plain' }, body: 'Rate exceeded.' }),
  'html-page-with-200': answerOf({
    status: 200,
    headers: { 'content-type': 'text/html' },
    body: '<!DOCTYPE html>\n<html><head><title>Sorry</title></head><body><p>Down for gardening.</p></body></html>\n',
  }),
  'cut-between-records': damage(cutBetweenRecords),
  'cut-inside-record': damage(cutInsideRecord),
  'invalid-characters': damage(addInvalidCharacters),
  'latin-1-bytes': damage(toLatin1),
  'entity-bomb': damage(addEntityBomb, XML_PROTOCOLS),
  'layout-changed': damage(changeLayout, ['listing']),
  /** Among the good entries; the total says nothing of it. */
  'error-entry': damage(addErrorEntry, ['api']),
  /** arXiv keeps the answers of its OAI server until midnight, this one too. */
  'date-in-the-future': {
    effect: 'damages',
    protocols: ['oai'],
    act: ({ now }) => oaiErrorAnswer(now, { code: 'badArgument', message: 'The date lies in the future.' }),
  },
} as const satisfies Readonly<Record<string, Fault>>;
