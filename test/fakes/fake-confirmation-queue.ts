/** `ConfirmationQueue` that keeps what it is given. */
import type { ConfirmationQueue } from '../../lambdas/core/ports/subscribing.ts';
import type { ConfirmationRequest } from '../../lambdas/core/subscriber/confirmation-request.ts';

/** `requests`: in the order in which they came. */
export const createFakeConfirmationQueue = (): ConfirmationQueue & {
  readonly requests: readonly ConfirmationRequest[];
} => {
  const requests: ConfirmationRequest[] = [];
  return {
    requests,
    enqueue: (request) => {
      requests.push(request);
      return Promise.resolve();
    },
  };
};
