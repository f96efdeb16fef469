import { atomFeed, atomFeedEntry, onlyRecord, parse } from './invented-documents.ts';

describe('an announcement feed in Atom', () => {
  it('gives the same as its RSS twin', () => {
    const document = parse(atomFeed([atomFeedEntry({ id: '2611.01234v2', type: 'replace' })]));
    expect(document).toMatchObject({ format: 'atom-feed', label: 'Atom feed', listDate: '2026-11-20' });
    expect(onlyRecord(document)).toMatchObject({
      paperId: '2611.01234',
      version: 2,
      format: 'feed',
      abstract: 'We water a garden by gradient descent.',
      authors: ['Ada Beech', 'Bo Elm'],
      categories: ['cs.LG', 'stat.ML'],
      listing: { date: '2026-11-20', kind: 'replacement', categories: ['cs.LG'] },
    });
  });

  it('has its list date from New York, not from UTC', () => {
    const late = atomFeedEntry().replace('2026-11-20T00:00:00-05:00', '2026-11-21T00:30:00Z');
    expect(onlyRecord(parse(atomFeed([late]))).listing?.date).toBe('2026-11-20');
    const midnight = atomFeedEntry().replace('2026-11-20T00:00:00-05:00', '2026-11-20T05:00:00Z');
    expect(onlyRecord(parse(atomFeed([midnight]))).listing?.date).toBe('2026-11-20');
  });

  it('reads TeX of the feed as text', () => {
    const record = onlyRecord(
      parse(atomFeed([atomFeedEntry({ title: String.raw`G\"arten of $O(n)$`, creator: String.raw`Jos\'e Elm` })])),
    );
    expect(record).toMatchObject({ title: 'Gärten of $O(n)$', authors: ['José Elm'] });
  });

  it('takes the announce type from the summary when its element is missing', () => {
    const entry = atomFeedEntry({ type: 'replace-cross' }).replace(
      /<arxiv:announce_type>.*<\/arxiv:announce_type>/,
      '',
    );
    expect(onlyRecord(parse(atomFeed([entry]))).listing?.kind).toBe('replacement');
  });
});
