/** Environment of `collect-signals`. */
import type * as z from 'zod';
import { ATTENTION_BASES, type AttentionBases } from '../../adapters/attention-bases.ts';
import { commonSettings, textSetting, urlSetting } from '../../runtime/settings.ts';
import { categoryListSetting } from '../harvest-papers/settings.ts';

/** The defaults of the URLs are `ATTENTION_BASES`; a deployment sets none of them, a test all. */
export const collectSignalsSettings = commonSettings.extend({
  /** Those that are harvested: their batches bring the papers of the night. */
  PAPER_ROUND_CATEGORIES: categoryListSetting,
  PAPERS_TABLE: textSetting,
  LISTINGS_TABLE: textSetting,
  SIGNALS_TABLE: textSetting,
  BATCHES_TABLE: textSetting,
  /** Whom the sources can write to; stands in the User-Agent. */
  OPERATOR_CONTACT: textSetting,
  /** Name of the secret that holds a token for GitHub. Without one GitHub is not asked. */
  GITHUB_TOKEN_SECRET: textSetting.optional(),
  GITHUB_API_URL: urlSetting.optional(),
  HUGGING_FACE_URL: urlSetting.optional(),
  HACKER_NEWS_URL: urlSetting.optional(),
});

/** What the construct must set. */
export type CollectSignalsEnv = z.input<typeof collectSignalsSettings>;

/** Where the sources are and how they are asked. */
export interface SourceManners extends AttentionBases {
  /** Names the deployment and whom to write to. */
  readonly userAgent: string;
}

export const sourceMannersOf = (settings: z.output<typeof collectSignalsSettings>): SourceManners => ({
  gitHubApiUrl: settings.GITHUB_API_URL ?? ATTENTION_BASES.gitHubApiUrl,
  huggingFaceUrl: settings.HUGGING_FACE_URL ?? ATTENTION_BASES.huggingFaceUrl,
  hackerNewsUrl: settings.HACKER_NEWS_URL ?? ATTENTION_BASES.hackerNewsUrl,
  userAgent: `PaperRound/0.1 (${settings.OPERATOR_CONTACT})`,
});
