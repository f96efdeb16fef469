/**
 * Star campaigns put into the replayed days, to see whether attention can be bought. Each campaign's stars go to a paper that
 * competes, that no source has ever shown, and that stands among the first twenty of none of its lists. They come evenly over 1 to 14 days,
 * while forks and issues stand still. On each list date to a week after its last day the lists are made with it and without it: a
 * paper has reached the first places when it stands there with its stars and not without them. What it reaches once all its stars
 * have come, and what it reaches on the way, is counted apart: of a few stars nobody can tell whether they are bought.
 *
 * As a control the same bursts come with something else that moves: upvotes, a story, or forks and issues.
 */
import { createHash } from 'node:crypto';
import { isListDate } from '../../../lambdas/core/calendar/announcement-calendar.ts';
import { addDays, daysBetween } from '../../../lambdas/core/calendar/new-york-time.ts';
import type { Paper, PaperId } from '../../../lambdas/core/paper/paper.ts';
import { LIVE_DAYS, livePaperOn } from '../../../lambdas/core/rank/live-papers.ts';
import { rankLivePapers } from '../../../lambdas/core/rank/rank-papers.ts';
import { ALL_CATEGORIES } from '../../../lambdas/core/rank/ranked-list.ts';
import { WINDOWS, type Window } from '../../../lambdas/core/score/paper-score.ts';
import { newSignal, type SignalLook } from '../../../lambdas/core/signal/new-signal.ts';
import type { Signal } from '../../../lambdas/core/signal/signal.ts';
import type { Campaign } from './campaigns.ts';
import { seededRandom } from './metrics/seeded-random.ts';
import { papersByCategory } from './orders.ts';
import type { ReplayedDay } from './replay.ts';

/** What moves beside the stars. */
export const BURSTS = ['nothing', 'upvotes', 'story', 'forks'] as const;
export type Burst = (typeof BURSTS)[number];

const FIRST_PLACES = 20;
/** Campaigns last so long at most; most are over sooner. */
const MAX_DAYS = 14;
/** The lists are looked at for so long after a campaign's last day. */
const AFTER_DAYS = 7;
/** A paper is announced so many days before at most, so that it competes to the end. */
const MAX_AGE_DAYS = LIVE_DAYS - MAX_DAYS - AFTER_DAYS;
const SEED = 5;

/** Of a burst that people make: for each star so many upvotes, points, forks and issues, and one at least. */
const UPVOTES_PER_STAR = 0.2;
const POINTS_PER_STAR = 0.3;
const FORKS_PER_STAR = 0.1;
const ISSUES_PER_STAR = 0.02;

interface Plan {
  readonly name: string;
  readonly stars: number;
  readonly firstDay: string;
  readonly days: number;
}

interface Placed extends Plan {
  readonly paperId: PaperId;
  /** Rows so far, by what else moves. */
  readonly rows: Map<Burst, readonly Signal[]>;
}

export interface InjectionResult {
  /** Campaigns of the file that were drawn; where they are more than `campaigns`, no paper was found for the others. */
  readonly drawn: number;
  /** Put into the days. */
  readonly campaigns: number;
  /** Of stars: fewest, median, most. */
  readonly stars: readonly [number, number, number];
  /** Campaigns whose paper was among the first twenty places of a list on its last day or in the week after, by what else moved. */
  readonly reached: Readonly<Record<Burst, number>>;
  /** The same of the days before the last one. */
  readonly onTheWay: Readonly<Record<Burst, number>>;
}

export interface Injection {
  add(day: ReplayedDay): void;
  result(): InjectionResult;
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** When each campaign runs: somewhere in the range, whole with what follows it where the range is long enough. */
const planCampaigns = (campaigns: readonly Campaign[], from: string, to: string): readonly Plan[] => {
  const random = seededRandom(SEED);
  const range = daysBetween(from, to) + 1;
  return campaigns.map(({ stars }, index) => {
    const days = Math.min(range, 1 + Math.floor(random() * MAX_DAYS));
    const starts = Math.max(1, range - days - AFTER_DAYS + 1);
    const firstDay = addDays(from, Math.floor(random() * starts));
    return { name: `campaign ${index}`, stars, firstDay, days };
  });
};

type Tallies = Readonly<Record<Burst, Set<string>>>;

const tallies = (): Tallies => ({ nothing: new Set(), upvotes: new Set(), story: new Set(), forks: new Set() });

const countsOf = ({ nothing, upvotes, story, forks }: Tallies): Readonly<Record<Burst, number>> => ({
  nothing: nothing.size,
  upvotes: upvotes.size,
  story: story.size,
  forks: forks.size,
});

interface ListKey {
  readonly category: string;
  readonly window: Window;
}

/** First places of the lists that these categories and all fields together have on the day. */
const firstPlaces = (day: ReplayedDay, papers: readonly Paper[]): ((list: ListKey) => ReadonlySet<PaperId>) => {
  const liveOn = livePaperOn(day.date);
  const lives = new Map(papers.map((paper) => [paper, liveOn(paper)]));
  const fields = papersByCategory(papers);
  const known = new Map<string, ReadonlySet<PaperId>>();
  return ({ category, window }) => {
    const key = `${category} ${window}`;
    const before = known.get(key);
    if (before) return before;
    const competing = (fields.get(category) ?? []).flatMap((paper) => lives.get(paper) ?? []);
    const list = rankLivePapers(competing, { category, window, date: day.date, limit: FIRST_PLACES });
    const places = new Set(list.papers.map(({ paperId }) => paperId));
    known.set(key, places);
    return places;
  };
};

/** Lists that a paper may stand on. */
const listsOf = ({ categories }: Paper): readonly ListKey[] =>
  [...categories, ALL_CATEGORIES].flatMap((category) => WINDOWS.map((window) => ({ category, window })));

/** What has come by the end of the day, of so much in all. */
const comeBy = (whole: number, { firstDay, days }: Plan, date: string): number =>
  Math.round(whole * Math.min(1, Math.max(0, daysBetween(firstDay, date) + 1) / days));

const atLeastOne = (count: number): number => Math.max(1, Math.round(count));

/** What the sources show of the paper on the day. */
const looksOf = (plan: Placed, burst: Burst, date: string, createdOn: string): readonly SignalLook[] => {
  const grown = (whole: number): number => comeBy(whole, plan, date);
  const isGrowing = burst === 'forks';
  const github: SignalLook = {
    source: 'github',
    count: 1 + grown(plan.stars),
    startedOn: createdOn,
    details: {
      repository: 'invented/repository',
      repositoryId: plan.name,
      forks: isGrowing ? grown(atLeastOne(plan.stars * FORKS_PER_STAR)) : 0,
      issues: isGrowing ? grown(atLeastOne(plan.stars * ISSUES_PER_STAR)) : 0,
      createdOn,
      credit: 'own',
    },
  };
  if (date < plan.firstDay) return [github];
  const { firstDay: startedOn } = plan;
  if (burst === 'upvotes') {
    const count = grown(atLeastOne(plan.stars * UPVOTES_PER_STAR));
    return [
      github,
      { source: 'hugging-face', count, startedOn, details: { listedOn: startedOn, rank: 1, comments: 0 } },
    ];
  }
  if (burst === 'story') {
    const points = grown(atLeastOne(plan.stars * POINTS_PER_STAR));
    const each = [{ storyId: '1', points, comments: 0 }];
    const details = { stories: 1, each, comments: 0, topStory: '1' };
    return [github, { source: 'hacker-news', count: points, startedOn, details }];
  }
  return [github];
};

/**
 * @param isKnown whether any source ever shows the paper: such papers get no campaign
 */
export const createInjection = (
  campaigns: readonly Campaign[],
  range: { readonly from: string; readonly to: string },
  isKnown: (paperId: PaperId) => boolean,
): Injection => {
  const waiting = [...planCampaigns(campaigns, range.from, range.to)];
  const placed: Placed[] = [];
  const taken = new Set<PaperId>();
  const reached = { whole: tallies(), onTheWay: tallies() };

  const place = (day: ReplayedDay, plan: Plan, placesOf: (list: ListKey) => ReadonlySet<PaperId>): void => {
    const earliest = addDays(day.date, -MAX_AGE_DAYS);
    const paper = day.papers
      .filter(({ paperId, announcedOn }) => announcedOn >= earliest && !isKnown(paperId) && !taken.has(paperId))
      .map((candidate) => ({ candidate, hash: hashOf(`${plan.name} ${candidate.paperId}`) }))
      .sort((a, b) => (a.hash < b.hash ? -1 : 1))
      .find(({ candidate }) => listsOf(candidate).every((list) => !placesOf(list).has(candidate.paperId)));
    if (paper === undefined) return;
    taken.add(paper.candidate.paperId);
    placed.push({ ...plan, paperId: paper.candidate.paperId, rows: new Map() });
  };

  /** The rows of one more night. The repository was looked at the night before the campaign, with one star. */
  const rowsAfter = (day: ReplayedDay, plan: Placed, paper: Paper, burst: Burst): readonly Signal[] => {
    const before = plan.rows.get(burst) ?? [];
    const dates = before.length === 0 ? [addDays(plan.firstDay, -1), day.date] : [day.date];
    const createdOn = addDays(paper.announcedOn < plan.firstDay ? paper.announcedOn : plan.firstDay, -1);
    return dates.reduce<readonly Signal[]>(
      (rows, date) => [
        ...rows,
        ...looksOf(plan, burst, date, createdOn).map((look) =>
          newSignal(look, rows, {
            paperId: paper.paperId,
            observedOn: date,
            observedAt: `${date}T12:00:00Z`,
            usualGain: day.usualGain(look.source, paper.primaryCategory),
          }),
        ),
      ],
      before,
    );
  };

  const compare = (day: ReplayedDay, burst: Burst, placesWithout: (list: ListKey) => ReadonlySet<PaperId>): void => {
    const byId = new Map(day.papers.map((paper) => [paper.paperId, paper]));
    const running = placed.flatMap((plan) => {
      const paper = byId.get(plan.paperId);
      const isOver = day.date > addDays(plan.firstDay, plan.days - 1 + AFTER_DAYS);
      if (paper === undefined || isOver) return [];
      const rows = rowsAfter(day, plan, paper, burst);
      plan.rows.set(burst, rows);
      return [{ plan, paper: day.withSignals(paper, rows) }];
    });
    if (running.length === 0 || !isListDate(day.date)) return;
    const starred = new Map(running.map(({ paper }) => [paper.paperId, paper]));
    const placesWith = firstPlaces(
      day,
      day.papers.map((paper) => starred.get(paper.paperId) ?? paper),
    );
    for (const { plan, paper } of running) {
      const isWhole = day.date >= addDays(plan.firstDay, plan.days - 1);
      const tally = reached[isWhole ? 'whole' : 'onTheWay'][burst];
      if (tally.has(plan.name)) continue;
      const isThere = listsOf(paper).some(
        (list) => placesWith(list).has(paper.paperId) && !placesWithout(list).has(paper.paperId),
      );
      if (isThere) tally.add(plan.name);
    }
  };

  return {
    add: (day) => {
      const placesWithout = firstPlaces(day, day.papers);
      const starting = waiting.filter(({ firstDay }) => firstDay <= day.date);
      for (const plan of starting) {
        waiting.splice(waiting.indexOf(plan), 1);
        place(day, { ...plan, firstDay: day.date }, placesWithout);
      }
      for (const burst of BURSTS) compare(day, burst, placesWithout);
    },
    result: () => {
      const stars = placed.map((plan) => plan.stars).sort((a, b) => a - b);
      const at = (share: number): number => stars[Math.floor(share * (stars.length - 1))] ?? 0;
      return {
        drawn: campaigns.length,
        campaigns: placed.length,
        stars: [at(0), at(0.5), at(1)],
        reached: countsOf(reached.whole),
        onTheWay: countsOf(reached.onTheWay),
      };
    },
  };
};
