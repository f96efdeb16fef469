import type { Edition } from '../../../../../lambdas/core/digest/digest.ts';
import { editionLine } from '../../../../../lambdas/core/render/mail/edition-line.ts';
import { makeDigest } from './invented-digest.ts';

const { edition } = makeDigest();
const line = (change: Partial<Edition>, digest: Parameters<typeof makeDigest>[0] = { categories: ['cs.LG'] }): string =>
  editionLine(makeDigest({ ...digest, edition: { ...edition, ...change } }));

describe('edition line', () => {
  it('says what was announced and that all of it was read, and when no mail will come', () => {
    expect(line({})).toBe(
      'arXiv announced 1,198 papers in cs.LG on Friday 20 November; all were read. The next list is that of Monday 23 November; no mail comes before it.',
    );
  });

  it('says which sources its ranking lacks, since when and why', () => {
    const missingSources = [
      { source: 'github', state: 'down', since: '2026-11-18', reason: 'GitHub answers with HTTP 502' },
      { source: 'hacker-news', state: 'off', since: '2026-11-01', reason: 'switched off' },
    ] as const;
    expect(line({}, { categories: ['cs.LG'], missingSources })).toContain(
      'all were read. The ranking is partial, without GitHub stars since 18 November: GitHub answers with HTTP 502. The next list',
    );
  });

  it('calls them entries over several lists, because one paper can stand on more than one', () => {
    expect(line({ nextListDate: '2026-11-21' }, {})).toBe(
      'arXiv’s 2 lists for your fields held 1,198 entries on Friday 20 November; all were read. The next list is that of Saturday 21 November.',
    );
  });

  it('says by how much each category is short', () => {
    const shortCategories = [{ category: 'cs.CL', missing: 12 }];
    expect(line({ state: 'short', stored: 1186, shortCategories })).toContain(
      '; 1,186 were read. Missing: 12 in cs.CL.',
    );
  });

  it('says that the rest is on its way while a batch is being fetched', () => {
    expect(line({ state: 'pending', stored: 1 })).toContain(
      '; 1 was read by the time of this mail, the rest is on its way.',
    );
  });

  it('names the reason of a quiet day', () => {
    expect(line({ state: 'quiet', announced: 0, stored: 0, listDate: '2026-11-21' })).toMatch(
      /^arXiv announced nothing on Saturday 21 November \(weekend\)\./,
    );
  });

  it('never says that arXiv announced what is invented, and promises no next list of a sample', () => {
    expect(line({}, { sample: true, categories: ['cs.LG'] })).toBe(
      'The sample announced 1,198 papers in cs.LG on Friday 20 November; all were read.',
    );
  });

  it('tells a weekly reader of a week', () => {
    expect(line({}, { stream: 'weekly' })).toMatch(/Your next edition comes in a week\.$/);
  });
});
