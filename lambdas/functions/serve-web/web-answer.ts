/** Answers, and the headers that every one of them has. */
import { STATUS_CODES } from 'node:http';
import { PAGE_STYLE_SOURCE } from '../../core/render/page/page-style.ts';

export interface WebAnswer {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** How long an answer may be kept, by readers and by CloudFront. `list`: changes once a day, but a repair should show soon. */
export type Keeping = 'never' | 'list' | 'fixed';

const CACHE_CONTROL: Readonly<Record<Keeping, string>> = {
  never: 'no-store',
  list: 'public, max-age=300',
  fixed: 'public, max-age=86400',
};

/** Everything is forbidden but our one style sheet, our icon and our own forms. */
const PAGE_POLICY = {
  'default-src': "'none'",
  'style-src': PAGE_STYLE_SOURCE,
  'img-src': "'self'",
  'form-action': "'self'",
  'base-uri': "'none'",
  'frame-ancestors': "'none'",
};

/** For what is no page. */
const BARE_POLICY = "default-src 'none'; frame-ancestors 'none'";

const policyText = (policy: Readonly<Record<string, string>>): string =>
  Object.entries(policy)
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join('; ');

interface AnswerOptions {
  /** @default 200 */
  readonly status?: number;
  /** @default 'never' */
  readonly keep?: Keeping;
  /** Directives that differ from those of every page. */
  readonly policy?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

const answer = (
  body: string,
  { type, policy, options }: { readonly type: string; readonly policy: string; readonly options: AnswerOptions },
): WebAnswer => ({
  status: options.status ?? 200,
  headers: {
    'content-type': type,
    'cache-control': CACHE_CONTROL[options.keep ?? 'never'],
    'content-security-policy': policy,
    ...options.headers,
  },
  body,
});

/** A page of ours. */
export const pageAnswer = (markup: string, options: AnswerOptions = {}): WebAnswer =>
  answer(markup, {
    type: 'text/html; charset=utf-8',
    policy: policyText({ ...PAGE_POLICY, ...options.policy }),
    options,
  });

/** HTML that is not ours; the caller states its whole policy. */
export const foreignHtmlAnswer = (markup: string, policy: Readonly<Record<string, string>>): WebAnswer =>
  answer(markup, { type: 'text/html; charset=utf-8', policy: policyText(policy), options: {} });

export const jsonAnswer = (value: unknown, options: AnswerOptions = {}): WebAnswer =>
  answer(`${JSON.stringify(value)}\n`, { type: 'application/json; charset=utf-8', policy: BARE_POLICY, options });

export const textAnswer = (text: string, options: AnswerOptions & { readonly type?: string } = {}): WebAnswer =>
  answer(text, { type: options.type ?? 'text/plain; charset=utf-8', policy: BARE_POLICY, options });

/** RFC 9457 problem document; `type` is left to its default, about:blank, so `title` is the status in words. */
export const problemAnswer = (status: number, detail: string, options: AnswerOptions = {}): WebAnswer =>
  answer(`${JSON.stringify({ title: STATUS_CODES[status] ?? 'Error', status, detail })}\n`, {
    type: 'application/problem+json',
    policy: BARE_POLICY,
    options: { ...options, status },
  });

/** A year, as preload lists ask for; without `includeSubDomains`, since the domain's other hosts are not ours to decide on. */
const HSTS = 'max-age=31536000';

/** Nothing of the device is ever asked for. */
const NO_PERMISSIONS = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'microphone',
  'midi',
  'payment',
  'screen-wake-lock',
  'usb',
]
  .map((feature) => `${feature}=()`)
  .join(', ');

/** Headers of every answer. Over plain http, which is local, nothing is kept: the next round should show at once. */
export const withSiteHeaders = (given: WebAnswer, baseUrl: string): WebAnswer => {
  const isSecure = baseUrl.startsWith('https:');
  return {
    ...given,
    headers: {
      ...given.headers,
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'permissions-policy': NO_PERMISSIONS,
      // What is never kept is nobody's to index: forms, answers to them, pages behind a token.
      ...(given.headers['cache-control'] === 'no-store' && { 'x-robots-tag': 'noindex' }),
      ...(isSecure
        ? { 'strict-transport-security': HSTS }
        : { 'cache-control': given.headers['cache-control'] === 'no-store' ? 'no-store' : 'no-cache' }),
    },
  };
};
