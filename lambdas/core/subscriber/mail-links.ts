/** The pages that the tokens in mails open. A GET shows the page, only its POST changes anything. */

const linkTo = (baseUrl: string, path: string, token: string): string =>
  `${baseUrl.replace(/\/+$/, '')}/${path}?token=${token}`;

export const unsubscribeUrl = (baseUrl: string, token: string): string => linkTo(baseUrl, 'unsubscribe', token);
export const confirmUrl = (baseUrl: string, token: string): string => linkTo(baseUrl, 'confirm', token);
export const preferencesUrl = (baseUrl: string, token: string): string => linkTo(baseUrl, 'preferences', token);
