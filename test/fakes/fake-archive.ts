/** `RawArchive` in memory. */
import type { Reject } from '../../lambdas/core/parse/parsed-document.ts';
import type { RawArchive, RawResponse } from '../../lambdas/core/ports/outside.ts';

export const createFakeArchive = (): RawArchive & {
  readonly responses: readonly RawResponse[];
  readonly rejects: readonly Reject[];
} => {
  const responses: RawResponse[] = [];
  const rejects: Reject[] = [];
  return {
    responses,
    rejects,
    keep: (response) => {
      responses.push(response);
      return Promise.resolve();
    },
    keepRejects: (added) => {
      rejects.push(...added);
      return Promise.resolve();
    },
  };
};
