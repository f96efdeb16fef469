/** `MailSender` that keeps what it is given. */
import type { MailSender, OutgoingMail, SendOutcome } from '../../lambdas/core/ports/outside.ts';

/**
 * @param answer outcome of each request, `count` is 1 for the first; by default every mail is sent as `message-COUNT`
 * @returns `requests`: the mails in the order of their requests, whatever the outcome
 */
export const createFakeSender = (
  answer: (mail: OutgoingMail, count: number) => SendOutcome = (_mail, count) => ({
    outcome: 'sent',
    messageId: `message-${count}`,
  }),
): MailSender & { readonly requests: readonly OutgoingMail[] } => {
  const requests: OutgoingMail[] = [];
  return {
    requests,
    send: (mail) => {
      requests.push(mail);
      return Promise.resolve(answer(mail, requests.length));
    },
  };
};
