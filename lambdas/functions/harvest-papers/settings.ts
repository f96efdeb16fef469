/** Environment of `harvest-papers`. */
import * as z from 'zod';
import { ARXIV_BASES, type ArxivBases } from '../../adapters/arxiv/endpoints.ts';
import { canonicalCategory } from '../../core/paper/category.ts';
import { commonSettings, textSetting, urlSetting } from '../../runtime/settings.ts';

/** Canonical arXiv categories, at least one, each once. Aliases (`math.IT`) are refused with their canonical form. */
export const categoriesSetting = z
  .array(z.string())
  .min(1, 'names no category')
  .superRefine((categories, context) => {
    for (const category of categories) {
      const canonical = canonicalCategory(category);
      if (canonical === category) continue;
      const remedy = canonical === undefined ? 'is no arXiv category' : `is an alias, write ${canonical}`;
      context.addIssue({ code: 'custom', message: `${JSON.stringify(category)} ${remedy}` });
    }
    if (new Set(categories).size < categories.length)
      context.addIssue({ code: 'custom', message: 'names a category twice' });
  });

/** `PAPER_ROUND_CATEGORIES` as the deployed functions get it: separated by commas, checked at synth already. */
export const categoryListSetting = z
  .string()
  .transform((text) => text.split(',').map((category) => category.trim()))
  .pipe(categoriesSetting);

/** The defaults are `ARXIV_BASES`; a deployment sets none of these URLs, a test all of them. */
export const harvestPapersSettings = commonSettings.extend({
  PAPER_ROUND_CATEGORIES: categoryListSetting,
  PAPERS_TABLE: textSetting,
  LISTINGS_TABLE: textSetting,
  BATCHES_TABLE: textSetting,
  RAW_BUCKET: textSetting,
  /** Whom arXiv can write to; stands in the User-Agent. */
  OPERATOR_CONTACT: textSetting,
  ARXIV_FEED_URL: urlSetting.optional(),
  ARXIV_OAI_URL: urlSetting.optional(),
  ARXIV_API_URL: urlSetting.optional(),
  ARXIV_LISTING_URL: urlSetting.optional(),
  /** The polite client takes less than three seconds only toward a loopback host. */
  ARXIV_MIN_INTERVAL_MS: z
    .string()
    .regex(/^\d{1,7}$/, 'is no number of milliseconds')
    .transform(Number)
    .optional(),
});

/** What the construct must set. */
export type HarvestPapersEnv = z.input<typeof harvestPapersSettings>;

/** Where arXiv is and how it is asked. */
export interface ArxivManners {
  readonly bases: ArxivBases;
  /** Names the deployment and whom to write to, as arXiv asks. */
  readonly userAgent: string;
  /** @default three seconds, and never less toward arXiv */
  readonly minIntervalMs?: number;
}

export const arxivMannersOf = (settings: z.output<typeof harvestPapersSettings>): ArxivManners => ({
  bases: {
    feedUrl: settings.ARXIV_FEED_URL ?? ARXIV_BASES.feedUrl,
    oaiUrl: settings.ARXIV_OAI_URL ?? ARXIV_BASES.oaiUrl,
    apiUrl: settings.ARXIV_API_URL ?? ARXIV_BASES.apiUrl,
    listingUrl: settings.ARXIV_LISTING_URL ?? ARXIV_BASES.listingUrl,
  },
  userAgent: `PaperRound/0.1 (${settings.OPERATOR_CONTACT})`,
  ...(settings.ARXIV_MIN_INTERVAL_MS !== undefined && { minIntervalMs: settings.ARXIV_MIN_INTERVAL_MS }),
});
