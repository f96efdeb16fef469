import type { Batch } from '../../../../../lambdas/core/batch.ts';
import { noonInNewYork } from '../../../../../lambdas/core/calendar/announcement-calendar.ts';
import { buildHarvestStatus, type HarvestFacts } from '../../../../../lambdas/core/harvest/harvest-status.ts';
import { renderStatusPage } from '../../../../../lambdas/core/render/page/status-page.ts';
import type { SourceNight } from '../../../../../lambdas/core/signal/source-night.ts';
import { aBatch } from '../../../../fakes/stored-rows.ts';
import { inventNight } from '../invented-signals.ts';
import { inventRun, inventWindow } from '../../harvest/invented-harvest.ts';

const FRIDAY = '2026-11-20';
const NOW = noonInNewYork(FRIDAY);

const pageOf = (
  facts: Partial<HarvestFacts> = {},
  { sample = false, nights = [] }: { readonly sample?: boolean; readonly nights?: readonly SourceNight[] } = {},
): string => {
  const categories = ['cs.LG', 'cs.CL'];
  const status = buildHarvestStatus({
    batches: [],
    windows: [],
    runs: [],
    backfills: [],
    categories,
    now: NOW,
    ...facts,
  });
  return renderStatusPage({
    site: { baseUrl: 'https://papers.example.com', sample, categories },
    status,
    nights,
    now: NOW,
  });
};

/** What is read of it, on one line. */
const textOf = (markup: string): string =>
  markup
    .replace(/<style>[\s\S]*?<\/style>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&nbsp;/g, ' ')
    .replace(/\s+/g, ' ');

const lists = (rows: Partial<Record<'cs.LG' | 'cs.CL' | 'all', Partial<Batch>>> = {}): readonly Batch[] =>
  (['cs.LG', 'cs.CL', 'all'] as const).map((category) => aBatch(FRIDAY, { category, ...rows[category] }));

const SHORT: Partial<Batch> = {
  announced: 112,
  stored: 100,
  state: 'short',
  countedBy: 'listing-page',
  sources: ['listing-page', 'rss'],
};

describe('/status', () => {
  it('says in words that everything is complete', () => {
    const text = textOf(pageOf({ batches: lists() }));
    expect(text).toContain('Every field is complete up to the list of Friday 20 November.');
    expect(text).toContain('Next list: Monday 23 November, announced Sunday 22 November at 20:00.');
    expect(text).not.toContain('Short batches');
  });

  it('says which field is short, by how much, why and until when, in words and in the grid', () => {
    const reason = '12 of 112 papers are missing; the feed was cut';
    const batches = lists({ 'cs.CL': { ...SHORT, reason, nextRepairAt: '2026-11-21T03:30:00Z' } });
    const text = textOf(pageOf({ batches }));
    expect(text).toContain('cs.CL is not complete up to the list of Friday 20 November. 1 batch is short.');
    expect(text).toContain('12 of 112 papers missing: the feed was cut; next repair tonight at 22:30.');
    expect(text).toContain('▲ 100 short by 12');
    expect(text).toContain('cs.CL no complete list arXiv’s own count listing page, feed');
  });

  it('says that no repair follows any more', () => {
    expect(textOf(pageOf({ batches: lists({ 'cs.CL': SHORT }) }))).toContain(
      '12 of 112 papers missing; no repair follows.',
    );
  });

  it('has a real table: a caption, heads of columns and rows, a word beside every mark', () => {
    const page = pageOf({ batches: [...lists({ 'cs.CL': { state: 'pending' } }), aBatch('2026-11-13')] });
    expect(page).toMatch(/<caption id="grid-caption">\s*Papers stored for each list of arXiv/);
    expect(page.match(/<th scope="col">\s*<time/g)).toHaveLength(8);
    expect(page).toMatch(/<th scope="row">\s*cs\.LG/);
    const cells = [...page.matchAll(/<td class="(complete|quiet|pending|short|unknown)">([\s\S]*?)<\/td>/g)];
    expect(cells).toHaveLength(24);
    expect(
      cells.filter(
        ([, state = '', cell = '']) => !/complete|quiet|pending|short|no record/.test(textOf(cell)) || state === '',
      ),
    ).toEqual([]);
  });

  it('draws the papers per announcement with a title, a description and the numbers', () => {
    const batches = [aBatch('2026-11-19', { category: 'all', announced: 900, stored: 900 }), ...lists({ all: SHORT })];
    const page = pageOf({ batches });
    expect(page).toContain('aria-labelledby="chart-title chart-about"');
    expect(textOf(page)).toContain(
      '2 lists; the most papers on Thursday 19 November (900), the fewest on Friday 20 November (112); 1 list short.',
    );
    expect(page.match(/class="lacking"/g)).toHaveLength(1);
    expect(page).not.toMatch(/NaN|Infinity|undefined/);
  });

  it('shows last runs, open windows, backfills and rejects', () => {
    const text = textOf(
      pageOf({
        batches: lists({ 'cs.LG': { rejected: 3 } }),
        runs: [inventRun('poll', { refusals: 2 })],
        windows: [
          inventWindow('2026-11-18'),
          inventWindow('2026-11-19', { state: 'open', fault: 'the token had expired' }),
        ],
        backfills: [
          { from: '2024-01-01', to: '2024-12-31', categories: ['cs.LG'], state: 'open', createdAt: '', updatedAt: '' },
        ],
      }),
    );
    expect(text).toContain(
      'lists of the night today at 00:19 4 min 10 s 24 8.4 MB 2 1,380 902 every batch is complete',
    );
    expect(text).toContain('1 window done, 1 open . ');
    expect(text).toContain('cs:cs:LG Thursday 19 November 2 1,411 yesterday at 22:40 the token had expired');
    expect(text).toContain('Monday 1 January 2024 to Tuesday 31 December 2024 in 1 field');
    expect(text).toContain('Friday 20 November : 3 records');
  });

  it('tells how the last night of each source of attention went, and what of it is missing', () => {
    const text = textOf(
      pageOf(
        {},
        {
          nights: [
            inventNight('github', {
              state: 'down',
              since: '2026-11-18',
              reason: 'GitHub answers with HTTP 502',
              looked: 0,
              requests: 12,
            }),
            inventNight('hugging-face', {
              date: '2026-11-16',
              state: 'off',
              reason: 'switched off',
              due: 0,
              looked: 0,
            }),
          ],
        },
      ),
    );
    expect(text).toContain(
      'GitHub stars 19 November nothing came 18 November 0 of 4,950 12 GitHub answers with HTTP 502',
    );
    expect(text).toContain('Hugging Face upvotes 16 November, none since not asked – – 50 switched off');
    expect(text).toContain('Hacker News points none yet never asked');
  });

  it('talks where there is nothing to show', () => {
    const text = textOf(pageOf());
    expect(text).toContain('No announcement has been harvested yet.');
    expect(text).toContain('No run is on record yet.');
    expect(text).toContain('No day has been gone over yet.');
    expect(text).not.toContain('Papers per announcement');
  });

  it('marks a sample, and promises it no next list', () => {
    const text = textOf(pageOf({ batches: lists() }, { sample: true }));
    expect(text).toContain('Sample data.');
    expect(text).not.toContain('Next list');
  });

  it('shows hostile text from rows as text, bounded', () => {
    const hostile = `<script>alert(1)</script>${'x'.repeat(5000)}`;
    const page = pageOf({
      batches: lists({ 'cs.CL': { ...SHORT, reason: hostile, sources: ['<b>'] } }),
      runs: [inventRun('poll', { outcome: hostile })],
      windows: [inventWindow('2026-11-19', { state: 'open', fault: hostile, set: '<i>' })],
    });
    expect(page).not.toMatch(/<script|<b>&|<i>&|x{500}|\sstyle="/);
    expect(page).toContain('&lt;script&gt;');
  });
});
