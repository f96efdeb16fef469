/** The sources of signals as they are asked from this machine. */
import { createGitHub } from '../lambdas/adapters/github/github.ts';
import { createHackerNews } from '../lambdas/adapters/hacker-news/hacker-news.ts';
import { createHuggingFace } from '../lambdas/adapters/hugging-face/hugging-face.ts';
import type { SourceOptions } from '../lambdas/adapters/network/json-client.ts';
import type { SourceStop } from '../lambdas/core/ports/attention.ts';
import type { Sources } from '../lambdas/functions/collect-signals/run-night.ts';
import {
  unaskedDailyPapers,
  unaskedRepositories,
  unaskedStories,
} from '../lambdas/functions/collect-signals/unasked-sources.ts';
import { LOCAL_USER_AGENT } from './local-user-agent.ts';
import type { RoundSettings } from './round-settings.ts';

export interface SourcesWanted {
  /** Only those whose address the environment gives: what was recorded is replayed without a network. */
  readonly onlyGiven: boolean;
  /** Somebody waits for the page: less is waited for an answer than a deployment does. */
  readonly isHurried: boolean;
}

const HURRIED_LIMITS = { connectMs: 2000, headersMs: 4000, idleMs: 3000, totalMs: 6000 } as const;

const NOT_GIVEN: SourceStop = { kind: 'off', reason: 'a replay asks no source unless its address is given' };

export const openSources = (
  { attention, gitHubToken }: Pick<RoundSettings, 'attention' | 'gitHubToken'>,
  { onlyGiven, isHurried }: SourcesWanted,
): Sources => {
  /** Undefined for a source that is not asked. */
  const optionsOf = (source: keyof typeof attention): SourceOptions | undefined => {
    const { baseUrl, isGiven } = attention[source];
    if (onlyGiven && !isGiven) return undefined;
    return { baseUrl, userAgent: LOCAL_USER_AGENT, ...(isHurried && { limits: HURRIED_LIMITS }) };
  };
  const gitHub = optionsOf('github');
  const huggingFace = optionsOf('hugging-face');
  const hackerNews = optionsOf('hacker-news');
  return {
    repositories: gitHub ? createGitHub({ ...gitHub, token: gitHubToken }) : unaskedRepositories(NOT_GIVEN),
    dailyPapers: huggingFace ? createHuggingFace(huggingFace) : unaskedDailyPapers(NOT_GIVEN),
    stories: hackerNews ? createHackerNews(hackerNews) : unaskedStories(NOT_GIVEN),
  };
};
