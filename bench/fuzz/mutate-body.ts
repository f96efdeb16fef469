/**
 * Mutations of a body: what a network, a broken server or an attacker may do to a page, and what nobody would. A body
 * is bytes in Latin-1, one character a byte, since half of the mutations know no characters.
 */
import { MAX_BODY_BYTES, toBytes } from './seed-page.ts';
import type { SeededRandom } from './seeded-random.ts';

/** What a mutation may draw from. */
interface Scene {
  readonly random: SeededRandom;
  /** Another page's bytes. */
  readonly donor: string;
}

type Mutation = (body: string, scene: Scene) => string;

/** Long insertions stay below this, so that bodies of 20 KB keep some of their page. */
const MAX_FILL_BYTES = 16_000;

const MARKUP = [
  '<', '>', '&', '"', "'", '</', '/>', '<!--', '-->', '--', '<!-->', '<![CDATA[', ']]>', '<![CDATA[<![CDATA[]]>]]>', '<?', '?>', '<?xml version="1.0"?>',
  '<!DOCTYPE html>', '<!DOCTYPE a [<!ENTITY b "cc"><!ENTITY d "&b;&b;">]>', '<!ENTITY a SYSTEM "file:///etc/passwd">', '<a>', '</a>', '<a/>', '<a b="',
  "<a b='", '</item>', '</entry>', '</record>', '</channel>', '</rss>', '</feed>', '</ListRecords>', '</metadata>', '</header>', '</OAI-PMH>', '<item>', '<item/>',
  '<entry>', '<entry/>', '<record>', '<record/>', '<rss>', '<feed>', '<OAI-PMH>', '<RDF>', '<x:item>', '<ITEM>', '<header>', '<header status="deleted">', '<set>', '<metadata>',
  '<error code="badArgument"/>', '<html><body>', '<__proto__>', '<constructor>', '<a __proto__="b">', '<title>', '</title>', '<id>', '<author/>', '<category/>',
] as const; // prettier-ignore

const ENTITIES = [
  '&', '&;', '&#;', '&#x;', '&#0;', '&#x0;', '&#8;', '&#127;', '&#x110000;', '&#99999999999;', '&#xD800;', '&#xFFFE;', '&unknown;', '&amp', '&amp;amp;lt;', '&lt;item&gt;', '&#60;item&#62;',
  '&apos;', '&nbsp;', '&#x202e;', '&#65279;',
] as const; // prettier-ignore

/** Never UTF-8: stray and missing continuations, overlong forms, surrogates, beyond the last character. */
const NO_UTF_8 = [
  '\xff',
  '\xfe',
  '\x80',
  '\xc0\xaf',
  '\xc3',
  '\xe2\x82',
  '\xed\xa0\x80',
  '\xf5\x80\x80\x80',
  '\xf0\x9f',
];
const CONTROLS = [
  '\0',
  '\x01',
  '\x08',
  '\x0b',
  '\x0c',
  '\r',
  '\x1b[31m',
  '\x7f',
  '\xc2\x85',
  '\xe2\x80\xa8',
  '\xe2\x80\xae',
  '\xef\xbf\xbe',
  '\\ud800',
  '\\u0000',
  '\\u001b',
];
const BYTE_ORDER_MARKS = ['\xef\xbb\xbf', '\xff\xfe', '\xfe\xff', '\xef\xbb\xbf\xef\xbb\xbf'];
/** Many times over, these look for patterns that go back and forth. */
const REPEATABLE = [
  ' ', '\n', '\t', 'a', '0', '{', '}', '{}', '$', '$$', '\\', '\\frac{', '\\emph{', '\\"', '\\\'{', '\\begin{a}', '^{', '_', '(', ')', '((', '(1', '(1) ', ',', ', ', ' and ', ';', '.', '-', '--', '~', '`', '%', '#',
  '&amp;', '&lt;', '&', '&#', '[', ']', ']]', 'http://', 'https://a.b/', '/', 'v1', '1.', '\xc3\xa9', '\xcc\x81', '\xe2\x80\x8b', '\xf0\x9f\x8c\xb1', 'withdrawn ', 'this paper ', '<', '<a ', '<!--', '"', "'", '="', 'Jr., ', 'van ', 'github.com/',
] as const; // prettier-ignore
const IDS = [
  '', '2613.00001', '2501.1234', '9999.99999', '2501.00001v0', '2501.00001v99999', '2501.00001v100000', 'hep-th/9901001', 'HEP-TH/9901001v2', 'math.GT/0309136', 'nowhere/9901001', '../../etc/passwd', 'a'.repeat(300),
  '2501.00001#x', '\u0662\u0665\u0660\u0661.00001', '__proto__',
] as const; // prettier-ignore

const ID = /\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+\/\d{7}(?:v\d+)?/g;
const ENTITY = /&[#\w]{1,10};/g;
const TAG = /<[^<>]{1,300}>/g;
const DATE = /\d{4}-\d{2}-\d{2}|\d{1,2} [A-Z][a-z]{2} \d{4}/g;
/** Of bounded length: a body may hold thousands of openings that nothing closes. */
const RECORD = /<(item|entry|record)[\s>][\s\S]{0,6000}?<\/\1>|\{"[^\n]*\}/g;
const DATES = [
  '',
  '0000-00-00',
  '2025-02-30',
  '9999-12-31',
  '-1',
  '1 Jan 99999',
  '2026-11-20T25:00:00Z',
  '+275760-09-13',
  '31 Feb 2025',
];

/** Anywhere, or where an element's text begins: that is where the parsers look. */
const placeIn = (body: string, random: SeededRandom): number => {
  const at = random.between(0, body.length);
  return random.chance(0.5) ? at : body.indexOf('>', at) + 1 || at;
};

const insert = (body: string, at: number, text: string): string => body.slice(0, at) + text + body.slice(at);

interface Span {
  readonly from: number;
  readonly to: number;
}

const spanIn = (body: string, random: SeededRandom): Span => {
  const from = random.between(0, body.length);
  const longest = random.chance(0.7) ? 60 : body.length;
  return { from, to: Math.min(body.length, from + random.between(1, Math.max(1, longest))) };
};

/** Replaces one match of a pattern, or up to all of them. */
const replaceSome = (
  body: string,
  pattern: RegExp,
  { random, by }: { readonly random: SeededRandom; readonly by: (match: string) => string },
): string => {
  const found = [...body.matchAll(pattern)];
  if (found.length === 0) return body;
  const chosen = random.between(0, found.length - 1);
  const isAll = random.chance(0.1);
  let index = -1;
  return body.replace(pattern, (match: string) => {
    index += 1;
    return index === chosen || (isAll && random.chance(0.5)) ? by(match) : match;
  });
};

const randomBytes = (random: SeededRandom, length: number): string =>
  Array.from({ length }, () => String.fromCharCode(random.between(0, 255))).join('');

const fill = (text: string, random: SeededRandom): string =>
  text.repeat(random.between(1, Math.ceil((MAX_FILL_BYTES * random.next() ** 2) / text.length)));

const insertOneOf =
  (texts: readonly string[]): Mutation =>
  (body, { random }) =>
    insert(body, placeIn(body, random), random.pick(texts));

const replaceTag: Mutation = (body, { random }) =>
  replaceSome(body, TAG, {
    random,
    by: (tag) => {
      const ways = [
        '',
        tag + tag,
        tag.slice(0, -1),
        tag.slice(1),
        tag.toUpperCase(),
        tag.startsWith('</') ? `<${tag.slice(2)}` : `</${tag.slice(1)}`,
        tag.replace(/^<(\/?)/, '<$1x:'),
        tag.replace(/>$/, '/>'),
        tag.replace(/\w/, ' '),
        random.pick(MARKUP),
      ];
      return random.pick(ways);
    },
  });

const addAttributes: Mutation = (body, { random }) =>
  replaceSome(body, TAG, {
    random,
    by: (tag) => {
      const quote = random.pick(['"', "'", '']);
      const attributes = random.chance(0.5)
        ? ` a=${quote}${fill('x', random)}${quote}`
        : Array.from({ length: random.between(1, 400) }, (_, index) => ` a${index}=${quote}b${quote}`).join('');
      return tag.replace(/\s|\/?>/, (end) => attributes + end);
    },
  });

const nestDeep: Mutation = (body, { random }) => {
  const name = random.pick(['a', 'item', 'entry', 'record', 'header', 'title', 'author', 'b:c']);
  const depth = random.between(2, 1_000);
  const closing = random.chance(0.5) ? `</${name}>`.repeat(depth) : '';
  return insert(body, placeIn(body, random), `<${name}>`.repeat(depth).slice(0, MAX_FILL_BYTES) + closing);
};

const wrapSpan: Mutation = (body, { random }) => {
  const { from, to } = spanIn(body, random);
  const [open, close] = random.pick([
    ['<!--', '-->'],
    ['<![CDATA[', ']]>'],
    ['<?', '?>'],
    ['<a>', '</a>'],
    ['<item>', '</item>'],
    ['<feed>', '</feed>'],
    ['{', '}'],
    ['$', '$'],
  ] as const);
  return insert(insert(body, to, close), from, open);
};

const swapSpans: Mutation = (body, { random }) => {
  const [first, second] = [spanIn(body, random), spanIn(body, random)].sort((a, b) => a.from - b.from);
  if (!first || !second || second.from < first.to) return body;
  const between = body.slice(first.to, second.from);
  return (
    body.slice(0, first.from) +
    body.slice(second.from, second.to) +
    between +
    body.slice(first.from, first.to) +
    body.slice(second.to)
  );
};

/** As often as they stand here; byte faults and structure come first, since these are what happens. */
const MUTATIONS: readonly Mutation[] = [
  (body, { random }) => {
    let changed = body;
    for (let times = random.between(1, 8); times > 0; times -= 1) {
      const at = random.between(0, changed.length);
      changed = changed.slice(0, at) + randomBytes(random, 1) + changed.slice(at + 1);
    }
    return changed;
  },
  (body, { random }) => insert(body, placeIn(body, random), randomBytes(random, random.between(1, 16))),
  (body, { random }) => {
    const { from, to } = spanIn(body, random);
    return body.slice(0, from) + body.slice(to);
  },
  (body, { random }) => body.slice(0, random.between(0, body.length)),
  (body, { random }) => (random.chance(0.2) ? body.slice(random.between(0, body.length)) : body),
  (body, { random }) => {
    const { from, to } = spanIn(body, random);
    return insert(body, placeIn(body, random), body.slice(from, to));
  },
  (body, { random }) => {
    const { from, to } = spanIn(body, random);
    const rest = body.slice(0, from) + body.slice(to);
    return insert(rest, random.between(0, rest.length), body.slice(from, to));
  },
  swapSpans,
  (body, { random, donor }) =>
    body.slice(0, random.between(0, body.length)) + donor.slice(random.between(0, donor.length)),
  (body, { random, donor }) => {
    const { from, to } = spanIn(donor, random);
    return insert(body, placeIn(body, random), random.chance(0.5) ? donor : donor.slice(from, to));
  },
  (body, { donor }) => body + donor,
  replaceTag,
  replaceTag,
  (body, { random }) => replaceSome(body, ID, { random, by: () => toBytes(random.pick(IDS)) }),
  (body, { random }) => replaceSome(body, ENTITY, { random, by: () => random.pick(ENTITIES) }),
  (body, { random }) => replaceSome(body, DATE, { random, by: () => random.pick(DATES) }),
  insertOneOf(ENTITIES),
  insertOneOf(MARKUP),
  insertOneOf(MARKUP),
  insertOneOf(NO_UTF_8),
  insertOneOf(CONTROLS),
  (body, { random }) => insert(body, random.chance(0.5) ? 0 : placeIn(body, random), random.pick(BYTE_ORDER_MARKS)),
  wrapSpan,
  addAttributes,
  nestDeep,
  (body, { random }) => insert(body, placeIn(body, random), fill(random.pick(REPEATABLE), random)),
  (body, { random }) =>
    insert(body, placeIn(body, random), fill(random.pick(REPEATABLE) + random.pick(REPEATABLE), random)),
  (body, { random }) => replaceSome(body, /["']/g, { random, by: (quote) => (quote === '"' ? "'" : '"') }),
  (body, { random }) => body.replace(/["']/g, (quote) => (random.chance(0.5) ? quote : quote === '"' ? "'" : '"')),
  (body, { random }) => replaceSome(body, RECORD, { random, by: (record) => record.repeat(random.between(0, 4)) }),
];

const MAX_STACKED = 8;
/** What grows beyond is cut off before the next mutation: most of it would not be in the body anyway. */
const MAX_MUTATED_BYTES = 2 * MAX_BODY_BYTES;

/** One to eight mutations, one after the other; every other body has a single one, which leaves most of its records whole. */
export const mutateBody = (body: string, scene: Scene): string => {
  const { random } = scene;
  let mutated = body;
  for (let times = random.chance(0.5) ? 1 : random.between(2, MAX_STACKED); times > 0; times -= 1) {
    mutated = random.pick(MUTATIONS)(mutated, scene).slice(0, MAX_MUTATED_BYTES);
  }
  return mutated;
};
