/**
 * What a digest mail says, as plain text in its final wording and bounded in size: the HTML and the text part are both
 * drawn from it, so they can't tell different things.
 */
import type { Digest, DigestEntry } from '../../digest/digest.ts';
import { absUrl, isSampleId } from '../../paper/arxiv-id.ts';
import { daysOnListPhrase } from '../../rank/place-evidence.ts';
import { ALL_CATEGORIES, type Section } from '../../rank/ranked-list.ts';
import type { Subscriber } from '../../subscriber/subscriber.ts';
import { plainMaths } from '../../tex/plain-maths.ts';
import { RANDOM_PLACE_REASON } from '../random-place.ts';
import { editionLine } from './edition-line.ts';
import type { MailSite } from './mail-site.ts';
import { cleanLine, countOf, foldList, shortenText } from './mail-text.ts';
import { spokenDate, spokenDayOf } from './spoken-date.ts';

/** How much of each paper is shown; bounds are bytes of escaped HTML. */
export interface Detail {
  readonly titleBytes: number;
  readonly authorsBytes: number;
  readonly evidenceLines: number;
  readonly abstractBytes: number;
}

export interface PaperContent {
  readonly title: string;
  readonly authors: string;
  /** `No. 3 in cs.LG`, `Drawn from cs.LG` */
  readonly place: string;
  readonly movement: { readonly direction: 'up' | 'down' | 'none'; readonly text: string } | undefined;
  readonly evidence: readonly string[];
  readonly abstract: string;
  /** The paper's page on our site, which explains its place. */
  readonly pageUrl: string;
  /** Label and address; no address for what exists nowhere (a sample's arXiv number). */
  readonly arxiv: { readonly label: string; readonly url: string | undefined };
  readonly codeUrl: string | undefined;
}

export interface SectionContent {
  readonly heading: string;
  /** One sentence below it, where the heading alone doesn't say what stands there. */
  readonly note: string | undefined;
  readonly papers: readonly PaperContent[];
}

export interface DigestContent {
  readonly date: string;
  readonly fields: string;
  /** Said at the head of the mail when its papers are invented. */
  readonly sampleNotice: string | undefined;
  readonly sections: readonly SectionContent[];
  /** Said after the last paper when some were left out. */
  readonly omittedNotice: string | undefined;
  readonly edition: string;
  readonly reason: string;
  readonly webUrl: string;
  readonly preferencesUrl: string;
  readonly unsubscribeUrl: string;
  readonly postalAddress: string;
}

const HEADINGS: Readonly<Record<Section, string>> = {
  new: 'New',
  rising: 'Rising',
  'still-hot': 'Still hot',
  explore: 'Picked at random',
};

const RANDOM_NOTE = `${RANDOM_PLACE_REASON.charAt(0).toUpperCase()}${RANDOM_PLACE_REASON.slice(1)}.`;

const AUTHORS_SHOWN = 3;
const FIELDS_SHOWN = 6;
/** One evidence line; the ranking's own are far shorter. */
const EVIDENCE_BYTES = 90;
/** A longer address of a repository is no repository's address. */
const MAX_URL_BYTES = 250;

const SAMPLE_NOTICE = 'This is a sample: every paper, author and figure in this mail is invented.';

/** No title or abstract of arXiv comes near; what is longer is cut before work is spent on it. */
const MAX_SOURCE_LENGTH = 6_000;

/** Maths made readable, on one line, within the bound. */
const proseOf = (text: string, bound: number): string =>
  shortenText(cleanLine(plainMaths(text.slice(0, MAX_SOURCE_LENGTH))), bound);

const placesOf = (count: number): string => countOf(count, 'place');

const movementOf = ({ rank, previousRank, daysOnList, section }: DigestEntry): PaperContent['movement'] => {
  if (section === 'explore') return undefined;
  if (previousRank === null) return section === 'new' ? undefined : { direction: 'none', text: 'new on the list' };
  if (rank < previousRank) return { direction: 'up', text: `up ${placesOf(previousRank - rank)}` };
  if (rank > previousRank) return { direction: 'down', text: `down ${placesOf(rank - previousRank)}` };
  return { direction: 'none', text: daysOnListPhrase(daysOnList) };
};

/** What was drawn by lot has earned no number. */
const placeOf = ({ section, rank, category }: DigestEntry): string => {
  const isAll = category === ALL_CATEGORIES;
  if (section === 'explore') return isAll ? 'Drawn from all fields' : `Drawn from ${category}`;
  return isAll ? `No. ${rank} over all fields` : `No. ${rank} in ${category}`;
};

const paperContent = (
  entry: DigestEntry,
  { site, detail }: { readonly site: MailSite; readonly detail: Detail },
): PaperContent => {
  const { paper } = entry;
  const invented = isSampleId(paper.paperId);
  const code = paper.links.code[0];
  return {
    title: proseOf(paper.title, detail.titleBytes),
    authors: shortenText(cleanLine(foldList(paper.authors, AUTHORS_SHOWN)), detail.authorsBytes),
    place: placeOf(entry),
    movement: movementOf(entry),
    evidence: entry.evidence.slice(0, detail.evidenceLines).map((line) => shortenText(cleanLine(line), EVIDENCE_BYTES)),
    abstract: proseOf(paper.abstract, detail.abstractBytes),
    pageUrl: `${site.baseUrl}/papers/${paper.paperId}`,
    arxiv: { label: `arXiv ${paper.paperId}`, url: invented ? undefined : absUrl(paper.paperId) },
    // An invented repository may have a real namesake, which has nothing to do with this mail.
    codeUrl: invented || code === undefined || Buffer.byteLength(code) > MAX_URL_BYTES ? undefined : code,
  };
};

const fieldsOf = ({ categories }: Digest): string =>
  categories.includes(ALL_CATEGORIES) ? 'for every field' : `for ${foldList(categories, FIELDS_SHOWN)}`;

const reasonOf = ({ consent, preferences }: Subscriber): string => {
  switch (consent.by) {
    case 'sample':
      return 'You get this as the invented reader of a local round.';
    case 'operator':
      return `You get this because you were subscribed by this service’s operator on ${spokenDayOf(consent.at, preferences.timeZone)}.`;
    case 'form':
      return `You get this because you subscribed on ${spokenDayOf(consent.at, preferences.timeZone)}.`;
  }
};

/** The reader's list on the site: their one field, else the front page. */
const webUrlOf = ({ categories }: Digest, { baseUrl }: MailSite): string => {
  const [only] = categories;
  return categories.length === 1 && only !== undefined
    ? `${baseUrl}/?category=${encodeURIComponent(only)}`
    : `${baseUrl}/`;
};

/** The first `limit` papers of the digest in order; sections that would be empty are left out. */
const firstPapers = (
  digest: Digest,
  limit: number,
): readonly { readonly section: Section; readonly entries: readonly DigestEntry[] }[] => {
  let left = limit;
  return digest.sections
    .map(({ section, entries }) => {
      const shown = entries.slice(0, left);
      left -= shown.length;
      return { section, entries: shown };
    })
    .filter(({ entries }) => entries.length > 0);
};

export interface DigestContentInput {
  readonly digest: Digest;
  readonly subscriber: Subscriber;
  readonly site: MailSite;
  readonly preferencesUrl: string;
  readonly unsubscribeUrl: string;
  readonly detail: Detail;
  /** How many papers at most. */
  readonly limit: number;
}

/** Words the digest for this reader. Pure; the same input gives the same words. */
export const digestContent = ({
  digest,
  subscriber,
  site,
  preferencesUrl,
  unsubscribeUrl,
  detail,
  limit,
}: DigestContentInput): DigestContent => {
  const total = digest.sections.reduce((sum, { entries }) => sum + entries.length, 0);
  const omitted = Math.max(0, total - limit);
  return {
    date: spokenDate(digest.localDate),
    fields: fieldsOf(digest),
    sampleNotice: digest.sample ? SAMPLE_NOTICE : undefined,
    sections: firstPapers(digest, limit).map(({ section, entries }) => ({
      heading: HEADINGS[section],
      note: section === 'explore' ? RANDOM_NOTE : undefined,
      papers: entries.map((entry) => paperContent(entry, { site, detail })),
    })),
    omittedNotice: omitted === 0 ? undefined : `${countOf(omitted, 'more paper')} on the web`,
    edition: editionLine(digest),
    reason: reasonOf(subscriber),
    webUrl: webUrlOf(digest, site),
    preferencesUrl,
    unsubscribeUrl,
    postalAddress: cleanLine(site.postalAddress),
  };
};
