/**
 * `PaperSearch` on index files. The hot index (the last 90 days) is pulled on the first search; a newer one is looked for every
 * few minutes and taken once it is open, so that a broken one never comes into use and no query waits for more than the first.
 * Older years are searched when the reader reaches back with `after:`, and only then: a year is some 150 MB to pull.
 * What is said to be searched begins with the oldest paper of a file, not with the first day that it could hold.
 */
import type { PaperSearch, SearchAnswer, SearchOptions } from '../../core/ports/search.ts';
import type { IndexStorage } from '../../core/ports/index-storage.ts';
import type { Clock } from '../../core/ports/outside.ts';
import type { SearchQuery } from '../../core/search/search-query.ts';
import { parseManifest, type IndexFile, type IndexManifest } from './index-manifest.ts';
import { createLocalIndexFiles } from './local-index-files.ts';
import { countMatches, findIn, type Searched } from './search-files.ts';
import { openTextMarks, type TextMarks } from './text-marks.ts';

export interface PaperSearchOptions {
  readonly storage: IndexStorage;
  /** Where files may be unpacked; made when missing. */
  readonly temporaryDirectory: string;
  readonly clock: Clock;
  /** @default 5 minutes */
  readonly checkEveryMs?: number;
  /** Room for unpacked files. Years that don't fit are left out, the oldest first. @default 1.2 GB */
  readonly maxBytes?: number;
  /** Told when the manifest or a file can't be read; what is there goes on being searched. */
  readonly onError?: (error: unknown) => void;
}

export interface OpenPaperSearch extends PaperSearch {
  /** Closes and deletes the files that were pulled. */
  close(): Promise<void>;
}

const CHECK_EVERY_MS = 5 * 60_000;
const MAX_BYTES = 1_200_000_000;

/** The storage holds a manifest that is none. */
export class IndexManifestError extends Error {
  override readonly name = 'IndexManifestError';
}

const searchedFrom = ({ oldest, from }: IndexFile): string => oldest ?? from;

/** The oldest paper that `after:` reaches, when it lies before those that were searched. */
const olderThan = (searched: string, { hot, years }: IndexManifest): Pick<SearchAnswer, 'olderSince'> => {
  const [olderSince] = Object.values(years)
    .filter((file) => file.from < hot.from && searchedFrom(file) < searched)
    .map(searchedFrom)
    .toSorted();
  return olderSince === undefined ? {} : { olderSince };
};

/** Of the years before the hot index, newest first, those that are asked for and fit. */
const yearsWanted = (
  { hot, years }: IndexManifest,
  after: string | undefined,
  maxBytes: number,
): readonly IndexFile[] => {
  if (after === undefined || after >= hot.from) return [];
  const newestFirst = Object.entries(years)
    .filter(([year, file]) => year >= after.slice(0, 4) && file.from < hot.from)
    .toSorted(([a], [b]) => (a > b ? -1 : 1));
  let room = maxBytes - hot.bytes;
  const wanted: IndexFile[] = [];
  for (const [, file] of newestFirst) {
    room -= file.bytes;
    if (room < 0) break;
    wanted.push(file);
  }
  return wanted;
};

export const createPaperSearch = ({
  storage,
  temporaryDirectory,
  clock,
  checkEveryMs = CHECK_EVERY_MS,
  maxBytes = MAX_BYTES,
  onError,
}: PaperSearchOptions): OpenPaperSearch => {
  const files = createLocalIndexFiles(storage, temporaryDirectory);
  let manifest: IndexManifest | undefined;
  let checkedAtMs = Number.NEGATIVE_INFINITY;
  let checking: Promise<void> | undefined;
  let marking: Promise<TextMarks> | undefined;

  /** A manifest comes into use when its hot file is open. */
  const check = async (): Promise<void> => {
    const text = await storage.readManifest();
    if (text === undefined) return;
    const newest = parseManifest(text);
    if (!newest) throw new IndexManifestError('The manifest of the search index can’t be read.');
    const before = manifest?.hot.sha256;
    try {
      await files.borrow(newest.hot);
      manifest = newest;
    } finally {
      files.giveBack(newest.hot);
    }
    const keep = new Set([newest.hot.sha256]);
    if (before !== undefined && before !== newest.hot.sha256) await files.makeRoom(newest.hot.bytes, keep);
  };

  /** Leaves `manifest` as new as need be; it is `undefined` while there is none. */
  const bringUpToDate = async (): Promise<void> => {
    const nowMs = clock().getTime();
    if (checking === undefined && Math.abs(nowMs - checkedAtMs) >= checkEveryMs) {
      checkedAtMs = nowMs;
      checking = check().finally(() => (checking = undefined));
      if (manifest) checking.catch((error: unknown) => onError?.(error));
    }
    if (manifest) return;
    try {
      await checking;
    } catch (error) {
      // Nothing to fall back on: the next query tries again.
      checkedAtMs = Number.NEGATIVE_INFINITY;
      throw error;
    }
  };

  /** Does the work with the files that a query is put to; they stay open meanwhile. A year that can't be had is left out. */
  const withFiles = async <Result>(
    { hot, ...current }: IndexManifest,
    after: string | undefined,
    work: (searched: Searched) => Result,
  ): Promise<Result> => {
    const opening = files.borrow(hot);
    const borrowed = [hot];
    try {
      const years = yearsWanted({ hot, ...current }, after, maxBytes);
      const yearBytes = years.reduce((sum, { bytes }) => sum + bytes, 0);
      await files.makeRoom(maxBytes - yearBytes, new Set(years.map(({ sha256 }) => sha256)));
      const parts: Searched['parts'][number][] = [
        {
          index: await opening,
          days: after !== undefined && after > searchedFrom(hot) ? { from: after } : {},
          from: searchedFrom(hot),
        },
      ];
      for (const year of years) {
        borrowed.push(year);
        try {
          const index = await files.borrow(year);
          const days = { from: after, to: hot.from };
          parts.push({ index, days, from: searchedFrom(year) });
        } catch (error) {
          onError?.(error);
        }
      }
      return work({ parts });
    } finally {
      for (const file of borrowed) files.giveBack(file);
    }
  };

  return {
    search: async (query: SearchQuery, options: SearchOptions): Promise<SearchAnswer | undefined> => {
      await bringUpToDate();
      if (!manifest) return undefined;
      const current = manifest;
      return withFiles(current, query.after, (searched) => {
        const found = findIn(searched, query, options);
        return { ...found, ...olderThan(found.searchedFrom, current), builtAt: current.hot.builtAt };
      });
    },
    count: async (query) => {
      await bringUpToDate();
      return manifest && withFiles(manifest, undefined, (searched) => countMatches(searched, query));
    },
    marks: async (query, texts) => (await (marking ??= openTextMarks())).of(query, texts),
    close: async () => {
      await checking?.catch(() => undefined);
      (await marking)?.close();
      await files.close();
    },
  };
};
