import type { PaperSearch } from '../../../../lambdas/core/ports/search.ts';
import { showSearch } from '../../../../local/cli/search.ts';
import { mayHighlight } from '../../../../local/cli/terminal-marks.ts';
import { createFakePaperStore } from '../../../fakes/fake-paper-store.ts';
import { createFakeRankingStore } from '../../../fakes/fake-ranking-store.ts';
import { inventSearch, NOT_BUILT } from '../../functions/serve-web/invented-search.ts';
import { inventPaper, inventPapers } from '../../functions/serve-web/invented-site.ts';

const papers = inventPapers();
const BOLD = '\u001B[1m';
const NOT_BOLD = '\u001B[22m';

const find = async (
  text: string,
  {
    sort = 'relevance',
    limit = 20,
    json = false,
    columns = Infinity,
    highlights = true,
    stored = papers,
    search = inventSearch(stored).search,
  }: {
    sort?: string;
    limit?: number;
    json?: boolean;
    columns?: number;
    highlights?: boolean;
    stored?: typeof papers;
    search?: PaperSearch;
  } = {},
): Promise<string> => {
  let written = '';
  const tables = { papers: createFakePaperStore(stored), rankings: createFakeRankingStore([]) };
  await showSearch(
    { tables, search: () => search, sample: false, where: 'here' },
    { text, flags: { sort, limit }, mayHighlight: highlights },
    { json, columns, write: (part) => (written += part) },
  );
  return written;
};

describe('search on the command line', () => {
  it('prints a line a paper, and what was searched, where there is no terminal', async () => {
    const text = await find('gradient', { limit: 3 });
    expect(text).toMatch(/^51 papers found among 60 papers announced since 2026-08-22, 3 of them here\n\n#/);
    expect(text).toMatch(/^1 {2}2026-11-18 {2}2611\.10000 {2}cs\.LG {5}A Bound That Bends/m);
    expect(text.trimEnd().split('\n')).toHaveLength(6);
    expect(text).not.toContain('\u001B');
  });

  it('makes the words bold on a terminal, in the title and in the place below it', async () => {
    const text = await find('gradient bends', { columns: 80 });
    expect(text).toContain(`That ${BOLD}Bends${NOT_BOLD}: Generalisation`);
    expect(text).toContain(`Keeping the ${BOLD}gradient${NOT_BOLD} of`);
    const lines = text.replaceAll(BOLD, '').replaceAll(NOT_BOLD, '').split('\n');
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
  });

  it('prints text alone where that is wanted', async () => {
    const text = await find('gradient', { columns: 80, highlights: false });
    expect(text).not.toMatch(/\u001B|[\uFE0D\uFE0E]/); // eslint-disable-line no-control-regex -- it is what must not be there
    expect(mayHighlight({})).toBe(true);
    expect([mayHighlight({ NO_COLOR: '1' }), mayHighlight({ TERM: 'dumb' })]).toEqual([false, false]);
  });

  it('lets no text steer the terminal, also one that holds the marks', async () => {
    const stored = [inventPaper('2611.20000', { title: 'Pass \u001B[2J\uFE0E\uFE0D\u202E it', abstract: 'gradient' })];
    const text = await find('pass', { columns: 80, stored });
    expect(text.match(/\u001B\[[^m]*m?/g)).toEqual([BOLD, NOT_BOLD]); // eslint-disable-line no-control-regex -- counted
    expect(text).toContain(`${BOLD}Pass${NOT_BOLD} `);
  });

  it('says what was left out, and that papers have only some of the words', async () => {
    const { search } = inventSearch(papers, { answer: { matched: 'any' } });
    const text = await find('gradient cat:zz', { search });
    expect(text).toContain('“zz” is no category of arXiv and was left out.\n');
    expect(text).toContain('Few have all of the words');
  });

  it('says when nothing is found', async () => {
    expect(await find('xyzzy')).toBe('0 papers found among 60 papers announced since 2026-08-22\n');
  });

  it('answers programs as the API does', async () => {
    const answer = JSON.parse(await find('gradient', { json: true, limit: 2, sort: 'newest' })) as object;
    expect(answer).toMatchObject({ query: 'gradient', sort: 'newest', total: 51, matched: 'all', sample: false });
    expect(answer).toHaveProperty('papers.length', 2);
    expect(answer).toHaveProperty('papers.0.paperId', '2611.10000');
  });

  it.each([
    [{ sort: 'best' }, 'gradient', /--sort "best" is none of relevance, trending, newest/],
    [{ limit: 201 }, 'gradient', /--limit 201 is more than 200/],
    [{}, '-gradient', /nothing to look for/],
  ])('%j with %j is wrong usage', async (options, text, sentence) => {
    await expect(find(text, options)).rejects.toThrow(
      expect.objectContaining({ name: 'UsageError', message: expect.stringMatching(sentence) as string }) as Error,
    );
  });

  it('fails before an index has been built', async () => {
    await expect(find('gradient', { search: NOT_BUILT })).rejects.toThrow('No search index has been built in here yet');
  });
});
