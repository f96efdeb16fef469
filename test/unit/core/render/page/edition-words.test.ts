import type { Batch } from '../../../../../lambdas/core/batch.ts';
import { summarizeBatches } from '../../../../../lambdas/core/render/page/batch-summary.ts';
import { editionWords } from '../../../../../lambdas/core/render/page/edition-words.ts';

const FRIDAY = '2026-11-20';
const NOON_FRIDAY = '2026-11-20T17:00:00Z';

const batch = (category: string, row: Partial<Batch> = {}): Batch => ({
  category,
  date: FRIDAY,
  announced: 1198,
  stored: 1198,
  rejected: 0,
  sources: ['feed'],
  state: 'complete',
  updatedAt: '2026-11-20T02:00:00Z',
  ...row,
});

/** The line as a reader sees it. */
const words = (
  batches: readonly Batch[],
  { category = 'all', date = FRIDAY, now = NOON_FRIDAY, sample = false } = {},
): string =>
  editionWords({ category, summary: summarizeBatches({ category, date, batches }), now: new Date(now), sample })
    .markup.replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ')
    .trim();

describe('the edition line', () => {
  it('says complete in words, and when the next one comes', () => {
    expect(words([batch('all'), batch('cs.CL')])).toBe(
      'Friday 20 November 2026 · 1,198 papers announced, all stored · next edition Sunday 22 November at 20:00, New York, nothing before: weekend',
    );
  });

  it('names the field whose counts they are', () => {
    expect(words([batch('cs.CL', { announced: 1, stored: 1 })], { category: 'cs.CL' })).toContain(
      '1 paper announced in cs.CL, all stored',
    );
  });

  it('says which category is short, by how much or why', () => {
    const short = [
      batch('all'),
      batch('cs.CL', { announced: 112, stored: 100, state: 'short' }),
      batch('cs.RO', { announced: 0, stored: 0, state: 'short', reason: 'the feed did not answer <b>' }),
    ];
    expect(words(short)).toContain(
      '1,198 stored, cs.CL is short by 12 and cs.RO is short: the feed did not answer &lt;b&gt;',
    );
  });

  it('says when what is missing is repaired, as long as that lies ahead', () => {
    const nextRepairAt = '2026-11-21T03:30:00Z';
    const short = [batch('all'), batch('cs.CL', { stored: 1186, state: 'short', nextRepairAt })];
    expect(words(short)).toContain('cs.CL is short by 12, repair tonight at 22:30 ·');
    expect(words(short, { now: '2026-11-22T17:00:00Z' })).not.toContain('repair');
    expect(words(short, { sample: true })).not.toContain('repair');
  });

  it('adds lists up as entries where papers over all fields were not counted', () => {
    const rows = [batch('cs.CL', { announced: 100, stored: 100 }), batch('cs.LG', { announced: 200, stored: 200 })];
    expect(words(rows)).toContain('300 entries on the lists read, all stored');
  });

  it('claims nothing where no announcement was seen', () => {
    expect(words([])).toContain('no record of the announcement');
    expect(words([batch('all', { state: 'pending' })])).toContain(
      '1,198 papers announced so far, not yet confirmed as all',
    );
    expect(words([batch('all', { stored: 700, state: 'pending' })])).toContain('700 stored, the rest is on its way');
    expect(words([batch('cs.CL', { announced: 0, stored: 0 })], { category: 'cs.CL' })).toContain(
      'nothing announced in cs.CL',
    );
  });

  it('tells a quiet day from a late one', () => {
    expect(words([batch('all')], { now: '2026-11-21T17:00:00Z' })).toContain(
      'no announcement today: weekend · next edition Sunday 22 November at 20:00, New York',
    );
    expect(words([batch('all')], { now: '2026-11-23T02:00:00Z' })).toContain(
      'the list of Monday 23 November is on its way',
    );
    expect(words([batch('all')], { now: '2026-11-23T17:00:00Z' })).toContain(
      'the list of Monday 23 November is not in yet',
    );
    expect(words([batch('all')], { now: '2026-11-25T17:00:00Z' })).toContain('newer lists are not in yet');
  });

  it('knows Thanksgiving', () => {
    expect(words([], { date: '2026-11-26', now: '2026-11-26T17:00:00Z' })).toContain(
      'next edition Sunday 29 November at 20:00, New York, nothing before: Thanksgiving and weekend',
    );
    expect(words([], { date: '2026-11-27' })).toContain('no announcement: Thanksgiving');
  });

  it('says tonight when it is tonight, and gives the instant', () => {
    const input = { category: 'all', summary: summarizeBatches({ category: 'all', date: '2026-11-18', batches: [] }) };
    const line = editionWords({ ...input, now: new Date('2026-11-18T17:00:00Z'), sample: false }).markup;
    expect(line.replace(/<[^>]*>/g, '').replace(/\s+/g, ' ')).toContain(
      'next edition tonight, Wednesday 18 November, at 20:00, New York',
    );
    expect(line).toContain('<time datetime="2026-11-19T01:00:00.000Z">');
  });

  it('promises no next edition on a list of the archive', () => {
    const summary = summarizeBatches({ category: 'all', date: '2026-11-18', batches: [] });
    const line = editionWords({ category: 'all', summary, now: new Date(NOON_FRIDAY), sample: false, isPast: true });
    expect(line.markup).toContain('Wednesday 18 November 2026');
    expect(line.markup).not.toMatch(/next edition|not in yet/);
  });

  it('promises no next edition of a sample', () => {
    expect(words([batch('all')], { sample: true })).toBe(
      'Friday 20 November 2026 · 1,198 papers announced, all stored',
    );
  });
});
