import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sampleSignalDays, sampleSignalsSchema, sampleSources } from '../../../local/sample-signals.ts';
import { makeSampleFeeds } from '../../../scripts/sample-feeds.ts';
import { makeSampleSignals } from '../../../scripts/sample-signals.ts';

const directory = join(__dirname, '../../../local/sample-signals');
const files = makeSampleSignals();
const days = [...files.values()].map((content) => sampleSignalsSchema.parse(JSON.parse(content)));

describe('the signals of the bundled sample', () => {
  it('are what the script makes, file by file, one for each day of the feeds', async () => {
    expect(readdirSync(directory).sort()).toEqual([...files.keys()].sort());
    for (const [name, content] of files) expect(readFileSync(join(directory, name), 'utf8')).toBe(content);
    const feedDays = new Set([...makeSampleFeeds().keys()].map((name) => name.slice(0, 10)));
    expect(await sampleSignalDays()).toEqual([...feedDays].sort());
  });

  it('speak of papers of the sample only, once they are announced', () => {
    const feeds = [...makeSampleFeeds()];
    for (const [index, [file]] of [...files].entries()) {
      const announced = feeds.filter(([name]) => name.slice(0, 10) <= file.slice(0, 10)).map(([, text]) => text);
      const ids = new Set([...announced.join('').matchAll(/oai:arXiv\.org:([\d.]+)v/g)].map(([, id]) => id));
      const { dailyPapers = {}, stories = [] } = days[index] ?? {};
      const named = [...Object.values(dailyPapers).flat(), ...stories].map(({ paperId }) => paperId);
      expect(named.length).toBeGreaterThan(5);
      expect(named.filter((id) => !ids.has(id))).toEqual([]);
    }
  });

  it('name no repository that somebody could own', () => {
    const names = days.flatMap(({ repositories }) =>
      repositories.flatMap(({ name, renamedTo = name }) => [name, renamedTo]),
    );
    expect(names.length).toBeGreaterThan(100);
    expect(names.filter((name) => !/^paper-round--sample\/[\w.-]+$/.test(name))).toEqual([]);
  });

  it('count up from day to day, except for stars that are taken back', () => {
    const fallen = days.slice(1).flatMap(({ repositories }, index) => {
      const before = new Map(days[index]?.repositories.map(({ name, stars }) => [name, stars]));
      return repositories.filter(({ name, stars }) => stars < (before.get(name) ?? 0)).map(({ name }) => name);
    });
    expect(new Set(fallen).size).toBe(1);
  });
});

describe('the invented sources', () => {
  it('answer as sources do: what is not there is absent, lists stand by upvotes, stories within their window', async () => {
    const { repositories, dailyPapers, stories } = await sampleSources('2026-11-20');
    const [known] = days.at(-1)?.repositories ?? [];
    const looks = await repositories.look([(known?.name ?? '').toUpperCase(), 'paper-round--sample/nowhere']);
    expect(looks.found).toMatchObject([{ asked: (known?.name ?? '').toUpperCase(), stars: known?.stars }]);
    expect(looks.absent).toEqual(['paper-round--sample/nowhere']);
    const { papers } = await dailyPapers.listOf('2026-11-20');
    const upvotes = papers.map((paper) => paper.upvotes);
    expect(upvotes).toEqual(upvotes.toSorted((a, b) => b - a));
    expect((await dailyPapers.listOf('2026-11-21')).papers).toEqual([]);
    const window = { from: '2026-11-20T05:00:00.000Z', to: '2026-11-21T05:00:00.000Z' };
    expect((await stories.submitted(window)).stories.map(({ submittedAt }) => submittedAt.slice(0, 10))).toContain(
      '2026-11-20',
    );
  });

  it('are not asked on a day that the sample has not', async () => {
    const { dailyPapers } = await sampleSources('2026-12-01');
    expect(await dailyPapers.listOf('2026-12-01')).toMatchObject({ stop: { kind: 'off' } });
  });
});
