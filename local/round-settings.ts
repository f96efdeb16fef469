/** The environment of a local round (docs/architecture.md), read once; all faults in one error. */
import { ARXIV_BASES } from '../lambdas/adapters/arxiv/endpoints.ts';
import { ARXIV_INTERVAL_MS } from '../lambdas/adapters/arxiv/polite-client.ts';
import { ATTENTION_BASES } from '../lambdas/adapters/attention-bases.ts';
import { isLoopbackHost } from '../lambdas/adapters/network/loopback-host.ts';
import { chooseProxy, proxySettingsOf } from '../lambdas/adapters/network/proxy-settings.ts';
import { canonicalCategory } from '../lambdas/core/paper/category.ts';
import type { SignalSource } from '../lambdas/core/signal/signal.ts';
import { UsageError } from './round-flags.ts';

/** Where a source of signals is. */
export interface SourcePlace {
  readonly baseUrl: string;
  /** By the environment: recorded rounds ask no other source. */
  readonly isGiven: boolean;
}

export interface RoundSettings {
  readonly categories: readonly string[];
  readonly arxiv: {
    readonly feedUrl: string;
    readonly oaiUrl: string;
    readonly apiUrl: string;
    readonly listingUrl: string;
    readonly minIntervalMs: number;
  };
  readonly attention: Readonly<Record<SignalSource, SourcePlace>>;
  /** For GitHub. */
  readonly gitHubToken: string | undefined;
  readonly dynamodbEndpoint: string | undefined;
  readonly sesEndpoint: string | undefined;
}

const DEFAULT_CATEGORIES = 'cs.AI,cs.CL,cs.CV,cs.IR,cs.LG,cs.NE,cs.RO,stat.ML';

/** @throws UsageError naming every variable that is wrong. */
export const readRoundSettings = (env: Readonly<Record<string, string | undefined>>): RoundSettings => {
  const faults: string[] = [];
  const value = (name: string, fallback: string): string => env[name]?.trim() || fallback;

  const url = (name: string, fallback: string): string => {
    const text = value(name, fallback);
    if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
      faults.push(`${name}: ${JSON.stringify(text)} is no http(s) URL`);
    return text.replace(/\/+$/, '');
  };
  const optionalUrl = (name: string): string | undefined => (env[name]?.trim() ? url(name, '') : undefined);
  const place = (name: string, fallback: string): SourcePlace => ({
    baseUrl: url(name, fallback),
    isGiven: Boolean(env[name]?.trim()),
  });

  const categories = new Set<string>();
  for (const term of value('PAPER_ROUND_CATEGORIES', DEFAULT_CATEGORIES)
    .split(/[\s,;]+/)
    .filter(Boolean)) {
    const canonical = canonicalCategory(term);
    if (canonical === undefined) faults.push(`PAPER_ROUND_CATEGORIES: ${JSON.stringify(term)} is no arXiv category`);
    else categories.add(canonical);
  }
  const interval = value('ARXIV_MIN_INTERVAL_MS', String(ARXIV_INTERVAL_MS));
  if (!/^\d{1,7}$/.test(interval))
    faults.push(`ARXIV_MIN_INTERVAL_MS: ${JSON.stringify(interval)} is no number of milliseconds`);

  try {
    chooseProxy(proxySettingsOf(env));
  } catch (error) {
    faults.push(error instanceof Error ? error.message.replace(/\.$/, '') : String(error));
  }

  const settings: RoundSettings = {
    categories: [...categories],
    arxiv: {
      feedUrl: url('ARXIV_FEED_URL', ARXIV_BASES.feedUrl),
      oaiUrl: url('ARXIV_OAI_URL', ARXIV_BASES.oaiUrl),
      apiUrl: url('ARXIV_API_URL', ARXIV_BASES.apiUrl),
      listingUrl: url('ARXIV_LISTING_URL', ARXIV_BASES.listingUrl),
      minIntervalMs: Number(interval),
    },
    attention: {
      github: place('GITHUB_API_URL', ATTENTION_BASES.gitHubApiUrl),
      'hugging-face': place('HUGGING_FACE_URL', ATTENTION_BASES.huggingFaceUrl),
      'hacker-news': place('HACKER_NEWS_URL', ATTENTION_BASES.hackerNewsUrl),
    },
    gitHubToken: env['GITHUB_TOKEN']?.trim() || undefined,
    dynamodbEndpoint: optionalUrl('AWS_ENDPOINT_URL_DYNAMODB'),
    sesEndpoint: optionalUrl('AWS_ENDPOINT_URL_SES'),
  };
  if (faults.length > 0) throw new UsageError(`The environment is wrong: ${faults.join('; ')}.`);
  return settings;
};

/** Loopback hosts: the only place that a local round writes tables or sends mail to, unless `--allow-remote`. */
export const isLoopback = (endpoint: string): boolean => isLoopbackHost(new URL(endpoint));
