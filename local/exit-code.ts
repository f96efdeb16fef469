/** Exit codes of `npm start` and of the command line. */
import { DataDirectoryError } from './data-directory.ts';
import { ReplayPathError } from './replay-source.ts';
import { UsageError } from './round-flags.ts';

/** A stage could not finish. */
export const EXIT_STAGE_FAILED = 1;
/** What other flags, paths or variables would mend. */
export const EXIT_WRONG_USAGE = 2;

export const exitCodeOf = (error: unknown): number =>
  error instanceof UsageError ||
  error instanceof ReplayPathError ||
  (error instanceof DataDirectoryError && error.wrongUsage)
    ? EXIT_WRONG_USAGE
    : EXIT_STAGE_FAILED;
