/** What the state of the harvest is called, on the page and in the terminal. */
import type { BatchCount } from '../../batch.ts';
import { newYorkDate } from '../../calendar/announcement-calendar.ts';
import { addDays } from '../../calendar/new-york-time.ts';
import type { CellState, GridCell, GridRow } from '../../harvest/batch-grid.ts';
import type { HarvestRun, HarvestTask } from '../../harvest/harvest-run.ts';
import type { HarvestStatus } from '../../harvest/harvest-status.ts';
import { ALL_CATEGORIES } from '../../rank/ranked-list.ts';
import { cleanLine, countOf, foldList, shortenText, spokenNumber } from '../mail/mail-text.ts';
import { shortSpokenDate, spokenDate } from '../mail/spoken-date.ts';

/** Mark and word of a state: told apart by shape, not by colour alone. */
export const STATE_MARKS: Readonly<
  Record<CellState, { readonly mark: string; readonly word: string; readonly meaning: string }>
> = {
  complete: { mark: '●', word: 'complete', meaning: 'all that was announced is stored' },
  quiet: { mark: '–', word: 'quiet', meaning: 'no list on that day: weekend or holiday' },
  pending: { mark: '○', word: 'pending', meaning: 'not yet confirmed as all' },
  short: { mark: '▲', word: 'short', meaning: 'something is missing' },
  unknown: { mark: '?', word: 'no record', meaning: 'a list was due, and nothing is known of it' },
};

const COUNT_WORDS: Readonly<Record<BatchCount, string>> = {
  'listing-page': 'arXiv’s own count',
  feed: 'the feed',
  oai: 'OAI-PMH',
  api: 'the query API',
  recording: 'a recording',
};

/** By what the number of announced papers is known. */
export const countWords = (countedBy: BatchCount | undefined): string =>
  countedBy === undefined ? 'not counted' : COUNT_WORDS[countedBy];

const SOURCE_WORDS: ReadonlyMap<string, string> = new Map([
  ['listing-page', 'listing page'],
  ['rss', 'feed'],
  ['atom-feed', 'Atom feed'],
  ['oai', 'OAI-PMH'],
  ['atom-api', 'query API'],
  ['daily', 'daily lines'],
]);

/** The kinds of documents that a batch was taken from. */
export const sourceWords = (sources: readonly string[]): string =>
  sources.map((source) => SOURCE_WORDS.get(source) ?? source).join(', ');

const TASK_WORDS: Readonly<Record<HarvestTask, string>> = {
  poll: 'lists of the night',
  repair: 'repair',
  backfill: 'backfill',
  round: 'local round',
};

/** What a run was for. */
export const taskWords = (task: HarvestTask): string => TASK_WORDS[task];

/** The category, or what its row stands for. */
export const rowName = (category: string): string => (category === ALL_CATEGORIES ? 'all fields' : category);

const CLOCK = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'America/New_York',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** `22:30` in New York. */
export const clockWords = (instant: string): string => CLOCK.format(new Date(instant));

/** `tonight at 22:30`, `Friday 20 November at 22:30`: in New York, seen from `now`. */
export const momentWords = (instant: string, now: Date): string => {
  const date = newYorkDate(new Date(instant));
  const today = newYorkDate(now);
  const clock = clockWords(instant);
  if (date === today)
    return clock >= '18:00' && instant > now.toISOString() ? `tonight at ${clock}` : `today at ${clock}`;
  if (date === addDays(today, 1)) return `tomorrow at ${clock}`;
  if (date === addDays(today, -1)) return `yesterday at ${clock}`;
  return `${shortSpokenDate(date)} at ${clock}`;
};

const REASON_BYTES = 240;

/** A reason from a row, fit for a line. */
export const reasonWords = (reason: string): string => shortenText(cleanLine(reason), REASON_BYTES);

/** What the counts say anyway. */
const COUNTED_CLAUSE = /^\d+ of \d+ papers are missing$/;

/** `12 of 112 papers missing: …; next repair tonight at 22:30.` */
export const shortfallSentence = ({ missing, announced, reason, nextRepairAt }: GridCell, now: Date): string => {
  const count = `${spokenNumber(missing)} of ${countOf(announced, 'paper')} missing`;
  const clauses = (reason ?? '').split('; ').filter((clause) => !COUNTED_CLAUSE.test(clause));
  const said = reasonWords(clauses.join('; ')).replace(/\.$/, '');
  const gap = missing === 0 ? said || 'not known to be all' : said === '' ? count : `${count}: ${said}`;
  const repair = nextRepairAt === undefined ? 'no repair follows' : `next repair ${momentWords(nextRepairAt, now)}`;
  return `${gap}; ${repair}.`;
};

/** A date further back is said with its year. */
const LISTS_WITHOUT_YEAR = 40;

/** How fresh a category is. */
export const freshnessWords = ({ newestComplete, behind = 0 }: Pick<GridRow, 'newestComplete' | 'behind'>): string => {
  if (newestComplete === undefined) return 'no complete list';
  if (behind === 0) return `up to ${shortSpokenDate(newestComplete)}`;
  const day = behind > LISTS_WITHOUT_YEAR ? spokenDate(newestComplete) : shortSpokenDate(newestComplete);
  return `up to ${day}, ${countOf(behind, 'list')} behind`;
};

const CATEGORIES_NAMED = 4;

/** The verdict over all fields, one or two sentences. */
export const verdictWords = ({ grid, shortBatches }: Pick<HarvestStatus, 'grid' | 'shortBatches'>): string => {
  const fields = grid.rows.filter(({ category }) => category !== ALL_CATEGORIES);
  const late = fields.filter(({ behind }) => behind !== 0);
  const due = shortSpokenDate(grid.dueDate);
  const short = shortBatches.length === 0 ? '' : ` ${countOf(shortBatches.length, 'batch is', 'batches are')} short.`;
  if (late.length === 0) return `Every field is complete up to the list of ${due}.${short}`;
  const names = foldList(
    late.map(({ category }) => category),
    CATEGORIES_NAMED,
  );
  const verb = late.length === 1 ? 'is' : 'are';
  return `${late.length === fields.length ? 'No field' : names} ${late.length === fields.length ? 'is' : `${verb} not`} complete up to the list of ${due}.${short}`;
};

/** `3.4 MB` */
export const bytesWords = (bytes: number): string => {
  if (bytes < 1_000_000) return `${spokenNumber(Math.ceil(bytes / 1000))} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
};

/** `4 min 10 s` */
export const durationWords = ({ startedAt, endedAt }: Pick<HarvestRun, 'startedAt' | 'endedAt'>): string => {
  const seconds = Math.max(0, Math.round((Date.parse(endedAt) - Date.parse(startedAt)) / 1000));
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
};
