/**
 * The files of `--signals`, whatever mixture of formats: each is told by its content, and what is none of them is named as
 * left out. Formats: docs/backtest.md.
 */
import * as z from 'zod';
import { signalSchema, type Signal } from '../../../lambdas/core/signal/signal.ts';
import { replayResponses, type SkippedFile } from '../../replay-source.ts';
import { huggingFaceLineSchema, signalsOfLine } from './hugging-face-lines.ts';
import { NO_SIGNALS, type RecordedSignals } from './recorded-look.ts';
import { looksLikeStarSnapshots, readStarSnapshots } from './star-snapshots.ts';

export interface SignalFiles extends RecordedSignals {
  /** Files that were read. */
  readonly files: number;
  readonly leftOut: readonly SkippedFile[];
}

/** Tells the two kinds of JSON lines from each other and from all others. */
const kindSchema = z.union([
  z.object({ observedKey: z.string(), source: z.string() }).transform(() => 'signal' as const),
  z.object({ upvotes: z.unknown(), fetchedAt: z.string() }).transform(() => 'hugging-face' as const),
]);

const parseJson = (line: string): unknown => {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
};

const readLine = (line: string): RecordedSignals | undefined => {
  const json = parseJson(line);
  const kind = kindSchema.safeParse(json).data;
  if (kind === undefined) return undefined;
  if (kind === 'signal') {
    const row = signalSchema.safeParse(json).data;
    return row && { ...NO_SIGNALS, rows: [row] };
  }
  const known = huggingFaceLineSchema.safeParse(json).data;
  return known && signalsOfLine(known);
};

/** Split at line feeds only. */
const jsonLines = (text: string): readonly string[] => text.split('\n').filter((line) => line.trim() !== '');

/** Undefined when the text is none of the formats. */
export const readSignalText = (text: string): RecordedSignals | undefined => {
  if (looksLikeStarSnapshots(text)) return readStarSnapshots(text);
  if (!text.trimStart().startsWith('{')) return undefined;
  const lines = jsonLines(text);
  if (!lines.slice(0, 5).some((line) => kindSchema.safeParse(parseJson(line)).success)) return undefined;
  const read = lines.map(readLine);
  const known = read.filter((part): part is RecordedSignals => part !== undefined);
  return {
    looks: known.flatMap(({ looks }) => looks),
    rows: known.flatMap(({ rows }) => rows),
    submittedOn: known.flatMap(({ submittedOn }) => submittedOn),
    rejected: read.length - known.length,
  };
};

/** @throws ReplayPathError for a path that can't be read */
export const readSignals = async (path: string): Promise<SignalFiles> => {
  const parts: RecordedSignals[] = [];
  const leftOut: SkippedFile[] = [];
  for await (const file of replayResponses([path], '--signals')) {
    if ('skipped' in file) {
      leftOut.push(file);
      continue;
    }
    const part = readSignalText(Buffer.from(file.body).toString('utf8'));
    if (part === undefined) leftOut.push({ name: file.name, skipped: 'none of the formats of docs/backtest.md' });
    else parts.push(file.problem === undefined ? part : { ...part, rejected: part.rejected + 1 });
  }
  return {
    looks: parts.flatMap(({ looks }) => looks),
    rows: distinctRows(parts.flatMap(({ rows }) => rows)),
    submittedOn: parts.flatMap(({ submittedOn }) => submittedOn),
    rejected: parts.reduce((sum, { rejected }) => sum + rejected, 0),
    files: parts.length,
    leftOut,
  };
};

/** Of the rows of one paper and key the one that was observed last, as in the table. */
const distinctRows = (rows: readonly Signal[]): readonly Signal[] => {
  const latest = new Map<string, Signal>();
  for (const row of rows) {
    const key = `${row.paperId} ${row.observedKey}`;
    const known = latest.get(key);
    if (known === undefined || known.observedAt <= row.observedAt) latest.set(key, row);
  }
  return [...latest.values()];
};
