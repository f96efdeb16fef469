/** `RawArchive` in memory, with the `Quarantine` over it. */
import type { Reject } from '../../lambdas/core/parse/parsed-document.ts';
import type { Quarantine, RawArchive, RawResponse } from '../../lambdas/core/ports/outside.ts';

export const createFakeArchive = (): RawArchive & {
  readonly responses: readonly RawResponse[];
  readonly rejects: readonly Reject[];
  readonly quarantine: Quarantine;
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
    quarantine: {
      async *responses() {
        const oldestFirst = [...responses].sort((a, b) => (a.receivedAt < b.receivedAt ? -1 : 1));
        for (const response of oldestFirst)
          if (rejects.some(({ source }) => source === response.name)) yield await Promise.resolve(response);
      },
      settle: ({ name }, left) => {
        const others = rejects.filter(({ source }) => source !== name);
        rejects.splice(0, rejects.length, ...others, ...left);
        return Promise.resolve();
      },
    },
  };
};
