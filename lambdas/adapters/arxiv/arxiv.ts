/** `Arxiv` over HTTP: each question to its address, through one polite client. */
import { MAX_XML_BYTES } from '../../core/parse/xml-document.ts';
import type { Arxiv } from '../../core/ports/arxiv.ts';
import type { ExchangeLimits } from '../network/http-exchange.ts';
import { arxivEndpoints, type ArxivBases } from './endpoints.ts';
import { createPoliteClient, OAI_LIMITS, type PoliteClientOptions } from './polite-client.ts';

export type ArxivOptions = Omit<PoliteClientOptions, 'maxBytes'> & {
  readonly bases: ArxivBases;
  /** Largest body that is taken, in bytes. @default MAX_XML_BYTES */
  readonly maxBytes?: number;
  /** Of OAI requests, whose pages are slow when nobody has asked for them lately. @default OAI_LIMITS */
  readonly oaiLimits?: Partial<ExchangeLimits>;
};

/**
 * `name` of each response is the address that was asked for. The request budget and the retries are bounded over its life:
 * one for each run.
 * @throws Error when the proxy variables hold no URL
 */
export const createArxiv = ({
  bases,
  maxBytes = MAX_XML_BYTES,
  oaiLimits: limits = OAI_LIMITS,
  ...options
}: ArxivOptions): Arxiv => {
  const client = createPoliteClient({ ...options, maxBytes });
  const endpoints = arxivEndpoints(bases);
  return {
    feed: (category, knownTag) =>
      client.get(endpoints.feed(category), { category, ...(knownTag !== undefined && { knownTag }) }),
    listingPage: (category) => client.get(endpoints.listingPage(category), { category }),
    papersById: async (ids) => client.get(endpoints.papersById(ids)),
    submissions: (slice) => client.get(endpoints.submissions(slice)),
    oaiRecords: (page) => client.get(endpoints.oaiRecords(page), { limits }),
    oaiIdentifiers: (page) => client.get(endpoints.oaiIdentifiers(page), { limits }),
    identify: () => client.get(endpoints.identify(), { limits }),
    usage: () => client.usage(),
    close: () => client.close(),
  };
};
