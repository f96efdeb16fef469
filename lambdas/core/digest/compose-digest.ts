/**
 * Chooses what one reader's digest says. Pure: lists, papers and what the reader had already come in, a digest comes out, or
 * `undefined` when there is nothing to say; rendering and sending are apart.
 *
 * Only the week's lists are looked at: they hold the day's papers beside what is still moving, and one rank per field is
 * enough for a mail. Sections are the reader's own: New is what was announced since their last digest, even where the
 * list calls it otherwise.
 */
import { addDays } from '../calendar/new-york-time.ts';
import type { Stream } from '../delivery.ts';
import type { Paper, PaperId } from '../paper/paper.ts';
import { daysOnListPhrase, PICKED_AT_RANDOM } from '../rank/place-evidence.ts';
import type { MissingSource, RankedList, RankedPaper, Section } from '../rank/ranked-list.ts';
import type { Preferences } from '../subscriber/subscriber.ts';
import type { Digest, DigestEntry, Edition } from './digest.ts';
import { hasReleasedCode } from './released-code.ts';
import { DIGEST_SECTIONS, splitPlaces } from './split-places.ts';
import { matchingAuthor, matchingTopic, wordsOf, type PaperWords } from './text-match.ts';

export interface DigestInput {
  readonly stream: Stream;
  /** The reader's local date. */
  readonly localDate: string;
  readonly preferences: Preferences;
  /** Lists of the edition's date in the reader's categories; those of other windows than `week` are passed over. */
  readonly lists: readonly RankedList[];
  /** The papers on the lists; one that is missing here is left out. */
  readonly papers: ReadonlyMap<PaperId, Paper>;
  readonly edition: Edition;
  /** Newest list date that a digest to this reader has covered; none: this is their first. */
  readonly coveredThrough?: string | undefined;
  /** What their mails have carried. */
  readonly alreadySent: ReadonlySet<PaperId>;
  readonly sample: boolean;
}

/** A paper on the best of its places for this reader. */
interface Candidate {
  readonly paper: Paper;
  readonly place: RankedPaper;
  readonly category: string;
}

/** A place that was earned before one that was drawn by lot, then the higher one. */
const isBetter = (a: RankedPaper, b: RankedPaper): boolean => {
  const [aIsPicked, bIsPicked] = [a.section === 'explore', b.section === 'explore'];
  return aIsPicked === bIsPicked ? a.rank < b.rank : bIsPicked;
};

/** A paper that stands on several lists is shown once, where it stands highest; of equals, on the list that comes first. */
const bestPlaces = ({ lists, papers }: DigestInput): readonly Candidate[] => {
  const best = new Map<PaperId, Candidate>();
  for (const { category, window, papers: places } of lists) {
    if (window !== 'week') continue;
    for (const place of places) {
      const paper = papers.get(place.paperId);
      if (paper === undefined || paper.withdrawn === true) continue;
      const known = best.get(place.paperId);
      if (known === undefined || isBetter(place, known.place)) best.set(place.paperId, { paper, place, category });
    }
  }
  return [...best.values()];
};

/** A first digest goes back a day, or for weekly readers a week. */
const newSince = ({ coveredThrough, stream, edition }: DigestInput): string =>
  coveredThrough ?? addDays(edition.listDate, stream === 'daily' ? -1 : -7);

const hadIt = ({ paper }: Candidate, { alreadySent }: DigestInput): boolean => alreadySent.has(paper.paperId);

/** A paper that a mail has carried comes back only when it rose since. */
const isForThisMail = (candidate: Candidate, input: DigestInput): boolean =>
  candidate.place.section === 'rising' || !hadIt(candidate, input);

/** The section for this reader; nothing is new twice. */
const sectionFor = (
  candidate: Candidate,
  { input, wish }: { readonly input: DigestInput; readonly wish: string | undefined },
): Section => {
  const { paper, place } = candidate;
  // What the reader asked for is no matter of chance.
  if (place.section === 'explore' && wish === undefined) return 'explore';
  if (!hadIt(candidate, input) && paper.announcedOn > newSince(input)) return 'new';
  return place.section === 'rising' ? 'rising' : 'still-hot';
};

/** What the reader asked to see: the line that says so. */
const wishFor = (words: PaperWords, { topics, authors }: Preferences): string | undefined => {
  const author = matchingAuthor(words, authors);
  if (author !== undefined) return `by ${author}, whom you follow`;
  const topic = matchingTopic(words, topics);
  return topic === undefined ? undefined : `matches “${topic}”`;
};

/** Said elsewhere in the mail: "day 3 on the list" in place of a movement, and over its section that a paper was picked at random. */
const evidenceLines = (
  { place }: Candidate,
  { wish, section }: { readonly wish: string | undefined; readonly section: Section },
): readonly string[] => {
  const shownAsMovement = place.rank === place.previousRank ? daysOnListPhrase(place.daysOnList) : undefined;
  const shownAsHeading = section === 'explore' ? PICKED_AT_RANDOM : undefined;
  return [
    ...(wish === undefined ? [] : [wish]),
    ...place.evidence.filter((line) => line !== shownAsMovement && line !== shownAsHeading),
  ];
};

interface ChosenEntry {
  readonly entry: DigestEntry;
  readonly wished: boolean;
  readonly score: number;
}

const entriesFor = (input: DigestInput): readonly ChosenEntry[] =>
  bestPlaces(input).flatMap((candidate) => {
    if (!isForThisMail(candidate, input)) return [];
    const { paper, place, category } = candidate;
    if (input.preferences.onlyWithCode && !hasReleasedCode(paper)) return [];
    const words = wordsOf(paper);
    if (matchingTopic(words, input.preferences.exclude) !== undefined) return [];
    const wish = wishFor(words, input.preferences);
    const section = sectionFor(candidate, { input, wish });
    const { rank, daysOnList, score } = place;
    // Chance moved it, so that its movement says nothing.
    const previousRank = place.section === 'explore' ? null : place.previousRank;
    const evidence = evidenceLines(candidate, { wish, section });
    return [
      {
        entry: { paper, section, category, rank, previousRank, daysOnList, evidence },
        wished: wish !== undefined,
        score,
      },
    ];
  });

/** What the reader asked for first; then by rank, so that each of their fields comes to word; then by score. */
const wishedThenRankThenScore = (a: ChosenEntry, b: ChosenEntry): number =>
  Number(b.wished) - Number(a.wished) ||
  a.entry.rank - b.entry.rank ||
  b.score - a.score ||
  (a.entry.paper.paperId < b.entry.paper.paperId ? -1 : 1);

/**
 * Whether the mail would carry news: something new or risen, or a batch of which the reader must be told that it isn't whole.
 * Otherwise a small field would be mailed its old papers one by one, day after day. A first digest has no before.
 */
const hasNews = (chosen: readonly ChosenEntry[], { edition, coveredThrough }: DigestInput): boolean =>
  chosen.some(({ entry }) => entry.section === 'new' || entry.section === 'rising') ||
  (chosen.length > 0 && (coveredThrough === undefined || edition.state === 'short' || edition.state === 'pending'));

/** Of all lists, each source once: the lists of one date were made with the same sources. */
const missingFrom = (lists: readonly RankedList[]): readonly MissingSource[] => [
  ...new Map(lists.flatMap(({ missingSources }) => missingSources.map((each) => [each.source, each]))).values(),
];

/** The digest, or `undefined`: no list was due, this reader had these lists already, or there is nothing new on them. */
export const composeDigest = (input: DigestInput): Digest | undefined => {
  const { stream, localDate, preferences, edition, coveredThrough, sample } = input;
  if (edition.state === 'quiet') return undefined;
  if (coveredThrough !== undefined && coveredThrough >= edition.listDate) return undefined;
  const chosen = entriesFor(input).toSorted(wishedThenRankThenScore);
  if (!hasNews(chosen, input)) return undefined;
  const bySection = (section: Section): readonly DigestEntry[] =>
    chosen.filter(({ entry }) => entry.section === section).map(({ entry }) => entry);
  const places = splitPlaces(preferences.maxPapers, (section) => bySection(section).length);
  return {
    stream,
    localDate,
    categories: preferences.categories,
    sections: DIGEST_SECTIONS.map((section) => ({
      section,
      entries: bySection(section).slice(0, places.get(section)),
    })).filter(({ entries }) => entries.length > 0),
    edition,
    missingSources: missingFrom(input.lists),
    sample,
  };
};
