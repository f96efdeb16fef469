import { showTrending } from '../../../../local/cli/trending.ts';
import type { PaperSource } from '../../../../local/cli/find-paper.ts';
import { showPaper } from '../../../../local/cli/show-paper.ts';
import { showWhy } from '../../../../local/cli/why.ts';
import { RANDOM_PLACE_REASON } from '../../../../lambdas/core/render/random-place.ts';
import { explainScore } from '../../../../lambdas/core/score/explain-score.ts';
import { WINDOWS } from '../../../../lambdas/core/score/paper-score.ts';
import { createFakePaperStore } from '../../../fakes/fake-paper-store.ts';
import { createFakeRankingStore } from '../../../fakes/fake-ranking-store.ts';
import { printedGain, starLooks, storyLooks } from '../../core/render/invented-signals.ts';
import {
  inventLists,
  inventPaper,
  inventPapers,
  NOTED_ID,
  UNSUPPORTED_ID,
} from '../../functions/serve-web/invented-site.ts';

const MISSING = {
  source: 'github',
  state: 'down',
  since: '2026-11-18',
  reason: 'GitHub answers with HTTP 502',
} as const;
const papers = inventPapers();
const source: PaperSource = {
  where: 'here',
  sample: false,
  tables: {
    papers: createFakePaperStore(papers),
    rankings: createFakeRankingStore(inventLists(papers, undefined, [MISSING])),
  },
};

const run = async (
  command: (output: { json: boolean; columns: number; write: (text: string) => void }) => Promise<void>,
  { json = false, columns = Infinity } = {},
): Promise<string> => {
  let written = '';
  await command({ json, columns, write: (text) => (written += text) });
  return written;
};
const why = (
  id: string,
  options: { readonly window?: string; readonly category?: string } = {},
  { json = false, columns = Infinity, from = source }: { json?: boolean; columns?: number; from?: PaperSource } = {},
): Promise<string> =>
  run((output) => showWhy(from, { id, options: { window: 'week', ...options } }, output), { json, columns });

describe('why', () => {
  it('prints the features of the record, every day’s arithmetic and decay, and the sum', async () => {
    const text = await why(NOTED_ID);
    const paper = papers.find(({ paperId }) => (paperId as string) === NOTED_ID);
    expect(text).toContain('accepted for publication');
    const squeezed = text.replace(/ +/g, ' ');
    expect(squeezed).toContain(`2026-11-18 ${printedGain('github', 72)} ½^(2/4) `);
    expect(squeezed).toContain(`2026-11-19 ${printedGain('hacker-news', 140)} ½^(1/4) `);
    const totals = paper && explainScore(paper.score, '2026-11-20').totals;
    expect(text).toMatch(new RegExp(String.raw`^score +${totals?.week.toFixed(3) ?? '?'}$`, 'm'));
  });

  it('prints the places with ranks, those of the window first, and their evidence', async () => {
    const text = await why(NOTED_ID, { window: 'day' });
    const rows = text.split('\n').filter((line) => /^(all|cs\.LG|stat\.ML) (day|week|month) /.test(line));
    expect(rows).toHaveLength(9);
    expect(rows[0]).toMatch(/^all day +2026-11-20 +1 +unmoved +still-hot +3 +2026-11-18 +[\d.]+$/);
    expect(text).toContain('Evidence on the list of all, the day: ');
  });

  it('works the sum of the window that was asked for out', async () => {
    for (const window of WINDOWS) expect(await why(NOTED_ID, { window })).toContain(`On the list of the ${window},`);
  });

  it('shows places of one category alone where it is asked to', async () => {
    const text = await why(NOTED_ID, { category: 'stat.ML' });
    expect(text).toContain('stat.ML week');
    expect(text).not.toContain('cs.LG week');
  });

  it('says what counts less, neutrally', async () => {
    const text = await why(UNSUPPORTED_ID);
    expect(text).toContain(printedGain('github', 40, 0.3));
    expect(text).toContain('Stars that nothing else supports yet count 0.3');
    expect(text).not.toMatch(/bought|fake|fraud|suspect/i);
  });

  it('explains the cap where it bites', async () => {
    const id = '2611.10001';
    const day = { paperId: id, from: '2026-11-20' };
    const paper = inventPaper(id, {}, [
      ...starLooks({ ...day, counts: [6000] }),
      ...storyLooks({ ...day, counts: [2] }),
    ]);
    const from = { ...source, tables: { papers: createFakePaperStore([paper]), rankings: createFakeRankingStore() } };
    const text = await why(id, {}, { from });
    expect(text).toContain('On none of the newest lists.');
    expect(text).toContain('Once two sources speak');
  });

  it('is one JSON document with the same sums', async () => {
    const answer = JSON.parse(await why(NOTED_ID, {}, { json: true })) as Record<string, unknown>;
    const paper = papers.find(({ paperId }) => (paperId as string) === NOTED_ID);
    expect(answer).toMatchObject({
      paperId: NOTED_ID,
      window: 'week',
      date: '2026-11-20',
      totals: paper && explainScore(paper.score, '2026-11-20').totals,
    });
    expect(answer.places).toHaveLength(9);
  });

  it('fits into a terminal', async () => {
    const text = await why(NOTED_ID, {}, { columns: 100 });
    expect(text.split('\n').filter((line) => line.length > 100)).toEqual([]);
  });

  it.each([
    ['2611.99999', {}, 'The paper 2611.99999 is not stored in here: npm run cli -- trending lists papers that are.'],
    ['nonsense', {}, '"nonsense" is no arXiv identifier: write it like 2611.01234 or hep-th/9901001.'],
    [NOTED_ID, { window: 'year' }, '--window "year" is none of day, week, month.'],
    [NOTED_ID, { category: 'cs.XX' }, '--category "cs.XX" is no arXiv category: write it like cs.LG, or all.'],
  ])('says what is wrong with %s %j', async (id, options, message) => {
    await expect(why(id, options)).rejects.toThrow(message);
  });
});

describe('trending in the terminal', () => {
  const trending = (json: boolean): Promise<string> =>
    run((output) => showTrending(source, { category: 'all', window: 'week', limit: 40 }, output), { json });

  it('says in which section a paper is and since when it is there, and why one place was drawn', async () => {
    const text = await trending(false);
    expect(text).toMatch(new RegExp(String.raw`^ *1 +1 +2026-11-18 +still hot +${NOTED_ID} `, 'm'));
    expect(text).toMatch(/^ *20 .* random /m);
    expect(text).toContain(`random: ${RANDOM_PLACE_REASON}.`);
  });

  it('says what the list was made without', async () => {
    expect(await trending(false)).toContain(
      'Partial list: without GitHub stars since 18 November: GitHub answers with HTTP 502.',
    );
    expect((JSON.parse(await trending(true)) as Record<string, unknown>).missingSources).toEqual([MISSING]);
  });
});

describe('a paper in the terminal', () => {
  it('lists what its score is made of and points to the sum', async () => {
    const text = await run((output) => showPaper(source, NOTED_ID, output));
    expect(text).toContain(`npm run cli -- why ${NOTED_ID}`);
    expect(text.replace(/ +/g, ' ')).toContain(`2026-11-19 GitHub stars ${printedGain('github', 38)}`);
    expect(await run((output) => showPaper(source, UNSUPPORTED_ID, output))).toMatch(/stars of +example\/gradients/);
  });
});
