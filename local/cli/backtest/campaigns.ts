/**
 * Star campaigns of `--inject`: CSV with a line for each repository and month, and of its stars the share that came from
 * accounts which star in lockstep. The names are suspicions and not findings: they are not kept, and nothing shows them.
 */
import { CsvError, parse as parseCsv } from 'csv-parse/sync';
import { UsageError } from '../../round-flags.ts';
import { replayResponses } from '../../replay-source.ts';
import { seededRandom } from './metrics/seeded-random.ts';

/** Bought stars of one repository in one month. */
export interface Campaign {
  readonly stars: number;
}

/** Campaigns that are drawn. */
export const CAMPAIGNS = 50;
/** Below it, most of the month's stars were not bought. */
const MIN_SHARE = 0.5;
/** As few stars move nothing, and their own authors call fewer no campaign (arXiv 2412.13459). */
const MIN_STARS = 50;
const SEED = 4;

type CampaignRow = Readonly<Record<string, string | undefined>>;

/** @returns undefined when the text is no such file */
export const parseCampaigns = (text: string): readonly Campaign[] | undefined => {
  let rows: readonly CampaignRow[];
  try {
    rows = parseCsv<CampaignRow>(text, { columns: true, bom: true, skip_empty_lines: true, relax_column_count: true });
  } catch (error) {
    if (error instanceof CsvError) return undefined;
    throw error;
  }
  const first = rows[0];
  if (first === undefined || !('n_stars' in first) || !('n_stars_clustered' in first)) return undefined;
  return rows.flatMap(({ n_stars: all, n_stars_clustered: clustered }) => {
    const stars = Number(clustered);
    return Number.isInteger(stars) && stars >= MIN_STARS && stars / Number(all) >= MIN_SHARE ? [{ stars }] : [];
  });
};

/** Fifty of them, always the same of a file, or all where there are fewer. */
export const drawCampaigns = (campaigns: readonly Campaign[]): readonly Campaign[] => {
  const random = seededRandom(SEED);
  const left = [...campaigns];
  return Array.from({ length: Math.min(CAMPAIGNS, left.length) }, () =>
    left.splice(Math.floor(random() * left.length), 1),
  ).flat();
};

/** @throws ReplayPathError for a path that can't be read, UsageError for a file without campaigns */
export const readCampaigns = async (path: string): Promise<readonly Campaign[]> => {
  const found: Campaign[] = [];
  for await (const file of replayResponses([path], '--inject')) {
    if ('skipped' in file) continue;
    found.push(...(parseCampaigns(Buffer.from(file.body).toString('utf8')) ?? []));
  }
  if (found.length === 0)
    throw new UsageError(
      `--inject ${path} holds no star campaign: give CSV with the columns n_stars and n_stars_clustered, the latter at least ${MIN_STARS} and half of the former (docs/backtest.md).`,
    );
  return found;
};
