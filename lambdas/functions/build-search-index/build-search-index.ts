/**
 * Builds the search index out of listings and papers: the hot file of the last 90 days, and a file for each older year.
 *
 * A run costs what has changed. It asks which papers the last days list; when none of them is new to the index it stops there
 * (156 queries). Otherwise the newest index is pulled, what the last days list is put in anew, and what has grown too old is
 * taken out. Once a night all is built from the tables, so that scores and corrected texts of older papers come in, too: which of
 * them have changed, no table tells for less. A year is built when it is asked for, and when its file ends before the hot one begins.
 *
 * Runs may overlap. Each puts files of names that are never used again and then changes only its own entry of the manifest as it
 * stands by then, so that every file named is there, and what a manifest once dropped is never named again. Of two that build
 * the same the last one counts; what the other knew better comes in with the next renewal.
 */
import { createHash, randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { newYorkDate } from '../../core/calendar/announcement-calendar.ts';
import { addDays } from '../../core/calendar/new-york-time.ts';
import type { IndexStorage } from '../../core/ports/index-storage.ts';
import type { Clock } from '../../core/ports/outside.ts';
import type { ListingStore, PaperStore } from '../../core/ports/stores.ts';
import { makeScratchFolder } from '../../adapters/search/scratch-folders.ts';
import { INDEX_FORMAT } from '../../adapters/search/index-schema.ts';
import { parseManifest, type IndexFile, type IndexManifest } from '../../adapters/search/index-manifest.ts';
import { PACKED_ENDING, packIndexFile, unpackIndexFile } from '../../adapters/search/pack-index-file.ts';
import { updateSearchIndex, writeSearchIndex, type WrittenIndex } from '../../adapters/search/write-search-index.ts';
import { documentsOf, listedPapers } from './read-documents.ts';

export interface BuildSearchIndexDeps {
  readonly papers: Pick<PaperStore, 'getMany'>;
  readonly listings: Pick<ListingStore, 'between'>;
  readonly storage: IndexStorage;
  readonly temporaryDirectory: string;
  readonly clock: Clock;
}

export interface BuildOptions {
  readonly categories: readonly string[];
  /** `renew`: what the last days have changed. `rebuild`: the hot file from the tables, and the year before it when due. A number: that year. */
  readonly task: 'renew' | 'rebuild' | number;
  /** Where the hot file begins. @default HOT_DAYS back */
  readonly firstDay?: string;
}

export interface BuildReport {
  readonly state: 'unchanged' | 'renewed' | 'rebuilt' | 'year-built';
  /** In the hot file. */
  readonly papers: number;
  readonly seconds: number;
  /** Of the hot file, when the run was over. */
  readonly ageHours: number;
}

/** Announced on the last so many days: the hot file. */
const HOT_DAYS = 90;
/** Listings may come late or be repaired: a renewal looks back so far. */
const RENEWED_DAYS = 10;
/** A year is built again so many days before the hot file leaves a gap behind it. */
const DUE_DAYS = 7;
/** A reader that read the manifest before it changed has had time to pull the file. */
const RETIRED_MS = 60 * 60_000;
const MS_PER_HOUR = 3_600_000;

/** Builds what the task asks for. A run that is broken off changes nothing. */
export const buildSearchIndex = async (
  deps: BuildSearchIndexDeps,
  { categories, task, firstDay }: BuildOptions,
): Promise<BuildReport> => {
  const startedMs = deps.clock().getTime();
  const folder = await makeScratchFolder(deps.temporaryDirectory);
  try {
    const text = await deps.storage.readManifest();
    const before = text === undefined ? undefined : parseManifest(text);
    const today = newYorkDate(deps.clock());
    const run = { ...deps, categories, folder, today, hotFrom: firstDay ?? addDays(today, 1 - HOT_DAYS) };
    const { state, manifest } = await runTask(run, { task, before });
    const nowMs = deps.clock().getTime();
    return {
      state,
      papers: manifest.hot.papers,
      seconds: (nowMs - startedMs) / 1000,
      ageHours: (nowMs - Date.parse(manifest.hot.builtAt)) / MS_PER_HOUR,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

interface Run extends BuildSearchIndexDeps {
  readonly categories: readonly string[];
  readonly folder: string;
  /** In New York. */
  readonly today: string;
  readonly hotFrom: string;
}

interface Outcome {
  readonly state: BuildReport['state'];
  readonly manifest: IndexManifest;
}

const runTask = async (
  run: Run,
  { task, before }: { readonly task: BuildOptions['task']; readonly before: IndexManifest | undefined },
): Promise<Outcome> => {
  if (typeof task === 'number') {
    const manifest = before ?? (await rebuild(run, undefined));
    return { state: 'year-built', manifest: await buildYear(run, manifest, String(task)) };
  }
  if (task === 'renew' && before) return renew(run, before);
  const manifest = await rebuild(run, before);
  const year = yearDue(manifest);
  return { state: 'rebuilt', manifest: year === undefined ? manifest : await buildYear(run, manifest, year) };
};

const rebuild = async (run: Run, before: IndexManifest | undefined): Promise<IndexManifest> => {
  const days = { from: run.hotFrom, to: run.today };
  const ids = await listedPapers(run, { categories: run.categories, ...days });
  const path = join(run.folder, 'hot.sqlite');
  const written = await writeSearchIndex(path, documentsOf(run, ids, days));
  const hot = await put(run, { label: 'hot', path, ...written, ...days });
  return publish(run, before, (current) => ({ hot, years: current?.years ?? {} }));
};

/** A paper whose text or score has changed while no list has waits for the next rebuild. */
const renew = async (run: Run, before: IndexManifest): Promise<Outcome> => {
  const days = { from: run.hotFrom, to: run.today };
  const listed = await listedPapers(run, {
    categories: run.categories,
    from: addDays(run.today, 1 - RENEWED_DAYS),
    to: run.today,
  });
  const listedHash = hashOfIds(listed);
  if (before.listed === listedHash && before.hot.from === days.from) return { state: 'unchanged', manifest: before };
  const packed = join(run.folder, before.hot.name);
  const old = join(run.folder, 'before.sqlite');
  await run.storage.pullFile(before.hot.name, packed);
  await unpackIndexFile(packed, old, before.hot);
  await rm(packed);
  const path = join(run.folder, 'hot.sqlite');
  const written = await updateSearchIndex(path, old, {
    from: days.from,
    replaced: new Set(listed),
    documents: documentsOf(run, listed, days),
  });
  const hot = await put(run, { label: 'hot', path, ...written, ...days });
  const manifest = await publish(run, before, (current = before) => ({ ...current, hot, listed: listedHash }));
  return { state: 'renewed', manifest };
};

/** A whole calendar year, up to today. Without a paper that the hot file hasn't there is none. */
const buildYear = async (run: Run, before: IndexManifest, year: string): Promise<IndexManifest> => {
  const lastDay = `${year}-12-31`;
  const days = { from: `${year}-01-01`, to: lastDay < run.today ? lastDay : run.today };
  const older = addDays(run.hotFrom, -1);
  if (older < days.from) return before;
  const read = { categories: run.categories, from: days.from };
  if ((await listedPapers(run, { ...read, to: older < days.to ? older : days.to })).length === 0) return before;
  const path = join(run.folder, `${year}.sqlite`);
  const ids = await listedPapers(run, { ...read, to: days.to });
  const written = await writeSearchIndex(path, documentsOf(run, ids, days));
  const file = await put(run, { label: year, path, ...written, ...days });
  return publish(run, before, (current = before) => ({ ...current, years: { ...current.years, [year]: file } }));
};

/** The year in which the hot file begins, when its own file is missing or ends too early. */
const yearDue = ({ hot, years }: IndexManifest): string | undefined => {
  const year = hot.from.slice(0, 4);
  const lastDay = `${year}-12-31`;
  const needed = addDays(hot.from, DUE_DAYS);
  const file = years[year];
  return file === undefined || file.to < (needed < lastDay ? needed : lastDay) ? year : undefined;
};

const put = async (
  { storage, clock }: Run,
  {
    label,
    path,
    ...facts
  }: { readonly label: string; readonly path: string } & Pick<IndexFile, 'from' | 'to'> & WrittenIndex,
): Promise<IndexFile> => {
  const packedPath = `${path}.gz`;
  const packed = await packIndexFile(path, packedPath);
  await rm(path);
  // Not of the content: the same might be built again after its file was dropped, and be deleted under the new name.
  const name = `${label}-${randomBytes(6).toString('hex')}${PACKED_ENDING}`;
  await storage.putFile(name, packedPath);
  await rm(packedPath);
  return { name, ...packed, ...facts, builtAt: clock().toISOString() };
};

const namesIn = ({ hot, years }: Pick<IndexManifest, 'hot' | 'years'>): readonly string[] =>
  [hot, ...Object.values(years)].map(({ name }) => name);

type Entries = Pick<IndexManifest, 'hot' | 'years' | 'listed'>;

/** The manifest after `current`: what it no longer names is retired as of now. A year that the hot file covers is dropped. */
const manifestAfter = (
  current: IndexManifest | undefined,
  { hot, years, listed }: Entries,
  { at, deleted }: { readonly at: string; readonly deleted: ReadonlySet<string> },
): IndexManifest => {
  const olderYears = Object.fromEntries(Object.entries(years).filter(([, { from }]) => from < hot.from));
  const named = new Set(namesIn({ hot, years: olderYears }));
  const dropped = (current ? namesIn(current) : []).filter((name) => !named.has(name));
  return {
    format: INDEX_FORMAT,
    hot,
    ...(listed !== undefined && { listed }),
    years: olderYears,
    retired: [
      ...(current?.retired ?? []).filter(({ name }) => !deleted.has(name)),
      ...dropped.map((name) => ({ name, at })),
    ],
  };
};

/** The files stand already. Those that no manifest has named for an hour go. @param change of the manifest as it stands by now */
const publish = async (
  { storage, clock }: Run,
  before: IndexManifest | undefined,
  change: (current: IndexManifest | undefined) => Entries,
): Promise<IndexManifest> => {
  const now = clock();
  const isOver = ({ at }: { readonly at: string }): boolean => now.getTime() - Date.parse(at) >= RETIRED_MS;
  const deleted = new Set((before?.retired ?? []).filter(isOver).map(({ name }) => name));
  for (const name of deleted) await storage.deleteFile(name);
  const replace = (current: IndexManifest | undefined): IndexManifest =>
    manifestAfter(current, change(current), { at: now.toISOString(), deleted });
  let manifest = replace(before);
  await storage.changeManifest((text) => {
    manifest = replace(text === undefined ? undefined : parseManifest(text));
    return `${JSON.stringify(manifest, null, 2)}\n`;
  });
  return manifest;
};

const hashOfIds = (ids: readonly string[]): string =>
  createHash('sha256').update(ids.toSorted().join(' ')).digest('hex');
