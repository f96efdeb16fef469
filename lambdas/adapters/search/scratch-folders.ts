/**
 * Folders for index files that this process has open, one each, so that a lock that a killed process left behind locks nobody.
 * What killed processes left is deleted when the next one begins.
 */
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isSystemError } from '../storage/is-system-error.ts';

const OWNER = /^paper-round-search-(\d+)-(\d+)-/;
/** Node tells its age to the microsecond, and the clock may be set. */
const SAME_START_MS = 5_000;
const startedAt = Math.round(Date.now() - process.uptime() * 1_000);

/** A signal 0 only asks. EPERM: it lives and is somebody else's. */
const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isSystemError(error, 'EPERM');
  }
};

/** In Lambda the next process of an environment may have the number of the killed one. */
const isLeftBehind = (name: string): boolean => {
  const [, pid, start] = OWNER.exec(name)?.map(Number) ?? [];
  if (pid === undefined || start === undefined) return false;
  return pid === process.pid ? Math.abs(start - startedAt) > SAME_START_MS : !isAlive(pid);
};

/** @param temporary made when missing */
export const makeScratchFolder = async (temporary: string): Promise<string> => {
  await mkdir(temporary, { recursive: true });
  const stale = (await readdir(temporary)).filter(isLeftBehind);
  // Somebody else's, of another user: theirs to delete.
  await Promise.allSettled(stale.map((name) => rm(join(temporary, name), { recursive: true, force: true })));
  return mkdtemp(join(temporary, `paper-round-search-${process.pid}-${startedAt}-`));
};
