/** Star snapshots: tab-separated, a header line with at least the columns below, one look a line. */
import { CsvError, parse as parseCsv } from 'csv-parse/sync';
import { parseArxivId } from '../../../lambdas/core/paper/arxiv-id.ts';
import { isCalendarDate } from '../../round-flags.ts';
import { NO_SIGNALS, type RecordedSignals, type StarLook } from './recorded-look.ts';
import { repositoryName } from './repository-name.ts';

const COLUMNS = ['snapshot_date', 'arxiv_id', 'github_stars_shown'] as const;

type SnapshotRow = Readonly<Record<string, string | undefined>>;

export const looksLikeStarSnapshots = (text: string): boolean => {
  const header = text.slice(0, text.indexOf('\n')).split('\t');
  return COLUMNS.every((column) => header.includes(column));
};

const OPTIONS = {
  delimiter: '\t',
  columns: true,
  bom: true,
  skip_empty_lines: true,
  relax_column_count: true,
} as const;

/** A quotation mark that is never closed would swallow the rest: then every line stands for itself. */
const parseRows = (text: string): readonly SnapshotRow[] => {
  try {
    return parseCsv<SnapshotRow>(text, { ...OPTIONS, relax_quotes: true });
  } catch (error) {
    if (error instanceof CsvError) return parseCsv<SnapshotRow>(text, { ...OPTIONS, quote: null });
    throw error;
  }
};

/** `undefined` for a line that can't be read; `unknown` for a 0, which may mean that the page showed no stars. */
const readRow = (row: SnapshotRow): StarLook | 'unknown' | undefined => {
  const { snapshot_date: observedOn = '', arxiv_id: id = '', github_stars_shown: shown = '', github_link = '' } = row;
  const paperId = parseArxivId(id)?.paperId;
  if (paperId === undefined || !isCalendarDate(observedOn) || !/^\d{0,9}$/.test(shown)) return undefined;
  const count = Number(shown);
  if (count === 0) return 'unknown';
  const repository = repositoryName(github_link);
  return { source: 'github', paperId, observedOn, count, ...(repository !== undefined && { repository }) };
};

export const readStarSnapshots = (text: string): RecordedSignals => {
  const read = parseRows(text).map(readRow);
  return {
    ...NO_SIGNALS,
    looks: read.filter((look): look is StarLook => look !== undefined && look !== 'unknown'),
    rejected: read.filter((look) => look === undefined).length,
  };
};
