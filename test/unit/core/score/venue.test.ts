import { findVenue, venuePhrase } from '../../../../lambdas/core/score/venue.ts';

const phraseOf = (comment: string): string | undefined => {
  const venue = findVenue(comment);
  return venue && venuePhrase(venue);
};

describe('venue of a comment', () => {
  it.each([
    ['Accepted at NeurIPS 2026', 'accepted at NeurIPS 2026'],
    ['12 pages, 3 figures, to appear in KDD 2026', 'accepted at KDD 2026'],
    ['Accepted by ICLR26', 'accepted at ICLR 2026'],
    ['published in AAAI2026', 'accepted at AAAI 2026'],
    ["accepted by WWW'2026", 'accepted at WWW 2026'],
    ['Published as a conference paper at iclr 2026', 'accepted at ICLR 2026'],
    ['ICML 2026 camera-ready', 'accepted at ICML 2026'],
    ['Accepted @ NeurIPS 2026', 'accepted at NeurIPS 2026'],
  ])('repeats acceptance that %j says', (comment, phrase) => {
    expect(phraseOf(comment)).toBe(phrase);
  });

  it.each([
    ['Accepted to the ICLR 2026 Workshop on World Models', 'accepted at a workshop of ICLR 2026'],
    ['Accepted at ResponsibleFM @ NeurIPS 2026', 'accepted at a workshop of NeurIPS 2026'],
    ['Camera-ready, 3rd workshop on tides', 'accepted at a workshop'],
  ])('calls a workshop a workshop: %j', (comment, phrase) => {
    expect(phraseOf(comment)).toBe(phrase);
  });

  it('says no more than that the venue is named when acceptance is not said', () => {
    expect(phraseOf('CVPR 2026. Project page below')).toBe('names CVPR 2026 in its comment');
  });

  it('tells acceptance without a venue that it knows', () => {
    expect(phraseOf('Accepted for publication in the Journal of Tides')).toBe('accepted for publication');
  });

  it.each([
    undefined,
    '12 pages',
    'Submitted to NeurIPS 2026',
    'Under review at ICML 2026',
    'CVPR 2026 submission',
    'Code will follow if accepted at ICLR 2026',
    'Code upon accepted paper',
    'not accepted at ICLR 2026, extended',
    'rejected from AAAI 2026',
    'ACL reconstruction in knees',
    'Slides presented to the AAAI/ACM board',
  ])('finds none in %j', (comment) => {
    expect(findVenue(comment)).toBeUndefined();
  });

  it('does not take a sponsor before a slash for the venue', () => {
    expect(phraseOf('Accepted at the AAAI/ACM Conference on Ethics')).toBe('accepted for publication');
  });
});
