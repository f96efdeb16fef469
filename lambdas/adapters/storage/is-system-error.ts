/** Whether an error of `node:fs` or `node:zlib` has one of the codes, e.g. `ENOENT`. */
export const isSystemError = (error: unknown, ...codes: readonly string[]): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'code' in error &&
  typeof error.code === 'string' &&
  codes.includes(error.code);
