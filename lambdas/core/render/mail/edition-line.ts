/** What the mail says about the announcement itself: the truth on what was announced and read, and when to expect more. */
import { quietReason } from '../../calendar/announcement-calendar.ts';
import { daysBetween } from '../../calendar/new-york-time.ts';
import type { Digest } from '../../digest/digest.ts';
import { ALL_CATEGORIES } from '../../rank/ranked-list.ts';
import { missingClauses } from '../missing-words.ts';
import { countOf, foldList, spokenNumber } from './mail-text.ts';
import { shortSpokenDate } from './spoken-date.ts';

/** A paper stands on the list of each of its categories, so over several lists there are entries, not papers. */
const announcedPhrase = ({ categories, edition, sample }: Digest): string => {
  const source = sample ? 'The sample' : 'arXiv';
  const [only] = categories;
  if (categories.includes(ALL_CATEGORIES)) return `${source} announced ${countOf(edition.announced, 'paper')}`;
  if (categories.length === 1 && only !== undefined) {
    return `${source} announced ${countOf(edition.announced, 'paper')} in ${only}`;
  }
  const owner = sample ? 'The sample’s' : 'arXiv’s';
  return `${owner} ${categories.length} lists for your fields held ${countOf(edition.announced, 'entry', 'entries')}`;
};

const batchSentence = (digest: Digest): string => {
  const { edition } = digest;
  const source = digest.sample ? 'The sample' : 'arXiv';
  const day = shortSpokenDate(edition.listDate);
  const read = spokenNumber(edition.stored);
  const were = edition.stored === 1 ? 'was' : 'were';
  switch (edition.state) {
    case 'quiet': {
      const reason = quietReason(edition.listDate);
      return `${source} announced nothing on ${day}${reason === undefined ? '' : ` (${reason})`}.`;
    }
    case 'complete':
      if (edition.announced === 0) return `${source} announced nothing in your fields on ${day}.`;
      return `${announcedPhrase(digest)} on ${day}; all were read.`;
    case 'pending':
      return `${announcedPhrase(digest)} on ${day}; ${read} ${were} read by the time of this mail, the rest is on its way.`;
    case 'short': {
      const missing = edition.shortCategories.map(({ category, missing: count }) => `${count} in ${category}`);
      const where = missing.length === 0 ? '' : ` Missing: ${foldList(missing, 6)}.`;
      return `${announcedPhrase(digest)} on ${day}; ${read} ${were} read.${where}`;
    }
  }
};

/** A sample has no next list, and a weekly reader waits a week whatever arXiv does. */
const nextSentence = ({ edition, sample, stream }: Digest): string => {
  if (sample) return '';
  if (stream === 'weekly') return 'Your next edition comes in a week.';
  const next = shortSpokenDate(edition.nextListDate);
  return daysBetween(edition.listDate, edition.nextListDate) > 1
    ? `The next list is that of ${next}; no mail comes before it.`
    : `The next list is that of ${next}.`;
};

/** What the places in the mail were worked out without. */
const missingSentence = ({ missingSources, edition }: Digest): string => {
  const clauses = missingClauses(missingSources, edition.listDate);
  return clauses.length === 0 ? '' : `The ranking is partial, ${clauses.join('; ')}.`;
};

/** One to three sentences; plain text. */
export const editionLine = (digest: Digest): string =>
  [batchSentence(digest), missingSentence(digest), nextSentence(digest)].filter(Boolean).join(' ');
