/** Faults that no document shows: whole, well-formed, status 200, and not what the archive holds. */
import { entityTagOf, type Answer, type Protocol } from './answer.ts';
import { textOfBody, XML_PROTOCOLS, type Fault } from './faulty-exchange.ts';
import { oaiErrorAnswer } from './oai-server.ts';
import { decodeToken, encodeToken } from './oai-token.ts';
import { putTogether, takeApart, type RecordPieces } from './record-pieces.ts';

const RESUMPTION = /[?&]resumptionToken=([^&]+)/;
const continuesList = (path: string): boolean => RESUMPTION.test(path);

/** The same page with other records before it left out. */
const withSkip = (path: string, skipAfter: (skip: number) => number): string => {
  const query = decodeToken(decodeURIComponent(RESUMPTION.exec(path)?.[1] ?? ''));
  if (query === undefined) return path;
  const token = encodeToken({ ...query, skip: skipAfter(query.skip) });
  return path.replace(RESUMPTION, (found) => `${found.slice(0, found.indexOf('=') + 1)}${token}`);
};

const changed = (
  protocols: readonly Protocol[],
  change: (pieces: RecordPieces) => RecordPieces,
  polish: (text: string) => string = (text) => text,
): Fault => ({
  effect: 'misleads',
  protocols,
  act: ({ answer, protocol }) => {
    const good = answer();
    const body = polish(putTogether(change(takeApart(textOfBody(good), protocol))));
    // arXiv made this body, and so its tag is that of this body.
    return { ...good, headers: { ...good.headers, ...('etag' in good.headers && { etag: entityTagOf(body) }) }, body };
  },
});

const SHOWN_TWICE = 3;

const tokenError = (message: string): Fault => ({
  effect: 'damages',
  protocols: ['oai'],
  fits: continuesList,
  act: ({ now }) => oaiErrorAnswer(now, { code: 'badResumptionToken', message }),
});

const withCharset = ({ headers, ...answer }: Answer): Answer => ({
  ...answer,
  headers: {
    ...headers,
    'content-type': `${(headers['content-type'] ?? '').split(';', 1)[0] ?? ''}; charset=ISO-8859-1`,
  },
});

export const MISLEADING_ANSWERS = {
  /** Half of the records are missing and the end is in its place; a list of several pages ends with this one. */
  'closed-early': changed(
    [...XML_PROTOCOLS, 'listing'],
    ({ records, ...pieces }) => ({ ...pieces, records: records.slice(0, Math.ceil(records.length / 2)) }),
    (text) => text.replace(/<resumptionToken[^>]*>[^<]*<\/resumptionToken>/, ''),
  ),
  /** No entry, though the total is as it was. */
  'empty-page': changed(['api'], (pieces) => ({ ...pieces, records: [] })),
  /** No entry, and none is said to be: like a quiet day, or an unknown paper. */
  'nothing-found': changed(
    ['api', 'rss', 'atom'],
    (pieces) => ({ ...pieces, records: [] }),
    (text) => text.replace(/(<opensearch:totalResults>)\d+/, '$10'),
  ),
  /** The batch before, under today's dates. */
  'stale-batch': { effect: 'misleads', protocols: ['rss', 'atom'], act: ({ staleAnswer }) => staleAnswer() },
  /** The page of the batch before, which says its own date. */
  'stale-listing': { effect: 'misleads', protocols: ['listing'], act: ({ staleAnswer }) => staleAnswer() },
  'doubled-records': changed(XML_PROTOCOLS, ({ records, ...pieces }) => ({
    ...pieces,
    records: records.flatMap((record, index) => (index % 3 === 0 ? [record, record] : [record])),
  })),
  /** A page begins with the last records of the page before. */
  'doubled-across-pages': {
    effect: 'misleads',
    protocols: ['oai'],
    fits: continuesList,
    act: ({ answer, path }) => answer(withSkip(path, (skip) => Math.max(1, skip - SHOWN_TWICE))),
  },
  /** A record that was shown on an earlier page is stamped anew: those behind it move up, and one of them is never shown. */
  're-stamped-while-paging': {
    effect: 'misleads',
    protocols: ['oai'],
    fits: continuesList,
    act: ({ answer, archive, now, path }) => {
      const shown = textOfBody(answer(withSkip(path, () => 0)));
      const [, id] = /<identifier>oai:arXiv\.org:([^<]+)</.exec(shown) ?? [];
      if (id !== undefined) archive.restamp(id, now.toISOString().slice(0, 10));
      return answer();
    },
  },
  'token-refused': tokenError('The resumptionToken can not be decoded.'),
  'token-expired': tokenError('The resumptionToken has expired.'),
  /** The bytes are UTF-8, the header says otherwise. */
  'wrong-charset': {
    effect: 'misleads',
    protocols: [...XML_PROTOCOLS, 'listing'],
    act: ({ answer }) => withCharset(answer()),
  },
} as const satisfies Readonly<Record<string, Fault>>;
