/** The two mails that answer a request to sign up: to confirm it, or to say that there is nothing to confirm. */
import { CONFIRM_TOKEN_HOURS } from '../../subscriber/signed-token.ts';
import type { RenderedMail } from './digest-mail.ts';
import { renderLetter } from './letter.ts';
import type { MailSite } from './mail-site.ts';
import { spokenDayOf } from './spoken-date.ts';

export interface AnswerToRequest {
  readonly site: MailSite;
  readonly requestedAt: string;
  /** Holds the token. https, except on loopback. */
  readonly url: string;
  /** The papers are invented: a local round on the sample. */
  readonly sample: boolean;
}

/** `on 20 November 2026 at 17:00 UTC`: whoever reads it may be in any zone, and the request's own proves nothing. */
const whenOf = (requestedAt: string): string =>
  `on ${spokenDayOf(requestedAt, 'UTC')} at ${new Date(requestedAt).toISOString().slice(11, 16)} UTC`;

/** To whoever is not subscribed. `url`: the page that confirms. */
export const renderConfirmationMail = ({ site, requestedAt, url, sample }: AnswerToRequest): RenderedMail =>
  renderLetter(
    {
      subject: 'Confirm your subscription to Paper Round',
      before: [
        `Somebody, we hope you, asked ${whenOf(requestedAt)} for trending arXiv papers to be sent to this address.`,
        'To get them, open this link and press the button on its page:',
      ],
      link: { label: 'Confirm the subscription', url },
      after: [
        `The link works for ${CONFIRM_TOKEN_HOURS} hours.`,
        'If it was not you, do nothing: without the button no papers are sent, and the request is forgotten after a week.',
      ],
    },
    { site, sample },
  );

/** To whoever is subscribed already. `url`: their preferences. */
export const renderAlreadySubscribedMail = ({ site, requestedAt, url, sample }: AnswerToRequest): RenderedMail =>
  renderLetter(
    {
      subject: 'You are subscribed to Paper Round already',
      before: [
        `Somebody, we hope you, asked ${whenOf(requestedAt)} for trending arXiv papers to be sent to this address. It is subscribed already, and nothing was changed.`,
        'What is sent and when, a pause, and the way out are here:',
      ],
      link: { label: 'Preferences', url },
      after: ['If it was not you, do nothing: everything stays as it is.'],
    },
    { site, sample },
  );
