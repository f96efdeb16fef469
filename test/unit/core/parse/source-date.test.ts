import { factsFromRecord } from '../../../../lambdas/core/paper/merge-records.ts';
import { dateOf, instantOf, listDateOf } from '../../../../lambdas/core/parse/source-date.ts';
import { apiAnswer, apiEntry, onlyRecord, parse } from './invented-documents.ts';

describe('dates of sources', () => {
  it('are taken in the forms that arXiv writes', () => {
    expect(instantOf('Fri, 15 Aug 2025 12:57:35 GMT')).toBe('2025-08-15T12:57:35Z');
    expect(instantOf('1986-04-25T15:39:49Z')).toBe('1986-04-25T15:39:49Z');
    expect(dateOf('2025-08-20')).toBe('2025-08-20');
    expect(listDateOf('2025-08-20T04:00:19.866337+00:00')).toBe('2025-08-20');
  });

  it.each(['', 'soon', '2025-02-30', '2025-08-20', '20 Aug 2025', '2025-08-20T25:00:00Z'])(
    'are no instant: %j',
    (text) => {
      expect(instantOf(text)).toBeUndefined();
      expect(listDateOf(text)).toBeUndefined();
    },
  );

  it.each(['0000-01-01', '0025-08-20', '1979-12-31', '2100-01-01', '9999-12-31'])(
    'outside of the years of arXiv are none: %s',
    (date) => {
      expect(dateOf(date)).toBeUndefined();
      expect(instantOf(`${date}T21:00:00Z`)).toBeUndefined();
      expect(listDateOf(`${date}T21:00:00Z`)).toBeUndefined();
    },
  );

  it('at the end of time cost a paper its date, not the harvest', () => {
    const entry = apiEntry().replace(/<published>[^<]*/, '<published>9999-12-31T23:00:00Z');
    expect(entry).toContain('9999');
    const record = onlyRecord(parse(apiAnswer([entry])));
    expect(record.submittedAt).toBeUndefined();
    expect(factsFromRecord(record).announcedBasis).toBe('estimated');
  });
});
