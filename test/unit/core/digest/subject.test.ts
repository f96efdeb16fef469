import * as fc from 'fast-check';
import type { Digest, DigestEntry } from '../../../../lambdas/core/digest/digest.ts';
import { digestPreheader, digestSubject } from '../../../../lambdas/core/digest/subject.ts';
import { SECTIONS, type Section } from '../../../../lambdas/core/rank/ranked-list.ts';
import { makeRankablePaper } from '../rank/rankable.ts';
import { EDITION } from './invented-lists.ts';

const entry = (over: Partial<DigestEntry> & { readonly title?: string } = {}): DigestEntry => ({
  paper: { ...makeRankablePaper('2611.00001'), title: over.title ?? 'Tides' },
  section: 'new',
  category: 'cs.LG',
  rank: 1,
  previousRank: null,
  daysOnList: 1,
  evidence: [],
  ...over,
});
const digest = (entries: readonly DigestEntry[], over: Partial<Digest> = {}): Digest => ({
  stream: 'daily',
  localDate: '2026-11-20',
  categories: ['cs.LG', 'stat.ML'],
  sections: SECTIONS.map((section) => ({
    section,
    entries: entries.filter((shown) => shown.section === section),
  })).filter((section) => section.entries.length > 0),
  edition: EDITION,
  missingSources: [],
  sample: false,
  ...over,
});

describe('subject', () => {
  it.each<[string, Partial<DigestEntry>]>([
    ['#1 in cs.LG: Tides', {}],
    ['#1 over all fields: Tides', { category: 'all' }],
    ['New in cs.LG: Tides', { rank: 4 }],
    ['Still hot in cs.LG: Tides', { rank: 4, section: 'still-hot' }],
    ['Picked at random in cs.LG: Tides', { rank: 20, section: 'explore' }],
    ['Rising in all fields: Tides', { rank: 4, section: 'rising', category: 'all' }],
  ])('carries the news: %s', (subject, over) => {
    expect(digestSubject(digest([entry(over)]))).toBe(subject);
  });

  it('names what is new or rising before what stays', () => {
    const entries = [entry({ section: 'still-hot', title: 'Old' }), entry({ rank: 7, title: 'Fresh' })];
    expect(digestSubject(digest(entries))).toBe('New in cs.LG: Fresh');
  });

  it('says that a sample is one', () => {
    expect(digestSubject(digest([entry()], { sample: true }))).toBe('[sample] #1 in cs.LG: Tides');
  });

  it('shows maths as text', () => {
    expect(digestSubject(digest([entry({ title: 'Sorting in $O(n^2)$' })]))).toBe('#1 in cs.LG: Sorting in O(n²)');
  });

  it('stays one line of at most 110 characters whatever the title', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (title) => {
        const subject = digestSubject(digest([entry({ title: `Tides ${title}` })]));
        expect(Array.from(subject).length).toBeLessThanOrEqual(110);
        expect(subject).not.toMatch(/[\p{Cc}]/u);
        expect(subject.startsWith('#1 in cs.LG: Tides')).toBe(true);
      }),
    );
  });

  it('cuts a long title after a word', () => {
    const subject = digestSubject(digest([entry({ title: 'gradients '.repeat(20) })]));
    expect(subject).toMatch(/gradients…$/);
  });
});

describe('preheader', () => {
  it('tells what is inside and how the batch stands', () => {
    const entries = [entry(), entry({ rank: 2 }), entry({ rank: 3, section: 'rising' })];
    expect(digestPreheader(digest(entries))).toBe('2 new and 1 rising in cs.LG and stat.ML. 1,198 listed, all read.');
    const edition = { ...EDITION, state: 'short', stored: 1180 } as const;
    expect(digestPreheader(digest([entry()], { edition }))).toBe(
      '1 new in cs.LG and stat.ML. 1,198 listed, 1,180 read so far.',
    );
  });

  it('has 40 to 90 characters whatever the digest', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom<Section>(...SECTIONS), { minLength: 1, maxLength: 50 }),
        fc.constantFrom(
          ['all'],
          ['cs.LG'],
          ['cond-mat.mes-hall', 'cond-mat.mtrl-sci'],
          Array.from({ length: 40 }, () => 'cs.LG'),
        ),
        fc.record({
          state: fc.constantFrom('complete', 'quiet', 'pending', 'short' as const),
          announced: fc.nat({ max: 100_000 }),
          stored: fc.nat({ max: 100_000 }),
        }),
        (sections, categories, batch) => {
          const text = digestPreheader(
            digest(
              sections.map((section) => entry({ section })),
              { categories, edition: { ...EDITION, ...batch } },
            ),
          );
          expect(text.length).toBeGreaterThanOrEqual(40);
          expect(text.length).toBeLessThanOrEqual(90);
        },
      ),
    );
  });
});
