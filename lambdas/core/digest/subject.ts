/** Subject and preheader of a digest: the news of the day in the two lines that a mailbox shows, never "Your daily digest". */
import { plainMaths } from '../tex/plain-maths.ts';
import { ALL_CATEGORIES, type Section } from '../rank/ranked-list.ts';
import type { Digest, DigestEntry, Edition } from './digest.ts';

/** What mailboxes show of a subject on a wide screen; longer ones are cut by them, without regard to words. */
const MAX_SUBJECT_LENGTH = 110;
/** What mailboxes show beside the subject. */
const PREHEADER_LENGTH = { min: 40, max: 90 } as const;

/** At most so many characters (code points), cut after a word where there is one in the second half. */
const cutText = (text: string, limit: number): string => {
  const characters = Array.from(text);
  if (characters.length <= limit) return text;
  const kept = characters.slice(0, limit - 1).join('');
  const wordEnd = kept.lastIndexOf(' ');
  return `${(wordEnd > kept.length / 2 ? kept.slice(0, wordEnd) : kept).replace(/[\s,;:.–—-]+$/u, '')}…`;
};

/** Line breaks and controls have no place in a header. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\s]+/gu, ' ').trim();

const placeOf = ({ category }: DigestEntry): string => (category === ALL_CATEGORIES ? 'all fields' : category);

const SECTION_WORDS: Readonly<Record<Section, string>> = {
  new: 'New',
  rising: 'Rising',
  'still-hot': 'Still hot',
  explore: 'Picked at random',
};

const headOf = (entry: DigestEntry): string => {
  if (entry.rank === 1) return entry.category === ALL_CATEGORIES ? '#1 over all fields' : `#1 in ${entry.category}`;
  return `${SECTION_WORDS[entry.section]} in ${placeOf(entry)}`;
};

/** The entry that makes the news: what rose or is new before what stays, and of these the best placed. */
const leadOf = ({ sections }: Digest): DigestEntry | undefined => {
  const entries = sections.flatMap((section) => section.entries);
  const fresh = entries.filter(({ section }) => section === 'new' || section === 'rising');
  return (fresh.length > 0 ? fresh : entries).toSorted((a, b) => a.rank - b.rank)[0];
};

/** `#1 in cs.LG: Gradients You Can Throw Away`; an invented one begins with `[sample]`. One line, 110 characters at most. */
export const digestSubject = (digest: Digest): string => {
  const lead = leadOf(digest);
  const head =
    lead === undefined ? `arXiv, ${digest.edition.listDate}` : `${headOf(lead)}: ${plainMaths(lead.paper.title)}`;
  return cutText(oneLine(`${digest.sample ? '[sample] ' : ''}${head}`), MAX_SUBJECT_LENGTH);
};

const NUMBER = new Intl.NumberFormat('en-US');

/** `3 rising, 5 new and 2 still hot` */
const countSections = ({ sections }: Digest): string => {
  const counts = sections.map(({ section, entries }) => `${entries.length} ${SECTION_WORDS[section].toLowerCase()}`);
  return counts.length > 1
    ? `${counts.slice(0, -1).join(', ')} and ${counts.at(-1) ?? ''}`
    : (counts[0] ?? 'Nothing new');
};

const fieldsOf = ({ categories }: Digest): string => {
  if (categories.includes(ALL_CATEGORIES)) return 'all fields';
  return categories.length <= 2 ? categories.join(' and ') : `your ${categories.length} fields`;
};

const batchOf = ({ announced, stored, state }: Edition): string => {
  const listed = `${NUMBER.format(announced)} listed`;
  switch (state) {
    case 'complete':
      return `${listed}, all read.`;
    case 'quiet':
      return 'Nothing was announced.';
    case 'pending':
    case 'short':
      return `${listed}, ${NUMBER.format(stored)} read so far.`;
  }
};

/** `3 rising and 5 new in cs.LG and stat.ML. 1,198 listed, all read.`: 40 to 90 characters, as long as mailboxes show. */
export const digestPreheader = (digest: Digest): string => {
  const counts = `${countSections(digest)} in ${fieldsOf(digest)}.`;
  const full = `${counts} ${batchOf(digest.edition)}`;
  const text = oneLine(full.length <= PREHEADER_LENGTH.max ? full : counts);
  return text.length >= PREHEADER_LENGTH.min
    ? cutText(text, PREHEADER_LENGTH.max)
    : `${text} Each with why it is there.`;
};
