import { request as askOverHttp } from 'node:http';
import { parseDocument } from '../../../lambdas/core/parse/parse-document.ts';
import type { ParsedDocument } from '../../../lambdas/core/parse/parsed-document.ts';
import type { Protocol } from '../../arxiv/answer.ts';
import { effectOf, FAULTS, protocolsOf, type FaultKind } from '../../arxiv/fault-kinds.ts';
import { inventArchive } from '../../arxiv/invent-papers.ts';
import { startSimulatedArxiv, type SimulatedArxiv } from '../../arxiv/simulated-arxiv.ts';

const FRIDAY = '2026-11-20';
const NOON = new Date('2026-11-20T17:00:00Z');
const OPTIONS = {
  seed: 11,
  listDates: ['2026-11-18', '2026-11-19', FRIDAY],
  papersPerDay: 80,
  categories: ['cs.LG', 'cs.CL'],
};
const OVERSIZED_BYTES = 3 * 1024 * 1024;

let archive = inventArchive(OPTIONS);
let arxiv: SimulatedArxiv;

beforeEach(async () => {
  archive = inventArchive(OPTIONS);
  arxiv = await startSimulatedArxiv({
    archive,
    clock: () => NOON,
    pageSize: 30,
    faultSettings: { retryAfterSeconds: 7, dripMs: 1, oversizedBytes: OVERSIZED_BYTES },
  });
});
afterEach(() => arxiv.close());

interface Heard {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
  /** The answer ended as HTTP says it must. */
  readonly isWhole: boolean;
}

/** Without `Accept` unless it is given. Gives up after so many chunks, or after a short silence. */
const ask = (
  path: string,
  { accept, maxChunks = Infinity }: { readonly accept?: string; readonly maxChunks?: number } = {},
): Promise<Heard> =>
  new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let heard: Omit<Heard, 'body' | 'isWhole'> = { status: undefined, headers: {} };
    const settle = (isWhole: boolean): void => {
      resolve({ ...heard, body: Buffer.concat(chunks), isWhole });
      question.destroy();
    };
    const question = askOverHttp(
      arxiv.url + path,
      { agent: false, timeout: 300, ...(accept !== undefined && { headers: { accept } }) },
      (response) => {
        heard = { status: response.statusCode, headers: response.headers };
        response.on('data', (chunk: Buffer) => {
          chunks.push(chunk);
          if (chunks.length >= maxChunks) settle(false);
        });
        response.on('end', () => settle(response.complete));
        response.on('error', () => settle(false));
      },
    );
    question.on('timeout', () => settle(false));
    question.on('error', () => settle(false));
    question.end();
  });

const FIRST_PAGE = `/oai?verb=ListRecords&metadataPrefix=arXivRaw&from=${FRIDAY}&until=${FRIDAY}`;
const SECOND_PAGE = `/oai?verb=ListRecords&resumptionToken=verb%3DListRecords%26metadataPrefix%3DarXivRaw%26from%3D${FRIDAY}%26until%3D${FRIDAY}%26skip%3D30`;
const PATHS: Readonly<Record<Protocol, string>> = {
  rss: '/rss/cs.LG',
  atom: '/atom/cs.LG',
  oai: SECOND_PAGE,
  api: '/api/query?search_query=cat:cs.LG&max_results=50',
  listing: '/list/cs.LG/new',
};

const parse = (body: Uint8Array, path: string): ParsedDocument =>
  parseDocument(body, { source: `https://arxiv.org${path}` });

const strike = async (kind: FaultKind, path: string, options = {}): Promise<Heard> => {
  arxiv.setFaults({ scripted: [{ kind }] });
  const heard = await ask(path, options);
  expect(arxiv.requests.at(-1)).toMatchObject({ path, fault: kind });
  return heard;
};

const cases = (kinds: readonly FaultKind[]): readonly (readonly [FaultKind, Protocol])[] =>
  kinds.flatMap((kind) => protocolsOf(kind).map((protocol) => [kind, protocol] as const));

const idsOf = ({ records, listingPage }: ParsedDocument): readonly string[] =>
  listingPage?.entries.map(({ paperId }) => paperId) ?? records.map(({ paperId }) => paperId);

describe('a refusal', () => {
  it.each([
    ['unavailable', 503, 'Service Unavailable', {}],
    ['unavailable-retry-seconds', 503, 'Retry later', { 'retry-after': '7' }],
    ['unavailable-retry-date', 503, 'Retry later', { 'retry-after': 'Fri, 20 Nov 2026 17:00:07 GMT' }],
    ['rate-limited', 429, 'Rate exceeded.', {}],
    ['html-error-page', 503, '<!DOCTYPE html>', {}],
    ['forbidden', 403, '<!DOCTYPE html>', {}],
    ['not-acceptable', 406, 'Not Acceptable', {}],
    ['not-acceptable-without-accept', 406, 'Not Acceptable', {}],
    ['redirect-elsewhere', 301, '', { location: 'http://arxiv.invalid/rss/cs.LG' }],
  ] as const)('%s answers HTTP %i', async (kind, status, text, headers) => {
    const heard = await strike(kind, PATHS.rss);
    expect(heard).toMatchObject({ status, isWhole: true });
    expect(heard.body.toString().startsWith(text)).toBe(true);
    // The date that Retry-After is read against.
    expect(heard.headers).toMatchObject({ ...headers, date: NOON.toUTCString() });
    expect(await ask(PATHS.rss)).toMatchObject({ status: 200 });
  });

  it('without Accept is none for those who send it', async () => {
    expect(await strike('not-acceptable-without-accept', PATHS.rss, { accept: '*/*' })).toMatchObject({ status: 200 });
  });

  it('moves an address on the same host, where the answer is', async () => {
    const { status, headers, body } = await strike('redirect-same-host', PATHS.api);
    expect([status, body.byteLength]).toEqual([301, 0]);
    const location = String(headers.location);
    expect(location.startsWith(arxiv.url)).toBe(true);
    const [moved, direct] = [await ask(location.slice(arxiv.url.length)), await ask(PATHS.api)];
    expect(moved.body.equals(direct.body)).toBe(true);
  });
});

describe('a broken connection', () => {
  it('is reset before an answer', async () => {
    expect(await strike('reset-before-headers', PATHS.rss)).toMatchObject({ status: undefined, isWhole: false });
  });

  it('is reset in the middle of the body', async () => {
    const whole = await ask(PATHS.rss);
    const { status, body, isWhole } = await strike('reset-mid-body', PATHS.rss);
    expect({ status, isWhole, bytes: body.byteLength }).toEqual({
      status: 200,
      isWhole: false,
      bytes: Math.ceil(whole.body.byteLength / 2),
    });
  });

  it('drips, byte by byte', async () => {
    const { status, body, isWhole } = await strike('slow-drip', PATHS.rss, { maxChunks: 20 });
    expect({ status, isWhole }).toEqual({ status: 200, isWhole: false });
    expect(body.byteLength).toBeLessThan(1_000);
    expect(body.toString().startsWith('<?xml')).toBe(true);
  });

  it('stands open without an answer', async () => {
    expect(await strike('no-answer', PATHS.rss)).toMatchObject({ status: undefined, isWhole: false });
  });

  it('pours out more than anybody wants', async () => {
    const { status, body } = await strike('oversized-body', PATHS.rss);
    expect(status).toBe(200);
    expect(body.byteLength).toBeGreaterThanOrEqual(OVERSIZED_BYTES);
  });
});

describe('damage that a document shows', () => {
  // Characters that XML forbids are the parser's to drop: no document is worse for them.
  const damages = FAULTS.filter((kind) => effectOf(kind) === 'damages' && kind !== 'invalid-characters');

  it.each(cases(damages))('%s is seen by the parser (%s)', async (kind, protocol) => {
    const path = PATHS[protocol];
    const good = parse((await ask(path)).body, path);
    const heard = await strike(kind, path);
    expect(heard).toMatchObject({ status: 200, isWhole: true });
    expect(parse(heard.body, path).problem).toBeDefined();
    expect(good).not.toHaveProperty('problem');
    expect(idsOf(good).length).toBeGreaterThan(10);
  });

  it('cuts between records or inside one', async () => {
    const [between, inside] = [
      await strike('cut-between-records', SECOND_PAGE),
      await strike('cut-inside-record', SECOND_PAGE),
    ];
    expect(between.body.toString().trimEnd().endsWith('</record>')).toBe(true);
    expect(parse(between.body, SECOND_PAGE)).toMatchObject({ problem: { kind: 'truncated' }, rejects: [] });
    expect(parse(inside.body, SECOND_PAGE).rejects).toHaveLength(1);
  });

  it.each(cases(['invalid-characters']))('%s stand in the first record (%s)', async (kind, protocol) => {
    const { body } = await strike(kind, PATHS[protocol]);
    expect(body.includes(Buffer.from('\u0008\u000b&#x1;\uffff'))).toBe(true);
  });

  it('sends accents in Latin-1, without a word of it in the header', async () => {
    const { body, headers } = await strike('latin-1-bytes', FIRST_PAGE);
    expect(headers['content-type']).toBe('text/xml');
    expect(body.includes(0xf6) || body.includes(0xe9)).toBe(true);
    expect(parse(body, FIRST_PAGE)).toMatchObject({ problem: { kind: 'invalid-utf8' } });
  });

  it('puts a bomb of entities into the first title', async () => {
    const { body } = await strike('entity-bomb', PATHS.rss);
    expect(body.toString()).toMatch(/^<\?xml[^>]*\?>\n<!DOCTYPE bomb \[<!ENTITY a "bomb">/);
    expect(body.toString()).toContain('<title>&i;');
  });
});

describe('an answer that misleads', () => {
  const misleading = FAULTS.filter((kind) => effectOf(kind) === 'misleads');

  it.each(cases(misleading))('%s comes whole, with status 200 and as good XML (%s)', async (kind, protocol) => {
    const heard = await strike(kind, PATHS[protocol]);
    expect(heard).toMatchObject({ status: 200, isWhole: true });
    expect(parse(heard.body, PATHS[protocol]).rejects).toEqual([]);
  });

  it('ends too early', async () => {
    for (const path of [FIRST_PAGE, PATHS.rss, PATHS.api]) {
      const good = parse((await ask(path)).body, path);
      const early = parse((await strike('closed-early', path)).body, path);
      expect(idsOf(early)).toEqual(idsOf(good).slice(0, Math.ceil(idsOf(good).length / 2)));
      expect(early).not.toHaveProperty('problem');
      expect(early).not.toHaveProperty('resumptionToken');
    }
  });

  it('is empty, with and without its total', async () => {
    const total = parse((await ask(PATHS.api)).body, PATHS.api).totalResults;
    expect(parse((await strike('empty-page', PATHS.api)).body, PATHS.api)).toMatchObject({
      records: [],
      totalResults: total,
    });
    expect(parse((await strike('nothing-found', PATHS.api)).body, PATHS.api)).toMatchObject({
      records: [],
      totalResults: 0,
    });
    expect(parse((await strike('nothing-found', PATHS.rss)).body, PATHS.rss)).toMatchObject({
      records: [],
      listDate: FRIDAY,
    });
  });

  it('is the batch before under the dates of today', async () => {
    const yesterday = await startSimulatedArxiv({ archive, clock: () => new Date('2026-11-19T17:00:00Z') });
    const before = parse(new Uint8Array(await (await fetch(yesterday.url + PATHS.rss)).arrayBuffer()), PATHS.rss);
    await yesterday.close();
    const stale = await strike('stale-batch', PATHS.rss);
    expect(stale.body.toString()).toContain('<lastBuildDate>Fri, 20 Nov 2026 05:00:00 +0000</lastBuildDate>');
    expect(stale.body.toString()).toContain('<pubDate>Fri, 20 Nov 2026 00:00:00 -0500</pubDate>');
    expect(parse(stale.body, PATHS.rss).listDate).toBe(FRIDAY);
    expect(idsOf(parse(stale.body, PATHS.rss))).toEqual(idsOf(before));
    expect(parse((await strike('stale-listing', PATHS.listing)).body, PATHS.listing)).toMatchObject({
      listDate: '2026-11-19',
    });
  });

  it('doubles records in a page and across pages', async () => {
    const first = idsOf(parse((await ask(FIRST_PAGE)).body, FIRST_PAGE));
    const doubled = idsOf(parse((await strike('doubled-records', FIRST_PAGE)).body, FIRST_PAGE));
    expect([...new Set(doubled)]).toEqual(first);
    expect(doubled.length).toBeGreaterThan(first.length);
    const across = idsOf(parse((await strike('doubled-across-pages', SECOND_PAGE)).body, SECOND_PAGE));
    expect(across.slice(0, 3)).toEqual(first.slice(-3));
  });

  it('loses a record where another is stamped anew', async () => {
    const [first, second] = [await ask(FIRST_PAGE), await ask(SECOND_PAGE)].map(({ body }) =>
      idsOf(parse(body, SECOND_PAGE)),
    );
    const moved = idsOf(parse((await strike('re-stamped-while-paging', SECOND_PAGE)).body, SECOND_PAGE));
    expect(moved.slice(0, -1)).toEqual(second?.slice(1));
    expect(first).not.toContain(second?.[0]);
    expect(archive.restampCount()).toBe(1);
    // The day asked for again holds what was lost.
    expect(idsOf(parse((await ask(FIRST_PAGE)).body, FIRST_PAGE))).toContain(second?.[0]);
  });

  it('has a tag of its own where the feed itself is wrong, and that of arXiv where it was damaged on the way', async () => {
    const [good, early, cut] = [
      await ask(PATHS.rss),
      await strike('closed-early', PATHS.rss),
      await strike('cut-between-records', PATHS.rss),
    ].map(({ headers }) => headers.etag);
    expect(good).toBeDefined();
    expect(early).not.toBe(good);
    expect(cut).toBe(good);
  });

  it('names another character set than its own', async () => {
    const good = await ask(PATHS.api);
    const wrong = await strike('wrong-charset', PATHS.api);
    expect(wrong.headers['content-type']).toBe('application/atom+xml; charset=ISO-8859-1');
    expect(wrong.body.equals(good.body)).toBe(true);
  });
});

it.each(['token-refused', 'token-expired'] as const)('%s strikes only pages that go on', async (kind) => {
  arxiv.setFaults({ scripted: [{ kind, times: Infinity }] });
  expect(parse((await ask(FIRST_PAGE)).body, FIRST_PAGE).resumptionToken).toContain('skip%3D30');
  expect(parse((await ask(SECOND_PAGE)).body, SECOND_PAGE)).toMatchObject({ oaiError: 'badResumptionToken' });
});

it('random faults leave every path an answer in the end', async () => {
  const kinds = FAULTS.filter((kind) => !['slow-drip', 'no-answer', 'oversized-body'].includes(kind));
  arxiv.setFaults({ random: { seed: 3, probability: 0.9, kinds, maxInRow: 3 } });
  for (const path of [FIRST_PAGE, PATHS.rss, PATHS.listing]) {
    const faults: (FaultKind | undefined)[] = [];
    while (faults.length < 4) {
      await ask(path);
      faults.push(arxiv.requests.at(-1)?.fault);
    }
    expect(faults).toContain(undefined);
  }
});
