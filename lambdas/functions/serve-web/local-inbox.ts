/** The inbox of a local round. Deployed, there is none, and these routes are not found. */
import { inboxMailHtml, renderInboxMailPage, renderInboxPage } from '../../core/render/page/inbox-page.ts';
import { notFound, type RouteHandler } from './route.ts';
import { foreignHtmlAnswer, pageAnswer } from './web-answer.ts';

/** A mail may style itself and follow a click of the reader; it can fetch, run, post and embed nothing. */
const MAIL_POLICY = {
  'default-src': "'none'",
  'style-src': "'unsafe-inline'",
  'frame-ancestors': "'self'",
  sandbox: 'allow-top-navigation-by-user-activation',
};

/** `GET /_local/inbox` */
export const showInbox: RouteHandler = async ({ inbox, site }) =>
  inbox === undefined ? notFound({ site }) : pageAnswer(renderInboxPage(site, await inbox.list()));

/** `GET /_local/inbox/{file}` */
export const showInboxMail: RouteHandler = async ({ inbox, site }, _request, { file = '' }) => {
  const mail = await inbox?.get(file);
  return mail === undefined
    ? notFound({ site })
    : pageAnswer(renderInboxMailPage(site, mail), { policy: { 'frame-src': "'self'" } });
};

/** `GET /_local/inbox/{file}/html` */
export const showInboxMailHtml: RouteHandler = async ({ inbox, site }, _request, { file = '' }) => {
  const mail = await inbox?.get(file);
  return mail === undefined ? notFound({ site }) : foreignHtmlAnswer(inboxMailHtml(mail), MAIL_POLICY);
};
