/**
 * The attention to the bundled sample: what invented sources show on each of its days. Most papers get little or none, as in
 * life; a few are there for what they show: a burst that all sources speak of, stars that look bought, a framework that a
 * paper merely uses, a repository that was renamed, one that is gone, stars that were taken back.
 */
import { paperIdSchema, type PaperId } from '../lambdas/core/paper/paper.ts';
import type { SampleSignals } from '../local/sample-signals.ts';
import { makeSampleBatches } from './sample-feeds.ts';
import { CODE_OWNER } from './sample-papers.ts';
import { createSampleRandom, type SampleRandom } from './sample-random.ts';

const SEED = 'paper-round sample signals 1';

type Listed = SampleSignals['dailyPapers'][string][number];

interface SignalPaper {
  readonly paperId: PaperId;
  readonly field: string;
  /** Index of its day. */
  readonly announced: number;
  /** `owner/name` that it links. */
  readonly repository: string | undefined;
}

/** Counts of a repository on each day; on days without an entry it is not there. */
interface InventedRepository {
  readonly name: string;
  readonly renamedTo?: string;
  readonly createdAt: string;
  readonly stars: readonly (number | undefined)[];
  readonly forks: readonly number[];
  readonly issues: readonly number[];
}

/** A paper on the list of a day, with its counts on that day and those after it. */
interface InventedEntry {
  readonly paper: SignalPaper;
  readonly list: number;
  readonly upvotes: readonly number[];
  readonly repository?: string;
}

interface InventedStory {
  readonly paper: SignalPaper;
  readonly submitted: number;
  readonly points: readonly number[];
}

const BATCHES = makeSampleBatches();
const DATES: readonly string[] = BATCHES.map(({ day }) => day.date);
const LAST = DATES.length - 1;

const PAPERS: readonly SignalPaper[] = BATCHES.flatMap(({ items }, announced) =>
  items
    .filter(({ version }) => version === 1)
    .map(({ paper: { abstract, categories }, id }) => ({
      paperId: paperIdSchema.parse(id),
      field: categories[0] ?? '',
      announced,
      repository: linkedRepository(abstract),
    })),
);

function linkedRepository(abstract: string): string | undefined {
  const owner = CODE_OWNER.slice('https://github.com/'.length);
  const [, name] = new RegExp(`${CODE_OWNER}/([\\w.-]*\\w)`).exec(abstract) ?? [];
  return name === undefined ? undefined : `${owner}/${name}`;
}

/** Instant on a day, counted from the first one; negative ones lie before it. */
const instantOn = (day: number, hour = 15): string =>
  new Date(Date.parse(`${DATES[0] ?? ''}T00:00:00.000Z`) + (day * 24 + hour) * 3_600_000).toISOString();

/** A count on each day of the sample, from what it was before and what each day brings. */
const counts = (start: number, gains: readonly number[]): readonly number[] =>
  DATES.map((_, day) => gains.slice(0, day + 1).reduce((sum, gain) => sum + gain, start));

/** What each day brings: `first` on the day that it begins, about half of the day before on each later one. */
const fading = (random: SampleRandom, { from, first }: { readonly from: number; readonly first: number }) =>
  DATES.map((_, day) => (day < from ? 0 : Math.round((first / 2 ** (day - from)) * (0.6 + 0.8 * random.next()))));

/** Half of all linked repositories have no star on their first day, a tenth more than six (cs papers of 2026). */
const ordinaryRepository = (random: SampleRandom, { announced }: SignalPaper, name: string): InventedRepository => {
  const start = random.chance(0.5) ? 0 : random.chance(0.8) ? random.between(1, 6) : random.between(7, 40);
  const first = random.chance(0.6) ? 0 : random.chance(0.85) ? random.between(1, 4) : random.between(5, 24);
  const gains = fading(random, { from: announced, first });
  const ofTen = (stars: number): number => Math.round(stars / 10);
  return {
    name,
    createdAt: instantOn(announced - random.between(2, 60)),
    stars: counts(start, gains),
    forks: counts(ofTen(start), gains.map(ofTen)),
    issues: counts(ofTen(start), gains.map(ofTen)),
  };
};

/** What a repository shows that is there for it, by name of the oddity, and on which day its paper was announced. */
const ODDITIES: Readonly<
  Record<string, { readonly announced: number; readonly change: (usual: InventedRepository) => InventedRepository }>
> = {
  burst: {
    announced: 2,
    change: (usual) => ({
      ...usual,
      stars: counts(2, [0, 0, 3, 14, 61]),
      forks: counts(0, [0, 0, 0, 2, 7]),
      issues: counts(0, [0, 0, 0, 1, 3]),
    }),
  },
  bought: {
    announced: 1,
    change: (usual) => ({
      ...usual,
      stars: counts(1, [0, 0, 0, 58, 64]),
      forks: counts(0, []),
      issues: counts(0, []),
    }),
  },
  framework: {
    announced: 0,
    change: (usual) => ({
      ...usual,
      createdAt: instantOn(-900),
      stars: counts(14_210, [34, 41, 29, 38, 44]),
      forks: counts(2_100, [3, 2, 4, 3, 2]),
      issues: counts(3_050, [6, 9, 4, 8, 5]),
    }),
  },
  rising: {
    announced: 0,
    change: (usual) => ({
      ...usual,
      stars: counts(0, [1, 0, 2, 9, 31]),
      forks: counts(0, [0, 0, 0, 1, 3]),
      issues: counts(0, [0, 0, 0, 0, 2]),
    }),
  },
  renamed: {
    announced: 0,
    change: (usual) => ({
      ...usual,
      renamedTo: `${usual.name}-2`,
      stars: counts(4, [0, 2, 5, 3, 6]),
      forks: counts(1, []),
    }),
  },
  gone: {
    announced: 2,
    change: (usual) => ({ ...usual, stars: [undefined, undefined, 6, undefined, undefined] }),
  },
  takenBack: {
    announced: 0,
    change: (usual) => ({ ...usual, stars: counts(3, [0, 22, 1, -21, 1]) }),
  },
};

/** The papers with code that the oddities are given to: of their day, the first ones in fields that Hugging Face lists. */
const castOddities = (): ReadonlyMap<string, SignalPaper> => {
  const cast = new Map<string, SignalPaper>();
  const taken = new Set<SignalPaper>();
  for (const [oddity, { announced }] of Object.entries(ODDITIES)) {
    const paper = PAPERS.find(
      (each) =>
        each.announced === announced && each.repository !== undefined && isListedField(each) && !taken.has(each),
    );
    if (paper === undefined) throw new Error(`No paper of the sample can play "${oddity}".`);
    taken.add(paper);
    cast.set(oddity, paper);
  }
  return cast;
};

/** Fields that are read on Hugging Face. */
const isListedField = ({ field }: SignalPaper): boolean =>
  ['cs.AI', 'cs.CL', 'cs.CV', 'cs.LG', 'cs.RO'].includes(field);

const CAST = castOddities();
const PLAYS: ReadonlySet<SignalPaper> = new Set(CAST.values());

/** Where the burst is talked of, too. */
const BURST_LIST = 3;
const BURST_STORY = 4;
const LISTED_A_DAY = 8;

const makeEntries = (random: SampleRandom): readonly InventedEntry[] => {
  const listed = new Set<SignalPaper>();
  return DATES.flatMap((_, list) => {
    const recent = PAPERS.filter(
      (paper) =>
        (paper.announced === list || paper.announced === list - 1) &&
        isListedField(paper) &&
        !PLAYS.has(paper) &&
        !listed.has(paper),
    );
    const chosen = random.shuffle(recent).slice(0, LISTED_A_DAY);
    for (const paper of chosen) listed.add(paper);
    const entries = chosen.map((paper): InventedEntry => {
      const upvotes = counts(0, fading(random, { from: list, first: random.pick([1, 2, 3, 5, 8, 13, 24]) }));
      // Some name a repository that the paper doesn't.
      const names = paper.repository === undefined && random.chance(0.6);
      return { paper, list, upvotes, ...(names && { repository: `paper-round--sample/of-${paper.paperId.slice(5)}` }) };
    });
    const burst = CAST.get('burst');
    return burst && list === BURST_LIST
      ? [...entries, { paper: burst, list, upvotes: counts(0, [0, 0, 0, 37, 29]) }]
      : entries;
  });
};

/** Stories are few, and of any field. */
const makeStories = (random: SampleRandom): readonly InventedStory[] => {
  const others = random
    .shuffle(PAPERS.filter((paper) => !PLAYS.has(paper) && paper.announced < LAST))
    .slice(0, 5)
    .map((paper) => {
      const submitted = Math.min(LAST, paper.announced + random.between(0, 1));
      const first = random.pick([2, 3, 4, 11, 46]);
      return { paper, submitted, points: counts(1, fading(random, { from: submitted, first })) };
    });
  const burst = CAST.get('burst');
  return burst ? [...others, { paper: burst, submitted: BURST_STORY, points: counts(0, [0, 0, 0, 0, 143]) }] : others;
};

const makeRepositories = (random: SampleRandom, entries: readonly InventedEntry[]): readonly InventedRepository[] => {
  const oddityOf = new Map([...CAST].map(([oddity, paper]) => [paper, ODDITIES[oddity]]));
  const linked = PAPERS.flatMap((paper) => {
    if (paper.repository === undefined) return [];
    const usual = ordinaryRepository(random, paper, paper.repository);
    return [oddityOf.get(paper)?.change(usual) ?? usual];
  });
  const named = entries.flatMap(({ paper, repository }) =>
    repository === undefined ? [] : [ordinaryRepository(random, paper, repository)],
  );
  return [...linked, ...named];
};

const byPaper = (a: Listed, b: Listed): number => (a.paperId < b.paperId ? -1 : 1);

const listsOn = (day: number, entries: readonly InventedEntry[]): SampleSignals['dailyPapers'] =>
  Object.fromEntries(
    DATES.slice(0, day + 1).map((date, list) => [
      date,
      entries
        .filter((entry) => entry.list === list)
        .map(({ paper: { paperId }, upvotes, repository }) => ({
          paperId,
          upvotes: upvotes[day] ?? 0,
          comments: Math.round((upvotes[day] ?? 0) / 9),
          ...(repository !== undefined && { repository }),
        }))
        .sort(byPaper),
    ]),
  );

const repositoriesOn = (day: number, repositories: readonly InventedRepository[]): SampleSignals['repositories'] =>
  repositories.flatMap(({ name, renamedTo, createdAt, stars, forks, issues }) => {
    const shown = stars[day];
    return shown === undefined || createdAt > instantOn(day)
      ? []
      : [
          {
            name,
            ...(renamedTo !== undefined && { renamedTo }),
            stars: shown,
            forks: forks[day] ?? 0,
            issues: issues[day] ?? 0,
            createdAt,
          },
        ];
  });

const storiesOn = (day: number, stories: readonly InventedStory[]): SampleSignals['stories'] =>
  stories.flatMap(({ paper: { paperId }, submitted, points }, index) =>
    submitted > day
      ? []
      : [
          {
            paperId,
            storyId: String(90_000_001 + index),
            points: points[day] ?? 0,
            comments: Math.round((points[day] ?? 0) / 3),
            submittedAt: instantOn(submitted),
          },
        ],
  );

/** File name (`2026-11-20.json`) to content; the same on every call. */
export const makeSampleSignals = (): ReadonlyMap<string, string> => {
  const random = createSampleRandom(SEED);
  const entries = makeEntries(random);
  const stories = makeStories(random);
  const repositories = makeRepositories(random, entries);
  return new Map(
    DATES.map((date, day) => {
      const shown: SampleSignals = {
        repositories: repositoriesOn(day, repositories),
        dailyPapers: listsOn(day, entries),
        stories: storiesOn(day, stories),
      };
      return [`${date}.json`, `${JSON.stringify(shown, null, 2)}\n`];
    }),
  );
};
