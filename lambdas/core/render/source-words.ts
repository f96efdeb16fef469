/** What sources of evidence are called, on pages, in mails and in the terminal. */
import { ANNOUNCEMENT_SOURCE } from '../score/announcement-prior.ts';
import { SIGNAL_SOURCES, type SignalSource } from '../signal/signal.ts';

export interface SourceWords {
  readonly site: string;
  /** What is counted there. */
  readonly counts: string;
  readonly one: string;
  readonly many: string;
}

export const SOURCE_WORDS: Readonly<Record<SignalSource, SourceWords>> = {
  github: { site: 'GitHub', counts: 'GitHub stars', one: 'star', many: 'stars' },
  'hugging-face': { site: 'Hugging Face', counts: 'Hugging Face upvotes', one: 'upvote', many: 'upvotes' },
  'hacker-news': { site: 'Hacker News', counts: 'Hacker News points', one: 'point', many: 'points' },
};

export const isSignalSource = (source: string): source is SignalSource =>
  SIGNAL_SOURCES.some((known) => known === source);

/** `GitHub stars`, `the announcement`; of a source that this version doesn't know its own name. */
export const sourceWords = (source: string): string => {
  if (source === ANNOUNCEMENT_SOURCE) return 'the announcement';
  return isSignalSource(source) ? SOURCE_WORDS[source].counts : source.replaceAll('-', ' ');
};
