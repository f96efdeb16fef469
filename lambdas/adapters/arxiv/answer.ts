/** What an outcome of the network is worth: a document of the expected kind, or the reason why there is none. */
import { parseDocument } from '../../core/parse/parse-document.ts';
import { ForeignDocumentError, type DocumentFormat, type ParsedDocument } from '../../core/parse/parsed-document.ts';
import type { RawResponse } from '../../core/ports/outside.ts';
import type { FetchOutcome } from './polite-client.ts';

export interface Answer {
  /** Worth keeping, even when it is no good. */
  readonly response?: RawResponse;
  /** Records accepted or rejected. */
  readonly entries: number;
  /** What the query API says to hold in all; otherwise the entries. */
  readonly total: number;
  /** One clause; absent when the document is what was asked for. Damage around records is the parser's to report. */
  readonly failure?: string;
  readonly unreachable: boolean;
  /** arXiv asks to be left alone: 403 and 429 hold for all its hosts, and asking on prolongs them. */
  readonly stop: boolean;
}

const STOP_STATUSES: ReadonlySet<number> = new Set([403, 429]);

export const readAnswer = (outcome: FetchOutcome, expected: readonly DocumentFormat[]): Answer => {
  if (outcome.outcome === 'unreachable' || outcome.outcome === 'refused') {
    return {
      entries: 0,
      total: 0,
      failure: outcome.reason,
      unreachable: outcome.outcome === 'unreachable',
      stop: outcome.outcome === 'refused' && STOP_STATUSES.has(outcome.status),
    };
  }
  const response = outcome.outcome === 'response' ? outcome.response : outcome.partial;
  const document = response && parseIfArxiv(response);
  const entries = document ? document.records.length + document.rejects.length : 0;
  const failure = outcome.outcome === 'broken' ? outcome.reason : faultOf(document, { expected, entries });
  return {
    ...(response && { response }),
    entries,
    total: document?.totalResults ?? entries,
    ...(failure !== undefined && { failure }),
    unreachable: false,
    stop: document?.problem?.kind === 'rate-limited',
  };
};

const parseIfArxiv = (response: RawResponse): ParsedDocument | undefined => {
  try {
    return parseDocument(response.body, { source: response.name });
  } catch (error) {
    if (error instanceof ForeignDocumentError) return undefined;
    throw error;
  }
};

const faultOf = (
  document: ParsedDocument | undefined,
  { expected, entries }: { readonly expected: readonly DocumentFormat[]; readonly entries: number },
): string | undefined => {
  if (document === undefined) return 'the answer is no document of arXiv';
  if (!expected.includes(document.format))
    return document.problem?.message ?? `the answer is of another kind (${document.label})`;
  return entries === 0 ? document.problem?.message : undefined;
};
