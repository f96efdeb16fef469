/**
 * Bursting terms: words and pairs of words that stand in many more papers of the last weeks than in those of the weeks before. A
 * fashion is told by its own rise, so no list of fashionable words grows old. Pure: counts of days in, terms out.
 */
import { addDays } from '../calendar/new-york-time.ts';
import type { BurstingTerm } from '../paper/paper.ts';
import type { TermCounts } from '../signal/term-counts.ts';

/**
 * The weeks that are compared, in days: two up to the day itself, with the eight before those. Of two, three and four recent weeks
 * two told best which papers are listed on Hugging Face (October 2025 to March 2026): a burst that is older is no news.
 */
export const RECENT_DAYS = 14;
export const BASE_DAYS = 56;
/** With fewer days of lists there is nothing to compare with: a week of the recent ones, three of the base. */
const MIN_RECENT_DATES = 4;
const MIN_BASE_DATES = 14;
/** A burst stands in so many recent papers at least, and in so large a share of them, … */
const MIN_PAPERS = 8;
const MIN_SHARE = 0.0025;
/** … on so many days, since a workshop or a shared task brings its papers on one; … */
const MIN_DATES = 3;
/** … is so many times as frequent as before, … */
const MIN_LIFT = 2;
/** … and by so many deviations more than a Poisson count that is as frequent as before: of 5,000 terms chance lifts less than one. */
const MIN_DEVIATIONS = 4;
/** Papers that are added to what was counted and to what was expected, so that a rare term has no lift without end. */
const SHRINKAGE = 5;

/**
 * Terms of a day that are kept: those in the most papers, and in one of 500 at least. The
 * share, and not a number, so that a term does not seem rarer for days with fewer papers.
 */
const MAX_TERMS = 20_000;
const PAPERS_FOR_EACH = 500;
/** Of one paper's text; what is longer is no abstract. */
const MAX_CHARACTERS = 20_000;
const MAX_TOLD = 3;

/** Words without a subject of their own, in any field: of grammar, and of what every abstract says of itself. */
const STOP_WORDS = new Set(
  (
    'a about above achieve achieved achieves achieving across additional additionally address addresses addressing ' +
    'after against aim aims all allow allows almost along also although among an analyse analyze and any applied ' +
    'apply are as at available based be because been before being below better between both but by can cannot ' +
    'challenging common compared comprehensive consistently contribution contributions could critical crucial ' +
    'current currently demonstrate demonstrated demonstrates demonstrating designed despite develop developed did ' +
    'different difficult directly do does due during each effective effectively effectiveness efficient ' +
    'efficiently either enable enables enabling enhance enhances ensure evaluate evaluated even every existing ' +
    'experimental explore extensive few finally find findings first focus for from fully further furthermore ' +
    'general generally github given has have having here high how however https if important improve improved ' +
    'improvement improvements improves improving in including increase increasing into introduce introduced ' +
    'introduces introducing investigate is it its itself key lack large lead leading leads less leverage leverages ' +
    'leveraging limited low main mainly make makes many may more moreover most much multiple must need needs new ' +
    'no nor not novel number obtain of offer offers often on one only or order other our out outperform ' +
    'outperforming outperforms over overall paper particular particularly per potential previous previously ' +
    'propose proposed proposes provide provided provides providing publicly range recent recently reduce reduces ' +
    'related remain remains require required requires respectively result resulting results reveal reveals ' +
    'reviewed same second several show showing shown shows significant significantly simple simultaneously since ' +
    'single so some specific specifically state-of-the-art still strong studied substantial substantially such ' +
    'suggest superior systematic than that the their them then there these they third this those three through ' +
    'thus to too toward towards traditional two typically under unified until up upon use used uses using validate ' +
    'various very via was we well were what when where whether which while who whose why widely will with within ' +
    'without work works would yet you your'
  ).split(' '),
);

/** Words that say something beside another only: a "world model", but no "model". Singular. */
const GENERAL_WORDS = new Set(
  (
    'analysis approach challenge code data design evaluation experiment framework method model performance problem ' +
    'research review score state study support system task technique understanding'
  ).split(' '),
);

/** Maths, commands and addresses are no words. */
const NOT_PROSE = /\$[^$]{0,500}\$|\\[a-zA-Z]{1,40}|https?:\/\/\S{1,300}|arXiv:\S{1,40}/g;
/** A word, or what ends a phrase. */
const TOKEN = /[a-z][a-z0-9]*(?:-[a-z0-9]+){0,4}|[.,;:!?()[\]{}"“”]/g;
const MAX_WORD = 40;

/** "worlds" is counted as "world"; "loss", "analysis", "focus" and "series" are no plurals. */
const singular = (word: string): string => {
  if (word.length < 4 || !word.endsWith('s') || /(?:[aisu]s|series|species)$/.test(word)) return word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  return /(?:ss|x|ch|sh|bias)es$/.test(word) ? word.slice(0, -2) : word.slice(0, -1);
};

const isWord = (token: string): boolean => /^[a-z]/.test(token);
const carries = (word: string): boolean => word.length > 2 && word.length <= MAX_WORD && !STOP_WORDS.has(word);

/** The distinct terms of a text: words, and pairs of neighbours that no punctuation parts. */
export const termsOf = ({
  title,
  abstract,
}: {
  readonly title: string;
  readonly abstract: string;
}): ReadonlySet<string> => {
  const text = `${title} . ${abstract}`.slice(0, MAX_CHARACTERS).replace(NOT_PROSE, ' , ').toLowerCase();
  const terms = new Set<string>();
  let before: string | undefined;
  for (const [token] of text.matchAll(TOKEN)) {
    const word = isWord(token) && carries(token) ? singular(token) : undefined;
    if (word !== undefined) {
      const isGeneral = GENERAL_WORDS.has(word);
      if (!isGeneral) terms.add(word);
      if (before !== undefined && !(isGeneral && GENERAL_WORDS.has(before))) terms.add(`${before} ${word}`);
    }
    before = word;
  }
  return terms;
};

/** In how many of a day's papers each term stands; equal counts are kept in order of the term. */
export const countTerms = (
  date: string,
  papers: readonly { readonly title: string; readonly abstract: string }[],
): TermCounts => {
  const counts = new Map<string, number>();
  for (const paper of papers) for (const term of termsOf(paper)) counts.set(term, (counts.get(term) ?? 0) + 1);
  const kept = [...counts]
    .filter(([, count]) => count * PAPERS_FOR_EACH >= papers.length)
    .sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))
    .slice(0, MAX_TERMS)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return { date, papers: papers.length, terms: Object.fromEntries(kept) };
};

interface Sum {
  readonly papers: number;
  readonly dates: number;
  /** By term, in how many papers and on how many days. */
  readonly counts: ReadonlyMap<string, { readonly papers: number; readonly dates: number }>;
}

const sumOf = (days: readonly TermCounts[]): Sum => {
  const counts = new Map<string, { papers: number; dates: number }>();
  let papers = 0;
  for (const day of days) {
    papers += day.papers;
    for (const [term, count] of Object.entries(day.terms)) {
      const sum = counts.get(term);
      if (sum === undefined) counts.set(term, { papers: count, dates: 1 });
      else {
        sum.papers += count;
        sum.dates += 1;
      }
    }
  }
  return { papers, dates: days.length, counts };
};

/**
 * The terms that burst on a date, each with its lift. None while the history is too short to compare with, as in the first
 * weeks of a deployment.
 *
 * @param history days in any order; those after the date count for nothing
 */
export const burstsOn = (date: string, history: readonly TermCounts[]): ReadonlyMap<string, number> => {
  const recentFrom = addDays(date, 1 - RECENT_DAYS);
  const baseFrom = addDays(recentFrom, -BASE_DAYS);
  const recent = sumOf(history.filter((day) => day.date >= recentFrom && day.date <= date));
  const base = sumOf(history.filter((day) => day.date >= baseFrom && day.date < recentFrom));
  const bursts = new Map<string, number>();
  if (recent.dates < MIN_RECENT_DATES || base.dates < MIN_BASE_DATES || base.papers === 0) return bursts;
  const share = recent.papers / base.papers;
  const least = Math.max(MIN_PAPERS, MIN_SHARE * recent.papers);
  for (const [term, { papers, dates }] of recent.counts) {
    if (papers < least || dates < MIN_DATES) continue;
    const expected = (base.counts.get(term)?.papers ?? 0) * share;
    const lift = (papers + SHRINKAGE) / (expected + SHRINKAGE);
    // What is expected is a count itself, of the base, and as uncertain.
    const deviation = Math.sqrt(1 + expected * (1 + share));
    if (lift >= MIN_LIFT && papers - expected >= MIN_DEVIATIONS * deviation)
      bursts.set(term, Math.round(lift * 10) / 10);
  }
  return bursts;
};

const isTold = (told: readonly BurstingTerm[], { term }: BurstingTerm): boolean => {
  const words = term.split(' ');
  return told.some((other) => other.term.split(' ').some((word) => words.includes(word)));
};

/** Those that a paper holds: the strongest three that have no word in common, of equals a pair before a word. */
export const burstingTermsOf = (
  paper: { readonly title: string; readonly abstract: string },
  bursts: ReadonlyMap<string, number>,
): readonly BurstingTerm[] => {
  if (bursts.size === 0) return [];
  const found: BurstingTerm[] = [...termsOf(paper)].flatMap((term) => {
    const lift = bursts.get(term);
    return lift === undefined ? [] : [{ term, lift }];
  });
  const told: BurstingTerm[] = [];
  for (const term of found.sort(
    (a, b) => b.lift - a.lift || b.term.split(' ').length - a.term.split(' ').length || (a.term < b.term ? -1 : 1),
  ))
    if (told.length < MAX_TOLD && !isTold(told, term)) told.push(term);
  return told;
};
