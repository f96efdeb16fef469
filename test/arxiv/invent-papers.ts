/** Makes an archive of any size out of a number: papers, lists, versions, and the oddities that real lists have. */
import { previousListDate, submissionWindow } from '../../lambdas/core/calendar/announcement-calendar.ts';
import { createSeededRandom, type SeededRandom } from '../../bench/fuzz/seeded-random.ts';
import type { ArchivedPaper, PaperEvent } from './archived-paper.ts';
import { oldStylePapers } from './old-style-papers.ts';
import { createPaperArchive, type PaperArchive } from './paper-archive.ts';

export interface InventedArchiveOptions {
  readonly seed: number;
  /** `YYYY-MM-DD`. */
  readonly listDates: readonly string[];
  /** New papers of a list, over all categories. */
  readonly papersPerDay: number | ((listDate: string) => number);
  /** Names as arXiv has them; the first ones are the commonest primary categories. */
  readonly categories: readonly string[];
  /** Share of a day's new papers. @default 0.4 */
  readonly replacementShare?: number;
  /** Papers announced before the first list; the first replacements are theirs. @default a third of a day's, at least 12 */
  readonly backlog?: number;
}

/** arXiv has never assigned numbers so high in a month: these papers can't be taken for real ones. */
const FIRST_NUMBER = 60_001;
const LAST_NUMBER = 99_999;
const HELD_SHARE = 0.03;
const LATE_CROSS_LIST_SHARE = 0.03;
const RESTAMP_SHARE = 0.02;
const WITHDRAWAL_SHARE = 0.02;
const DAY_MS = 86_400_000;

/** Partners that arXiv lists together, in its order. */
const ALIAS_PAIRS: ReadonlyMap<string, readonly string[]> = new Map(
  [
    ['math-ph', 'math.MP'],
    ['cs.IT', 'math.IT'],
    ['math.NA', 'cs.NA'],
    ['math.ST', 'stat.TH'],
    ['eess.SY', 'cs.SY'],
    ['econ.GN', 'q-fin.EC'],
  ].flatMap(([canonical = '', alias = '']) => [
    [canonical, [canonical, alias]],
    [alias, [canonical, alias]],
  ]),
);

interface GrowingPaper extends ArchivedPaper {
  readonly events: PaperEvent[];
}

const NO_EVENTS: readonly PaperEvent[] = [];

class PaperInvention {
  readonly #random: SeededRandom;
  readonly #categories: readonly string[];
  readonly #papers: GrowingPaper[] = [];
  readonly #numbers = new Map<string, number>();
  /** Papers share their lists of categories: 200,000 lists would take as much memory as the papers. */
  readonly #sharedCategories = new Map<string, readonly string[]>();

  constructor({ seed, categories }: InventedArchiveOptions) {
    this.#random = createSeededRandom(seed);
    this.#categories = categories;
  }

  get papers(): readonly GrowingPaper[] {
    return this.#papers;
  }

  /** New papers of a list, in the order of submission; some were held by moderation for days. */
  addNew(listDate: string, count: number): void {
    const window = submissionWindow(listDate);
    const fromMs = Date.parse(window.from);
    const lengthMs = Date.parse(window.to) - fromMs;
    for (let index = 0; index < count; index += 1) {
      const heldDays = this.#random.chance(HELD_SHARE) ? this.#random.between(2, 8) : 0;
      const within = Math.floor(((index + this.#random.next()) / count) * lengthMs);
      this.#papers.push({
        id: this.#nextId(listDate),
        // Whole seconds, as every source has them.
        submittedMs: Math.floor((fromMs + within - heldDays * DAY_MS) / 1_000) * 1_000,
        listDate,
        categories: this.#drawCategories(),
        events: [],
        seed: Math.floor(this.#random.next() * 2 ** 31),
      });
    }
  }

  /** What a list says of earlier papers, and which records are only touched. `known`: so many papers existed before. */
  addEvents(
    listDate: string,
    { known, replacements, others }: Readonly<Record<'known' | 'replacements' | 'others', number>>,
  ): void {
    const closingMs = Date.parse(submissionWindow(listDate).to);
    this.#forEarlier(listDate, { known, count: replacements }, () => ({
      kind: 'replacement',
      listDate,
      submittedMs: Math.floor((closingMs - this.#random.next() * DAY_MS) / 1_000) * 1_000,
      isWithdrawal: this.#random.chance(WITHDRAWAL_SHARE),
    }));
    this.#forEarlier(listDate, { known, count: Math.ceil(others * LATE_CROSS_LIST_SHARE) }, (paper) => {
      const present = new Set(categoriesAfter(paper));
      const added = this.#categories.find((category) => !present.has(category));
      return added === undefined ? undefined : { kind: 'cross-list', listDate, categories: withAlias([added]) };
    });
    this.#forEarlier(listDate, { known, count: Math.ceil(others * RESTAMP_SHARE) }, () => ({
      kind: 're-stamp',
      listDate,
    }));
  }

  #forEarlier(
    listDate: string,
    { known, count }: { readonly known: number; readonly count: number },
    eventOf: (paper: GrowingPaper) => PaperEvent | undefined,
  ): void {
    for (let index = 0; index < count && known > 0; index += 1) {
      const paper = this.#papers[this.#random.between(0, known - 1)];
      // One event a paper and list, as on arXiv.
      if (paper === undefined || paper.events.at(-1)?.listDate === listDate) continue;
      const event = eventOf(paper);
      if (event) paper.events.push(event);
    }
  }

  /** Papers of the months before, some of them already at their fifth or sixth version. */
  addBacklog(before: string, count: number): void {
    const dates: string[] = [];
    for (let date = before; dates.length < 8;) {
      date = previousListDate(date);
      dates.unshift(date);
    }
    const perDay = Math.ceil(count / 2);
    const [first = before, second = before] = dates;
    for (const date of [first, second]) {
      this.addNew(date, Math.min(perDay, count - this.#papers.length));
    }
    for (const [index, paper] of this.#papers.entries()) {
      const versions = index % 4 === 0 ? index % 6 : 0;
      for (const listDate of dates.slice(2, 2 + versions)) {
        const submittedMs = Date.parse(submissionWindow(listDate).to) - 3_600_000;
        paper.events.push({ kind: 'replacement', listDate, submittedMs, isWithdrawal: false });
      }
    }
  }

  #nextId(listDate: string): string {
    const month = listDate.slice(2, 4) + listDate.slice(5, 7);
    const number = this.#numbers.get(month) ?? FIRST_NUMBER;
    if (number > LAST_NUMBER)
      throw new RangeError(`The month ${month} has no identifiers left: spread the lists over more months.`);
    this.#numbers.set(month, number + 1);
    return `${month}.${number}`;
  }

  /** One primary category, the first ones more often, and up to three cross-lists. */
  #drawCategories(): readonly string[] {
    const count = this.#categories.length;
    const drawn = [this.#categories[Math.floor(this.#random.next() * this.#random.next() * count)] ?? ''];
    for (let more = this.#random.between(0, 3); more > 0; more -= 1) drawn.push(this.#random.pick(this.#categories));
    const categories = withAlias(drawn);
    const key = categories.join(' ');
    const shared = this.#sharedCategories.get(key) ?? categories;
    this.#sharedCategories.set(key, shared);
    return shared;
  }
}

const withAlias = (categories: readonly string[]): readonly string[] => [
  ...new Set(categories.flatMap((category) => ALIAS_PAIRS.get(category) ?? [category])),
];

const categoriesAfter = ({ categories, events }: ArchivedPaper): readonly string[] => [
  ...categories,
  ...events.flatMap((event) => (event.kind === 'cross-list' ? event.categories : [])),
];

/**
 * The same archive for the same options. Cheap enough for 200,000 papers: their texts are made when they are asked for.
 * @throws RangeError when a month would need more than 39,999 identifiers
 */
export const inventArchive = (options: InventedArchiveOptions): PaperArchive => {
  const { papersPerDay, replacementShare = 0.4 } = options;
  const listDates = [...options.listDates].sort();
  const countOf = (listDate: string): number =>
    typeof papersPerDay === 'number' ? papersPerDay : papersPerDay(listDate);
  const invention = new PaperInvention(options);
  const [first] = listDates;
  if (first === undefined) return createPaperArchive([], []);
  invention.addBacklog(first, options.backlog ?? Math.max(12, Math.ceil(countOf(first) / 3)));
  for (const listDate of listDates) {
    const known = invention.papers.length;
    const count = countOf(listDate);
    invention.addNew(listDate, count);
    invention.addEvents(listDate, { known, replacements: Math.round(count * replacementShare), others: count });
  }
  const papers: readonly ArchivedPaper[] = invention.papers.map(({ events, ...paper }) => ({
    ...paper,
    events: events.length === 0 ? NO_EVENTS : events,
  }));
  return createPaperArchive([...oldStylePapers(listDates), ...papers], listDates);
};
