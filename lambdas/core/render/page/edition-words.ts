/** The edition line: which announcement a page shows, whether it is all here, and when the next one comes. */
import { announcementInstant, newYorkDate, nextListDate, quietReason } from '../../calendar/announcement-calendar.ts';
import { addDays, daysBetween } from '../../calendar/new-york-time.ts';
import { ALL_CATEGORIES } from '../../rank/ranked-list.ts';
import { html, type SafeHtml } from '../html.ts';
import { cleanLine, countOf, foldList, shortenText, spokenNumber } from '../mail/mail-text.ts';
import { shortSpokenDate, spokenDate } from '../mail/spoken-date.ts';
import type { BatchSummary } from './batch-summary.ts';
import { momentWords } from './status-words.ts';

export interface EditionInput {
  readonly category: string;
  readonly summary: BatchSummary;
  readonly now: Date;
  /** A sample has no next edition. */
  readonly sample: boolean;
  /** A list of the archive has had its next one. @default false */
  readonly isPast?: boolean;
}

const SHORTFALLS_SHOWN = 4;
const REASON_BYTES = 120;

const inField = (category: string): string => (category === ALL_CATEGORIES ? '' : ` in ${category}`);

const announcedWords = ({ category, summary }: EditionInput): string => {
  const { announced, unit } = summary;
  return unit === 'papers'
    ? `${countOf(announced, 'paper')} announced${inField(category)}`
    : `${countOf(announced, 'entry', 'entries')} on the lists read`;
};

const shortfallWords = ({ shortfalls }: BatchSummary): string => {
  const named = shortfalls.map(({ category, missing, reason }) => {
    if (missing > 0) return `${category} is short by ${spokenNumber(missing)}`;
    return reason === undefined
      ? `${category} is short`
      : `${category} is short: ${shortenText(cleanLine(reason), REASON_BYTES)}`;
  });
  return named.length === 0 ? 'something is missing' : foldList(named, SHORTFALLS_SHOWN);
};

/** When the first of the short batches is repaired. */
const repairWords = ({ shortfalls }: BatchSummary, now: Date): string => {
  const [first] = shortfalls.flatMap(({ nextRepairAt }) => nextRepairAt ?? []).sort();
  return first === undefined || first < now.toISOString() ? '' : `, repair ${momentWords(first, now)}`;
};

const batchWords = (input: EditionInput): SafeHtml => {
  const { category, summary, now, sample } = input;
  if (!summary.known && summary.state !== 'quiet') return html`no record of the announcement${inField(category)}`;
  switch (summary.state) {
    case 'quiet': {
      const reason = quietReason(summary.date);
      return html`no announcement${reason !== undefined && `: ${reason}`}`;
    }
    case 'complete':
      if (summary.announced === 0) return html`nothing announced${inField(category)}`;
      return html`${announcedWords(input)}, <b class="good">all stored</b>`;
    case 'pending':
      return summary.stored < summary.announced
        ? html`${announcedWords(input)}, ${spokenNumber(summary.stored)} stored,
            <b class="bad">the rest is on its way</b>`
        : html`${announcedWords(input)} so far, <b class="bad">not yet confirmed as all</b>`;
    case 'short':
      return html`${announcedWords(input)}, ${spokenNumber(summary.stored)} stored,
        <b class="bad">${shortfallWords(summary)}</b>${!sample && repairWords(summary, now)}`;
  }
};

/** Why there is nothing between two lists: `weekend`, `Thanksgiving and weekend`; empty when they follow each other. */
const quietWords = (from: string, to: string): string => {
  const reasons = Array.from({ length: daysBetween(from, to) - 1 }, (_, index) =>
    quietReason(addDays(from, index + 1)),
  );
  return [...new Set(reasons.filter((reason) => reason !== undefined))].join(' and ');
};

const TIME_OF_DAY = '20:00';

const comingWords = (date: string, next: string, now: Date): SafeHtml => {
  const evening = addDays(next, -1);
  const today = newYorkDate(now);
  const day = evening === today ? `tonight, ${shortSpokenDate(evening)},` : shortSpokenDate(evening);
  // Today's own reason is said before.
  const quiet = quietReason(today) === undefined ? quietWords(date, next) : '';
  return html`next edition <time datetime="${announcementInstant(next).toISOString()}">${day} at ${TIME_OF_DAY}</time>,
    New York${quiet !== '' && `, nothing before: ${quiet}`}`;
};

const nextWords = (date: string, now: Date): SafeHtml | string => {
  const next = nextListDate(date);
  const today = newYorkDate(now);
  if (now < announcementInstant(next)) return comingWords(date, next, now);
  if (today < next) return `the list of ${shortSpokenDate(next)} is on its way`;
  return now < announcementInstant(nextListDate(next))
    ? `the list of ${shortSpokenDate(next)} is not in yet`
    : 'newer lists are not in yet';
};

const todayWords = (date: string, now: Date): string => {
  const today = newYorkDate(now);
  const reason = quietReason(today);
  return today > date && reason !== undefined ? `no announcement today: ${reason}` : '';
};

/** One line of phrases; says nothing about the next edition of a sample. */
export const editionWords = (input: EditionInput): SafeHtml => {
  const { summary, now, sample, isPast = false } = input;
  const day = html`<time datetime="${summary.date}">${spokenDate(summary.date)}</time>`;
  const phrases = [
    day,
    batchWords(input),
    ...(sample || isPast ? [] : [todayWords(summary.date, now), nextWords(summary.date, now)]),
  ];
  return phrases
    .filter((phrase) => phrase !== '')
    .reduce<SafeHtml>((line, phrase, index) => (index === 0 ? html`${phrase}` : html`${line} · ${phrase}`), html``);
};
