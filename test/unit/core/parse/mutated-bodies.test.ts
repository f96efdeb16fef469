import { accountFor, type Answered, type KnownRecord } from '../../../../bench/fuzz/account-for.ts';
import { checkRecord, checkReject } from '../../../../bench/fuzz/check-paper.ts';
import { inventedPages } from '../../../../bench/fuzz/invented-pages.ts';
import { composePage, type SeedPage } from '../../../../bench/fuzz/seed-page.ts';
import { createBodyFuzz } from '../../../../bench/fuzz/try-body.ts';
import { parseDocument } from '../../../../lambdas/core/parse/parse-document.ts';
import type { ParsedDocument } from '../../../../lambdas/core/parse/parsed-document.ts';

/** `npm run bench -- fuzz` tries 200,000 on recorded pages. */
const BODIES = 1_000;

const pages = inventedPages();
const withRecords = pages.filter(({ records }) => records.length > 2);

describe('mutated pages', () => {
  it.each(pages.map((page) => [page.name, page] as const))(
    'of %s crash nothing, and every record of them is accounted for and well-formed',
    (_, page) => {
      const { tryBody } = createBodyFuzz([page]);
      for (let number = 0; number < BODIES / 10; number += 1) {
        const { crash, unaccounted, illFormed } = tryBody(number);
        expect({ number, crash, unaccounted, illFormed }).toEqual({ number, unaccounted: [], illFormed: [] });
      }
    },
  );

  it('of all formats, spliced into one another, neither', () => {
    const { tryBody } = createBodyFuzz(pages);
    for (let number = 0; number < BODIES; number += 1) {
      const { crash, unaccounted, illFormed } = tryBody(number);
      expect({ number, crash, unaccounted, illFormed }).toEqual({ number, unaccounted: [], illFormed: [] });
    }
  });

  it('are the same again for the same number', () => {
    const [one, other] = [createBodyFuzz(pages), createBodyFuzz(pages)];
    expect(one.makeBody(7)).toEqual(other.makeBody(7));
    expect(one.makeBody(7).body).not.toEqual(one.makeBody(8).body);
  });
});

/** An answer to an unharmed page. */
const answerTo = (page: SeedPage): Answered & { readonly document: ParsedDocument } => {
  const source = page.kind === 'daily' ? 'a.jsonl' : 'a.xml';
  const body = Buffer.from(composePage(page, page.records));
  const document = parseDocument(body, { source });
  const known = page.records.map((text): KnownRecord => {
    const [record] = parseDocument(Buffer.from(composePage(page, [text])), { source }).records;
    return { text, record };
  });
  return { body, source, document, known: known.filter(({ record }) => record !== undefined) };
};

describe('the accounting of the fuzz', () => {
  it.each(withRecords.map((page) => [page.name, page] as const))('notices what a parser makes of %s', (_, page) => {
    const answer = answerTo(page);
    const { document } = answer;
    const [first, second] = document.records;
    expect(accountFor(answer)).toEqual([]);
    const withRecordsInstead = (records: ParsedDocument['records']): readonly string[] =>
      accountFor({ ...answer, document: { ...document, records } });
    // One lost, one twice, and one in the place of another.
    expect(withRecordsInstead(document.records.slice(1))).not.toEqual([]);
    expect(withRecordsInstead([...document.records, ...document.records.slice(0, 1)])).not.toEqual([]);
    expect(first && second ? withRecordsInstead([second, ...document.records.slice(1)]) : []).not.toEqual([]);
    expect(first ? withRecordsInstead([{ ...first, title: 'x' }, ...document.records.slice(1)]) : []).not.toEqual([]);
    const refused = { ...document, format: 'error-text', records: [] } as const;
    expect(accountFor({ ...answer, document: refused })).not.toEqual([]);
    expect(accountFor({ ...answer, document: undefined })).not.toEqual([]);
  });

  it('does not ask for records in comments, nor for those of a page that is refused', () => {
    const [page] = withRecords;
    const [text = ''] = page?.records ?? [];
    const known: readonly KnownRecord[] = [{ text }];
    const told = (content: string): readonly string[] => {
      const body = Buffer.from(content);
      return accountFor({ body, source: 'a.xml', known, document: parseDocument(body, { source: 'a.xml' }) });
    };
    expect(told(`<rss><!-- ${text} --></rss>`)).toEqual([]);
    expect(told(`<!DOCTYPE rss><rss>${text}</rss>`)).toEqual([]);
    expect(told(`<html>${text}</html>`)).toEqual([]);
    expect(told(`no XML ${text}`)).toEqual([]);
  });

  it('notices records and rejects that are not what they must be', () => {
    const [record] = withRecords[0] ? answerTo(withRecords[0]).document.records : [];
    const faults = record
      ? [
          record,
          { ...record, title: ' ' },
          { ...record, version: 0 },
          { ...record, categories: ['cs.XX'] },
          { ...record, doi: '10.1000/\u0001' },
          { ...record, createdOn: '2026-13-01' },
        ].map((each) => checkRecord(each).length > 0)
      : [];
    expect(faults).toEqual([false, true, true, true, true, true]);
    const reject = { source: 'a.xml', position: 1, reason: 'no title', excerpt: '<item>' };
    expect(checkReject(reject)).toEqual([]);
    expect(checkReject({ ...reject, position: 0 })).toHaveLength(1);
    expect(checkReject({ ...reject, reason: '</\u0001> closes nothing' })).toHaveLength(1);
    expect(checkReject({ ...reject, excerpt: 'x'.repeat(301) })).toHaveLength(1);
  });
});
