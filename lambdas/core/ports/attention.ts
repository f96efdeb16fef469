/** The sources of attention as the collection sees them. Each asks politely and bounds what it takes; none throws for an answer or the network. */
import type { PaperId } from '../paper/paper.ts';

/**
 * Why a source gave no more than it did. `off`: there is no token. `refused`: it turned us away (bad token, forbidden).
 * `limited`: a rate limit, to be left alone until `retryAt`. `unreachable`: no connection, time-out or HTTP 5xx to the end.
 * `unreadable`: an answer came and is not what the source sends (HTML instead of JSON, cut, too large).
 */
export interface SourceStop {
  readonly kind: 'off' | 'refused' | 'limited' | 'unreachable' | 'unreadable';
  /** One clause for people, without addresses of persons or secrets: `GitHub answers with HTTP 502`. */
  readonly reason: string;
  /** Instant, when the source says one. */
  readonly retryAt?: string;
}

/** A repository as GitHub shows it. */
export interface RepositoryLook {
  /** `owner/name` as it was asked for. */
  readonly asked: string;
  /** GitHub's node identifier. */
  readonly id: string;
  /** Present `owner/name`. */
  readonly nameWithOwner: string;
  readonly stars: number;
  readonly forks: number;
  /** Issues ever opened. */
  readonly issues: number;
  /** Instant. */
  readonly createdAt: string;
  readonly isArchived: boolean;
  readonly isFork: boolean;
}

export interface RepositoriesSeen {
  readonly found: readonly RepositoryLook[];
  /** Asked for and not there: deleted, private, or never made. */
  readonly absent: readonly string[];
  /** Names in neither were not answered for, and this is why. */
  readonly stop?: SourceStop;
}

export interface Repositories {
  /** At most `MAX_REPOSITORIES_PER_LOOK` names, in any letter case. */
  look(names: readonly string[]): Promise<RepositoriesSeen>;
  /** HTTP requests so far. */
  requests(): number;
  close(): Promise<void>;
}

/** Aliases in one GraphQL query. */
export const MAX_REPOSITORIES_PER_LOOK = 100;

/** A paper on the daily papers page of Hugging Face. */
export interface DailyPaper {
  readonly paperId: PaperId;
  readonly upvotes: number;
  readonly comments: number;
  /** `owner/name` on GitHub, when the page names one. */
  readonly repository?: string;
}

export interface DailyPapersSeen {
  /** Most upvotes first; of equals in order of identifier. */
  readonly papers: readonly DailyPaper[];
  /** Entries that could not be read. */
  readonly rejected: number;
  readonly stop?: SourceStop;
}

export interface DailyPapers {
  /** The list of one day of Hugging Face. A day without papers is empty and no failure. */
  listOf(date: string): Promise<DailyPapersSeen>;
  requests(): number;
  close(): Promise<void>;
}

/** A story of Hacker News that links a paper on arXiv. */
export interface Story {
  readonly paperId: PaperId;
  readonly storyId: string;
  readonly points: number;
  readonly comments: number;
  /** Instant. */
  readonly submittedAt: string;
}

export interface StoriesSeen {
  readonly stories: readonly Story[];
  readonly rejected: number;
  readonly stop?: SourceStop;
}

export interface Stories {
  /** Stories submitted in `from <= instant < to` whose address is a paper on arXiv; windows with more than one answer holds are halved. */
  submitted(window: { readonly from: string; readonly to: string }): Promise<StoriesSeen>;
  requests(): number;
  close(): Promise<void>;
}
