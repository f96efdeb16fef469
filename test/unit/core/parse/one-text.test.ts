/** The same paper through several sources: what still differs is counted, and each difference has a named cause. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { PaperRecord } from '../../../../lambdas/core/paper/paper.ts';
import { parseDocument } from '../../../../lambdas/core/parse/parse-document.ts';
import { escapeXml, parse, rssFeed } from './invented-documents.ts';

const directory = join(__dirname, '../../../../../shared/data');
const describeIfHere = existsSync(directory) ? describe : describe.skip;
const here = existsSync(directory) ? '' : ' (skipped: ../shared/data is not here)';

type Field = 'title' | 'abstract' | 'authors';
type Texts = Readonly<Record<Field, string>> & { readonly id: string };
interface Difference {
  readonly id: string;
  readonly field: Field;
  readonly class: string;
}

const withoutBlanksBehindLetters = (text: string): string => text.replace(/(\\[A-Za-z]+|[Α-ω]) /g, '$1');
const withoutQuotes = (text: string): string => text.normalize('NFD').replace(/"|\u0308/g, '');
const withoutPunctuation = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '');
const wordsOf = (text: string): readonly string[] => text.split(/[\s|]+/);

/** `this https URL` stands on arXiv's pages for what arXiv took for an address. */
const HIDDEN_URL = /this https? URL/;
const fitsHiddenUrls = (shown: string, typed: string): boolean => {
  const pieces = shown.split(HIDDEN_URL).map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${pieces.join(String.raw`\S+?(?: \S+?)?`)}$`).test(typed);
};

const isSubsequence = (few: readonly string[], many: readonly string[]): boolean => {
  let at = 0;
  for (const each of many) if (each === few[at]) at += 1;
  return at === few.length;
};

const isMostlyEqual = (a: string, b: string): boolean => {
  const [left, right] = [new Set(wordsOf(a)), new Set(wordsOf(b))];
  return [...left].filter((word) => right.has(word)).length >= 0.6 * Math.min(left.size, right.size);
};

type Rule = readonly [name: string, holds: (a: string, b: string) => boolean];

/** Causes of a difference in title or abstract, the first that holds. See docs/one-text.md. */
const TEXT_CLASSES: readonly Rule[] = [
  ['address hidden', (a, b) => HIDDEN_URL.test(b) && fitsHiddenUrls(b, a)],
  ['blank behind a letter command', (a, b) => withoutBlanksBehindLetters(a) === withoutBlanksBehindLetters(b)],
  ['opening quotation mark eaten', (a, b) => a.includes('"') && withoutQuotes(a) === withoutQuotes(b)],
  ['punctuation edited', (a, b) => withoutPunctuation(a) === withoutPunctuation(b)],
  ['text revised', isMostlyEqual],
];

const AUTHOR_CLASSES: readonly Rule[] = [
  ['collaboration in brackets dropped', (a, b) => a.startsWith(b) && /Collaboration$/.test(a)],
  ['list cut', (a, b) => a.startsWith(`${b} | `) && b.split(' | ').length > 50],
  ['part of a name dropped', (a, b) => isSubsequence(wordsOf(b), wordsOf(a)) || isSubsequence(wordsOf(a), wordsOf(b))],
  ['name corrected', (a, b) => a.split(' | ').length === b.split(' | ').length && isMostlyEqual(a, b)],
];

const compare = (a: Texts, b: Texts, fields: readonly Field[]): readonly Difference[] =>
  fields
    .filter((field) => a[field] !== b[field])
    .map((field) => {
      const rules = field === 'authors' ? AUTHOR_CLASSES : TEXT_CLASSES;
      const name = rules.find(([, holds]) => holds(a[field], b[field]))?.[0];
      return { id: a.id, field, class: name ?? 'no known cause' };
    });

/** `abstract: list cut` → how many. */
const tally = (differences: readonly Difference[]): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const { field, class: name } of differences) {
    counts[`${field}: ${name}`] = (counts[`${field}: ${name}`] ?? 0) + 1;
  }
  return counts;
};

const readBytes = (name: string): Uint8Array => {
  const bytes = readFileSync(join(directory, name));
  return name.endsWith('.gz') ? gunzipSync(bytes) : bytes;
};
const textsOf = ({ paperId, title, abstract, authors }: PaperRecord): Texts => ({
  id: paperId,
  title,
  abstract,
  authors: authors.join(' | '),
});
const load = (names: readonly string[]): readonly PaperRecord[] =>
  names.flatMap((name) => parseDocument(readBytes(name), { source: name }).records);
const loadFolder = (folder: string, pattern = /./): readonly PaperRecord[] =>
  load(
    readdirSync(join(directory, folder))
      .filter((name) => pattern.test(name))
      .map((name) => `${folder}/${name}`),
  );

const FIELDS: readonly Field[] = ['title', 'abstract', 'authors'];

const pairUp = (
  first: readonly PaperRecord[],
  second: readonly PaperRecord[],
): readonly (readonly [Texts, Texts])[] => {
  const byId = new Map(first.map((record) => [record.paperId, textsOf(record)]));
  return second.flatMap((record) => {
    const partner = byId.get(record.paperId);
    return partner === undefined ? [] : [[partner, textsOf(record)] as const];
  });
};

/** At most the differences measured, and none of another kind. */
const expectAtMost = (
  pairs: readonly (readonly [Texts, Texts])[],
  measured: Readonly<Record<string, number>>,
  fields = FIELDS,
): void => {
  const differences = pairs.flatMap(([a, b]) => compare(a, b, fields));
  const counts = tally(differences);
  const excess = Object.entries(counts).filter(([name, count]) => count > (measured[name] ?? 0));
  const examples = excess.map(([name, count]) => [
    name,
    count,
    differences.filter((each) => `${each.field}: ${each.class}` === name).map(({ id }) => id),
  ]);
  expect(examples).toEqual([]);
};

/** As measured over the recorded data; docs/one-text.md tells each cause. */
const FROM_RAW = {
  'title: opening quotation mark eaten': 1,
  'abstract: opening quotation mark eaten': 18,
  'abstract: blank behind a letter command': 5,
  'authors: collaboration in brackets dropped': 1,
};
const FROM_LISTING_PAGE = {
  'title: punctuation edited': 1,
  'abstract: address hidden': 611,
  'abstract: blank behind a letter command': 2,
  'abstract: punctuation edited': 8,
  'abstract: text revised': 1,
  'authors: list cut': 9,
  'authors: part of a name dropped': 10,
  'authors: name corrected': 1,
};
/** One of the feed's versions is older than the query API's. */
const FROM_FEED = { 'abstract: text revised': 1 };

describeIfHere(`the text of recorded papers${here}`, () => {
  const rendered = (format: string): readonly PaperRecord[] =>
    loadFolder('arxiv/oai/rendered', new RegExp(`^RENDERED_ListRecords_${format}_page`));

  it.each(['arXiv', 'oai_dc'])('is that of arXivRaw in the %s format, but for the residue measured', (format) => {
    const pairs = pairUp(rendered('arXivRaw'), rendered(format));
    expect(pairs).toHaveLength(300);
    expectAtMost(pairs, FROM_RAW);
  });

  it('is the same in the arXiv and the oai_dc format', () => {
    expectAtMost(pairUp(rendered('arXiv'), rendered('oai_dc')), {});
  });

  it('is that of the listing pages in the query API, but for the residue measured', () => {
    const pairs = pairUp(loadFolder('arxiv/daily/dw-dengwei'), loadFolder('arxiv/daily/csqiandong'));
    expect(pairs.length).toBeGreaterThan(4_000);
    expectAtMost(pairs, FROM_LISTING_PAGE);
  });

  it('is the same on all pages of the query API, old and new', () => {
    const records = [...loadFolder('arxiv/query-api/new'), ...loadFolder('arxiv/query-api/old')];
    const latest = new Map(records.map((record) => [`${record.paperId}v${record.version}`, record]));
    expectAtMost(
      records.map((record) => [textsOf(record), textsOf(latest.get(`${record.paperId}v${record.version}`) ?? record)]),
      {},
    );
  });

  it('is that of the query API in the feed', () => {
    interface Item {
      readonly id: string;
      readonly link: string;
      readonly title: string;
      readonly description: string;
    }
    const api = loadFolder('arxiv/query-api/new');
    const ids = new Set<string>(api.map(({ paperId }) => paperId));
    const items = Buffer.from(readBytes('feed-items/items.jsonl.gz'))
      .toString()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Item)
      .filter(({ id }) => ids.has(id));
    const feed = rssFeed(
      items.map(
        ({ link, title, description }) =>
          `<item><title>${escapeXml(title)}</title><link>${link}</link><description>${escapeXml(description)}</description><category>cs.LG</category></item>`,
      ),
    );
    const pairs = pairUp(api, parse(feed).records);
    expect(pairs.length).toBeGreaterThan(0);
    // The collection cut descriptions at about 1,000 characters and kept no authors.
    const asFarAsKept = pairs.map(([whole, cut]) => {
      const length = cut.abstract.length > 850 ? cut.abstract.length - 30 : undefined;
      return [
        { ...whole, abstract: whole.abstract.slice(0, length) },
        { ...cut, abstract: cut.abstract.slice(0, length) },
      ] as const;
    });
    expectAtMost(asFarAsKept, FROM_FEED, ['title', 'abstract']);
  });
});

describe('the text of an invented paper', () => {
  const tex = String.raw;
  const raw = {
    title: tex`Erd\H{o}s graphs of $\Gamma_\mu$`,
    abstract: tex`We set $\kappa = 2$, $\hat{\beta}$ na{\"i}vely; 5 {\mu}m.`,
    authors: tex`A.B. M\"uller, C. van der Dee and E.-F. Gee`,
  };
  const converted = {
    title: 'Erdős graphs of $Γ_μ$',
    abstract: tex`We set $κ= 2$, $\hatβ$ naïvely; 5 μm.`,
    authors: ['A. B. Müller', 'C. van der Dee', 'E. -F. Gee'],
  };
  const xml = (name: string, text: string): string => `<${name}>${escapeXml(text)}</${name}>`;

  const record = (format: string, metadata: string): string =>
    `<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><request verb="GetRecord" metadataPrefix="${format}">https://oaipmh.arxiv.org/oai</request><GetRecord><record><header><identifier>oai:arXiv.org:2611.04321</identifier><datestamp>2026-11-20</datestamp></header><metadata>${metadata}</metadata></record></GetRecord></OAI-PMH>`;
  const arXivRaw = record(
    'arXivRaw',
    `<arXivRaw xmlns="http://arxiv.org/OAI/arXivRaw/"><id>2611.04321</id><version version="v1"><date>Thu, 19 Nov 2026 10:00:00 GMT</date></version>${xml('title', raw.title)}${xml('authors', raw.authors)}<categories>math.CO</categories>${xml('abstract', raw.abstract)}</arXivRaw>`,
  );
  const arXiv = record(
    'arXiv',
    `<arXiv xmlns="http://arxiv.org/OAI/arXiv/"><id>2611.04321</id><created>2026-11-19</created><authors><author><keyname>Müller</keyname><forenames>A. B.</forenames></author><author><keyname>Dee</keyname><forenames>C. van der</forenames></author><author><keyname>Gee</keyname><forenames>and E. -F.</forenames></author></authors>${xml('title', converted.title)}<categories>math.CO</categories>${xml('abstract', converted.abstract)}</arXiv>`,
  );
  const feed = rssFeed([
    `<item>${xml('title', raw.title)}<link>https://arxiv.org/abs/2611.04321</link><description>arXiv:2611.04321v1 Announce Type: new Abstract: ${escapeXml(raw.abstract)}</description><category>math.CO</category><dc:creator>${escapeXml(raw.authors)}</dc:creator></item>`,
  ]);
  const api = `<feed xmlns="http://www.w3.org/2005/Atom"><id>https://arxiv.org/api/x</id><title>arXiv Query</title><entry><id>http://arxiv.org/abs/2611.04321v1</id>${xml('title', converted.title)}${xml('summary', converted.abstract)}<published>2026-11-19T10:00:00Z</published>${converted.authors.map((name) => `<author>${xml('name', name)}</author>`).join('')}<category term="math.CO"/></entry></feed>`;

  it.each([
    ['the feed', feed],
    ['arXivRaw', arXivRaw],
    ['the arXiv format', arXiv],
    ['the query API', api],
  ])('is one through %s', (_, document) => {
    expect(parse(document).records.map(({ title, abstract, authors }) => ({ title, abstract, authors }))).toEqual([
      {
        title: tex`Erdős graphs of $\Gamma_\mu$`,
        abstract: tex`We set $\kappa = 2$, $\hat{\beta}$ naïvely; 5 μm.`,
        authors: ['A. B. Müller', 'C. van der Dee', 'E.-F. Gee'],
      },
    ]);
  });
});
