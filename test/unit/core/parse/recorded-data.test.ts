import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { PaperId, PaperRecord } from '../../../../lambdas/core/paper/paper.ts';
import { parseDocument } from '../../../../lambdas/core/parse/parse-document.ts';
import type { ParsedDocument } from '../../../../lambdas/core/parse/parsed-document.ts';
import { escapeXml, parse, rssFeed } from './invented-documents.ts';

const directory = join(__dirname, '../../../../../shared/data');
const describeIfHere = existsSync(directory) ? describe : describe.skip;
const here = existsSync(directory) ? '' : ' (skipped: ../shared/data is not here)';

const readBytes = (name: string): Uint8Array => {
  const bytes = readFileSync(join(directory, name));
  return name.endsWith('.gz') ? gunzipSync(bytes) : bytes;
};
const parseRecorded = (name: string): ParsedDocument => parseDocument(readBytes(name), { source: name });

/** Files whose counts aren't simply "all records of the manifest accepted". */
const EXCEPTIONS: Readonly<
  Record<string, { readonly accepted: number; readonly rejected: number; readonly problem?: string }>
> = {
  'RECONSTRUCTED_429_rate_exceeded.txt': { accepted: 0, rejected: 1, problem: 'rate-limited' },
  'RENDERED_oai_badResumptionToken.xml': { accepted: 0, rejected: 0, problem: 'oai-error' },
  'RENDERED_oai_idDoesNotExist.xml': { accepted: 0, rejected: 0, problem: 'oai-error' },
  'oai_idDoesNotExist_version_in_id.xml': { accepted: 0, rejected: 0, problem: 'oai-error' },
  'id_abc_s0_m100.xml': { accepted: 0, rejected: 1, problem: 'api-error' },
  'TRUNCATED_atom_cs.AI_2025-08-20.xml': { accepted: 4, rejected: 1, problem: 'truncated' },
  'RENDERED_TRUNCATED_ListRecords_arXivRaw.xml': { accepted: 27, rejected: 1, problem: 'truncated' },
  'MALFORMED_oai_dc_multi_three_roots.xml': { accepted: 3, rejected: 0, problem: 'malformed' },
  'arXivRaw_2014-01-16_1000rec.xml': { accepted: 999, rejected: 1 },
  'RENDERED_ListIdentifiers.xml': { accepted: 0, rejected: 0 },
  'RENDERED_ListSets.xml': { accepted: 0, rejected: 0 },
};

const manifest: readonly (readonly [name: string, records: number])[] = existsSync(directory)
  ? readFileSync(join(directory, 'MANIFEST.tsv'), 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('arxiv/'))
      .map((line) => line.split('\t'))
      .map(([name = '', , , records]) => [name, Number(records)])
  : [['arxiv', 0]];

describeIfHere(`the recorded answers of arXiv${here}`, () => {
  it.each(manifest)('accounts for every record of %s', (name, records) => {
    const document = parseRecorded(name);
    const { accepted, rejected, problem } = EXCEPTIONS[name.slice(name.lastIndexOf('/') + 1)] ?? {
      accepted: records,
      rejected: 0,
    };
    expect([document.records.length, document.rejects.length, document.problem?.kind]).toEqual([
      accepted,
      rejected,
      problem,
    ]);
  });

  it('rejects the one id that was altered, and no other', () => {
    const { rejects } = parseRecorded('arxiv/oai/recorded/arXivRaw_2014-01-16_1000rec.xml');
    expect(rejects).toMatchObject([{ position: 1, reason: '"0811.36489" is no arXiv identifier' }]);
  });

  it('marks exactly those records as damaged whose letters the recorder lost', () => {
    for (const name of readdirSync(join(directory, 'arxiv/query-api/mojibake'))) {
      const lost = parseRecorded(`arxiv/query-api/mojibake/${name}`).records;
      const sound = parseRecorded(`arxiv/query-api/new/${name.replace('MOJIBAKE', 'REPAIRED')}`).records;
      const differs = lost.map(
        (record, index) => JSON.stringify({ ...record, damaged: false }) !== JSON.stringify(sound[index]),
      );
      expect(lost.map(({ damaged }) => damaged)).toEqual(differs);
      expect(sound.some(({ damaged }) => damaged)).toBe(false);
    }
  });

  it('reads the same 300 papers out of all three OAI formats', () => {
    const load = (format: string): ReadonlyMap<PaperId, PaperRecord> =>
      new Map(
        ['page1', 'page2_last']
          .flatMap((page) => parseRecorded(`arxiv/oai/rendered/RENDERED_ListRecords_${format}_${page}.xml`).records)
          .map((record) => [record.paperId, record]),
      );
    const [raw, arxiv, dublinCore] = [load('arXivRaw'), load('arXiv'), load('oai_dc')];
    expect(raw.size).toBe(300);
    for (const [id, { categories, doi, withdrawn, submittedAt }] of raw) {
      expect(arxiv.get(id)).toMatchObject({ categories, ...(doi !== undefined && { doi }) });
      expect(dublinCore.get(id)?.categories.toSorted()).toEqual(categories.toSorted());
      expect([arxiv.get(id)?.withdrawn, dublinCore.get(id)?.withdrawn]).toEqual([withdrawn, withdrawn]);
      // The first dc:date is the first version's, to the day.
      expect(dublinCore.get(id)?.createdOn).toBe(submittedAt?.slice(0, 10));
    }
  });

  it('gives the tokens of chained pages', () => {
    expect(parseRecorded('arxiv/oai/rendered/RENDERED_ListRecords_arXivRaw_page1.xml').resumptionToken).toMatch(/skip/);
    expect(parseRecorded('arxiv/oai/rendered/RENDERED_ListRecords_arXivRaw_page2_last.xml').resumptionToken).toBe('');
  });

  it('keeps the title that is 0', () => {
    expect(parseRecorded('arxiv/query-api/new/id_2104.12255v1_s0_m100.xml').records[0]?.title).toBe('0');
  });
});

interface FeedItem {
  readonly id: string;
  readonly version?: number;
  readonly format: 'old' | 'plain' | 'new';
  readonly announce: string | null;
  readonly link: string;
  readonly title: string;
  readonly description: string;
}

const KINDS: ReadonlyMap<string | null, string> = new Map([
  [null, 'new'],
  ['new', 'new'],
  ['cross', 'cross-list'],
  ['cross-listed', 'cross-list'],
  ['replace', 'replacement'],
  ['replace-cross', 'replacement'],
  ['updated', 'replacement'],
]);

describeIfHere(`17,266 items of three generations of feeds${here}`, () => {
  it('reads id, version and announce type of every one', () => {
    const items = Buffer.from(readBytes('feed-items/items.jsonl.gz'))
      .toString()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as FeedItem);
    const feed = rssFeed(
      items.map(
        ({ format, link, title, description }) =>
          `<item><title>${escapeXml(title)}</title><link>${link}</link><description>${escapeXml(description)}</description>${format === 'old' ? '' : '<category>cs.LG</category>'}</item>`,
      ),
    );
    const { records, rejects } = parse(feed);
    expect(rejects).toEqual([]);
    expect(records.map(({ paperId, version, listing }) => [paperId, version, listing?.kind])).toEqual(
      items.map(({ id, version, announce }) => [id, version ?? 1, KINDS.get(announce)]),
    );
    expect(records.filter(({ title }) => /\(arXiv:\d\S* \[/.test(title))).toEqual([]);
    expect(records.filter(({ abstract }) => /^arXiv:\S+ Announce/.test(abstract))).toEqual([]);
  });
});
