/** The AWS query protocol as SES v1 speaks it: form-encoded requests in, small XML documents out. */
import { escapeHtml } from '../../lambdas/core/render/html.ts';
import type { SesError } from './faults.ts';

const NAMESPACE = 'http://ses.amazonaws.com/doc/2010-12-01/';

/** SES v1 takes no message above 10 MB after base64. */
const MAX_MESSAGE_BASE64_LENGTH = 10 * 1024 * 1024;
/** SES's limits on one message. */
const MAX_DESTINATIONS = 50;
const MAX_TAGS = 50;
const TAG = /^[A-Za-z0-9_-]{1,256}$/;

export interface RawEmailRequest {
  readonly source: string | undefined;
  readonly destinations: readonly string[];
  readonly raw: Uint8Array;
  readonly tags: Readonly<Record<string, string>>;
  readonly configurationSet: string | undefined;
}

export const okXml = (options: {
  readonly action: string;
  readonly result: string;
  readonly requestId: string;
}): string =>
  `<${options.action}Response xmlns="${NAMESPACE}"><${options.action}Result>${options.result}</${options.action}Result>` +
  `<ResponseMetadata><RequestId>${options.requestId}</RequestId></ResponseMetadata></${options.action}Response>`;

export const errorXml = ({ code, message, status }: SesError, requestId: string): string =>
  `<ErrorResponse xmlns="${NAMESPACE}"><Error><Type>${status < 500 ? 'Sender' : 'Receiver'}</Type>` +
  `<Code>${escapeHtml(code)}</Code><Message>${escapeHtml(message)}</Message></Error>` +
  `<RequestId>${requestId}</RequestId></ErrorResponse>`;

/** `Destinations.member.1`, `.2`, … in order; stops at the first gap. */
const members = (form: URLSearchParams, prefix: string): readonly string[] => {
  const values: string[] = [];
  for (let index = 1; ; index += 1) {
    const value = form.get(`${prefix}.member.${index}`);
    if (value === null) return values;
    values.push(value);
  }
};

const tagsOf = (form: URLSearchParams): [string, string][] => {
  const tags: [string, string][] = [];
  for (let index = 1; ; index += 1) {
    const name = form.get(`Tags.member.${index}.Name`);
    if (name === null) return tags;
    tags.push([name, form.get(`Tags.member.${index}.Value`) ?? '']);
  }
};

const invalid = (message: string): SesError => ({ status: 400, code: 'InvalidParameterValue', message });

/** Reads a `SendRawEmail` request; an error where SES would refuse it as well. */
export const readRawEmail = (form: URLSearchParams): RawEmailRequest | { readonly error: SesError } => {
  const data = form.get('RawMessage.Data');
  if (data === null || data === '') {
    return { error: { status: 400, code: 'ValidationError', message: 'RawMessage.Data is required.' } };
  }
  if (data.length > MAX_MESSAGE_BASE64_LENGTH) {
    return { error: invalid(`Message length is more than ${MAX_MESSAGE_BASE64_LENGTH} bytes long: '${data.length}'.`) };
  }
  const destinations = members(form, 'Destinations');
  if (destinations.length === 0) return { error: invalid('No destinations: this endpoint wants them stated.') };
  if (destinations.length > MAX_DESTINATIONS) return { error: invalid('Recipient count exceeds 50.') };
  const tags = tagsOf(form);
  if (tags.length > MAX_TAGS || tags.some(([name, value]) => !TAG.test(name) || !TAG.test(value))) {
    return { error: invalid('Invalid tag: names and values are 1 to 256 of A-Z, a-z, 0-9, _ and -, at most 50 tags.') };
  }
  return {
    source: form.get('Source') ?? undefined,
    destinations,
    raw: Buffer.from(data, 'base64'),
    tags: Object.fromEntries(tags),
    configurationSet: form.get('ConfigurationSetName') ?? undefined,
  };
};
