import { parseDocument } from '../../../lambdas/core/parse/parse-document.ts';
import type { ParsedDocument } from '../../../lambdas/core/parse/parsed-document.ts';
import type { PaperRecord } from '../../../lambdas/core/paper/paper.ts';
import { inventArchive } from '../../arxiv/invent-papers.ts';
import { listedPapers } from '../../arxiv/listed-papers.ts';
import { startSimulatedArxiv, type SimulatedArxiv } from '../../arxiv/simulated-arxiv.ts';

const LIST_DATES = ['2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20'];
const FRIDAY = '2026-11-20';
const FRIDAY_NOON = '2026-11-20T17:00:00Z';
const PAGE_SIZE = 100;
const archive = inventArchive({
  seed: 11,
  listDates: LIST_DATES,
  papersPerDay: 260,
  categories: ['cs.LG', 'cs.CL', 'math-ph', 'hep-th'],
});

let now = FRIDAY_NOON;
let arxiv: SimulatedArxiv;

beforeAll(async () => {
  arxiv = await startSimulatedArxiv({ archive, clock: () => new Date(now), pageSize: PAGE_SIZE, listingPageSize: 300 });
});
afterAll(() => arxiv.close());
beforeEach(() => {
  now = FRIDAY_NOON;
});

const ask = async (
  path: string,
): Promise<{ readonly status: number; readonly document: ParsedDocument; readonly text: string }> => {
  const response = await fetch(arxiv.url + path);
  const body = new Uint8Array(await response.arrayBuffer());
  return {
    status: response.status,
    document: parseDocument(body, { source: `https://arxiv.org${path}` }),
    text: Buffer.from(body).toString(),
  };
};
const read = async (path: string): Promise<ParsedDocument> => (await ask(path)).document;

const idsOf = ({ records }: ParsedDocument): readonly string[] => records.map(({ paperId }) => paperId);

const listed = (listDate: string, asked: readonly string[]) => listedPapers(archive, { listDate, asked });

const oai = (parameters: string, verb = 'ListRecords'): string => `/oai?verb=${verb}&${parameters}`;

/** Every record of a list of several pages. */
const readAll = async (parameters: string, verb?: string): Promise<readonly ParsedDocument[]> => {
  const pages = [await read(oai(parameters, verb))];
  for (let token = pages[0]?.resumptionToken ?? ''; token !== '';) {
    const page = await read(oai(`resumptionToken=${token}`, verb));
    pages.push(page);
    token = page.resumptionToken ?? '';
  }
  return pages;
};

describe('the feeds', () => {
  it.each(['rss', 'atom'])('hold the list of the day without late replacements (%s)', async (format) => {
    const document = await read(`/${format}/cs.LG`);
    const expected = listed(FRIDAY, ['cs.LG']).filter(
      ({ type, state }) => !type.startsWith('replace') || state.version < 6,
    );
    expect(document).toMatchObject({ rejects: [], listDate: FRIDAY });
    expect(document).not.toHaveProperty('problem');
    expect([...idsOf(document)].sort()).toEqual(expected.map(({ state }) => state.paper.id));
    expect(expected.length).toBeGreaterThan(100);
    expect(listed(FRIDAY, ['cs.LG']).length).toBeGreaterThan(expected.length);
  });

  it('are built at midnight in New York', async () => {
    now = '2026-11-20T04:59:59Z';
    expect(await read('/rss/cs.LG')).toMatchObject({ listDate: '2026-11-19' });
    now = '2026-11-20T05:00:00Z';
    expect(await read('/rss/cs.LG')).toMatchObject({ listDate: FRIDAY });
  });

  it('are valid and empty on a weekend', async () => {
    now = '2026-11-21T17:00:00Z';
    const document = await read('/rss/cs.LG');
    expect(document).toMatchObject({ format: 'rss', records: [], rejects: [], listDate: '2026-11-21' });
    expect(document).not.toHaveProperty('problem');
  });

  it('are joined, replacements first', async () => {
    const { records } = await read('/rss/cs.LG+cs.cl');
    const kinds = records.map(({ listing }) => listing?.kind);
    expect(records).toHaveLength(
      listed(FRIDAY, ['cs.LG', 'cs.CL']).filter(({ type, state }) => !type.startsWith('replace') || state.version < 6)
        .length,
    );
    expect(kinds).toEqual(
      [...kinds]
        .sort()
        .reverse()
        .sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b)),
    );
  });

  it('are cut at 2,000 items, and what is lost is new', async () => {
    const large = inventArchive({
      seed: 3,
      listDates: [FRIDAY],
      papersPerDay: 2_500,
      categories: ['cs.LG'],
      backlog: 400,
    });
    const other = await startSimulatedArxiv({ archive: large, clock: () => new Date(FRIDAY_NOON) });
    const body = await (await fetch(`${other.url}/rss/cs`)).text();
    await other.close();
    expect(body.match(/<item>/g)).toHaveLength(2_000);
    expect(body.match(/<arxiv:announce_type>replace</g)?.length).toBeGreaterThan(100);
  });

  it('are not sent again to those who have them', async () => {
    const first = await fetch(`${arxiv.url}/rss/cs.LG`);
    const tag = first.headers.get('etag') ?? '';
    await first.arrayBuffer();
    const second = await fetch(`${arxiv.url}/rss/cs.LG`, { headers: { 'if-none-match': tag } });
    expect(second.status).toBe(304);
    now = '2026-11-19T17:00:00Z';
    expect((await fetch(`${arxiv.url}/rss/cs.LG`, { headers: { 'if-none-match': tag } })).status).toBe(200);
  });

  it('answer a query that is none with an error', async () => {
    const { status, document } = await ask('/rss/cs.GARDEN');
    expect(status).toBe(400);
    expect(document).toMatchObject({ records: [], problem: { kind: 'api-error' } });
  });
});

const ORDER = ['replacement', 'cross-list', 'new', undefined] as readonly (string | undefined)[];

describe('the listing page', () => {
  it('states its date and counts, and shows every entry', async () => {
    const document = await read('/list/hep-th/new');
    const expected = listed(FRIDAY, ['hep-th']);
    expect(document).not.toHaveProperty('problem');
    expect(document.listingPage).toMatchObject({
      category: 'hep-th',
      date: FRIDAY,
      isWhole: true,
      announced: expected.filter(({ type }) => !type.startsWith('replace')).length,
    });
    expect(document.listingPage?.entries.map(({ paperId }) => paperId as string).sort()).toEqual(
      expected.map(({ state }) => state.paper.id),
    );
  });

  it('changes with the announcement at 20:00 in New York', async () => {
    now = '2026-11-20T00:59:59Z';
    expect((await read('/list/cs.LG/new')).listingPage).toMatchObject({ date: '2026-11-19' });
    now = '2026-11-20T01:00:00Z';
    expect((await read('/list/cs.LG/new')).listingPage).toMatchObject({ date: FRIDAY });
  });

  it('keeps the last list over the weekend', async () => {
    now = '2026-11-22T17:00:00Z';
    expect((await read('/list/cs.LG/new')).listingPage).toMatchObject({ date: FRIDAY, isWhole: true });
  });

  it('shows no more than its size, and says so', async () => {
    const expected = listed(FRIDAY, ['cs.LG']);
    const { text, document } = await ask('/list/cs.LG/new?skip=0&show=50');
    expect(text).toContain('showing first 50 of');
    expect(document.listingPage).toMatchObject({ isWhole: false });
    expect(document.listingPage?.entries).toHaveLength(50);
    const { text: rest } = await ask('/list/cs.LG/new?skip=50');
    expect(rest).toContain('(continued, showing last');
    expect(rest.match(/<dt>/g)).toHaveLength(expected.length - 50);
  });

  it('is not found for what is no category', async () => {
    expect((await fetch(`${arxiv.url}/list/cs.GARDEN/new`)).status).toBe(404);
  });
});

describe('OAI-PMH', () => {
  const day = `metadataPrefix=arXivRaw&from=${FRIDAY}&until=${FRIDAY}`;
  const recordsOf = (set?: (categories: readonly string[]) => boolean): readonly string[] =>
    archive
      .records({ from: FRIDAY, until: FRIDAY, listDate: FRIDAY })
      .filter(({ paper }) => set?.(paper.categories) ?? true)
      .map(({ paper }) => paper.id);

  it('gives a day in pages, in order, with a token that ends empty', async () => {
    const pages = await readAll(day);
    expect(pages.flatMap(idsOf)).toEqual(recordsOf());
    expect(pages.length).toBeGreaterThan(3);
    expect(pages.every(({ rejects, problem }) => rejects.length === 0 && problem === undefined)).toBe(true);
    expect(pages.at(-1)?.resumptionToken).toBe('');
  });

  it('gives one page no token at all', async () => {
    const page = await read(oai('metadataPrefix=arXivRaw&from=2007-05-23&until=2007-05-24'));
    expect(page.records.length).toBeGreaterThan(0);
    expect(page).not.toHaveProperty('resumptionToken');
  });

  it('writes tokens as arXiv does, and takes them encoded once more', async () => {
    const first = await read(oai(`${day}&set=cs:cs:LG`));
    expect(first.resumptionToken).toBe(
      `verb%3DListRecords%26metadataPrefix%3DarXivRaw%26set%3Dcs%253Acs%253ALG%26from%3D${FRIDAY}%26until%3D${FRIDAY}%26skip%3D100`,
    );
    const token = first.resumptionToken ?? '';
    const raw = await read(oai(`resumptionToken=${token}`));
    expect(idsOf(await read(oai(`resumptionToken=${encodeURIComponent(token)}`)))).toEqual(idsOf(raw));
    expect(raw.records.length).toBeGreaterThan(0);
  });

  it('advances the date inside the token, and echoes that one', async () => {
    const { text, document } = await ask(oai('metadataPrefix=arXivRaw&from=2005-09-16'));
    const [, from = ''] = /%26from%3D([\d-]+)%26/.exec(document.resumptionToken ?? '') ?? [];
    expect(from > '2005-09-16').toBe(true);
    expect(text).toContain(` from="${from}"`);
    const all = await readAll('metadataPrefix=arXivRaw&from=2005-09-16');
    const ids = all.flatMap(idsOf);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(archive.records({ from: '2005-09-16', until: '2099-01-01', listDate: FRIDAY }).length);
  });

  it.each([
    ['cs', (categories: readonly string[]) => categories.some((each) => each.startsWith('cs.'))],
    ['cs:cs:CL', (categories: readonly string[]) => categories.includes('cs.CL')],
    ['physics:hep-th', (categories: readonly string[]) => categories.includes('hep-th')],
    ['math:math:MP', (categories: readonly string[]) => categories.includes('math-ph')],
  ])('holds records by set (%s)', async (set, isIn) => {
    const found = new Set((await readAll(`${day}&set=${set}`)).flatMap(idsOf));
    const expected = recordsOf(isIn);
    expect(expected.length).toBeGreaterThan(50);
    // Moderators' cross-lists add some that the first categories don't tell.
    expect(expected.every((id) => found.has(id))).toBe(true);
    expect(found.size).toBeLessThan(recordsOf().length);
  });

  it('lists identifiers in longer pages', async () => {
    const pages = await readAll(day, 'ListIdentifiers');
    expect(pages.flatMap(({ identifiers = [] }) => identifiers.map(({ paperId }) => paperId))).toEqual(recordsOf());
    expect(pages).toHaveLength(1);
  });

  it('has the records of a list from 22:30 in New York', async () => {
    now = '2026-11-20T03:29:59Z';
    expect(await read(oai(day))).toMatchObject({ oaiError: 'noRecordsMatch', records: [] });
    now = '2026-11-20T03:30:00Z';
    expect((await read(oai(day))).records).toHaveLength(PAGE_SIZE);
  });

  it('gives one record, in both formats', async () => {
    const raw = await read(oai('identifier=oai:arXiv.org:hep-th/9901901&metadataPrefix=arXivRaw', 'GetRecord'));
    const split = await read(oai('identifier=oai:arXiv.org:hep-th/9901901&metadataPrefix=arXiv', 'GetRecord'));
    expect([...idsOf(raw), ...idsOf(split)]).toEqual(['hep-th/9901901', 'hep-th/9901901']);
    expect(split.label).toBe('OAI-PMH GetRecord arXiv');
  });

  it('marks a withdrawn paper by its last version', async () => {
    const records = (await readAll('metadataPrefix=arXivRaw&from=2026-11-16')).flatMap((page) => page.records);
    const withdrawn = records.filter((record) => record.withdrawn === true);
    expect(withdrawn.length).toBeGreaterThan(0);
    expect(withdrawn.every(({ version }) => version > 1)).toBe(true);
  });

  it.each([
    ['badVerb', '/oai?verb=ListGardens'],
    ['badVerb', '/oai'],
    ['badArgument', oai('metadataPrefix=arXivRaw&set=cs.LG')],
    ['badArgument', oai('metadataPrefix=arXivRaw&from=2005-09-15')],
    ['badArgument', oai('metadataPrefix=arXivRaw&until=2026-11-22')],
    ['badArgument', oai('metadataPrefix=arXivRaw&from=2026-11-19&until=2026-11-18')],
    ['badArgument', oai('metadataPrefix=arXivRaw&from=2026-11-19T00:00:00Z')],
    ['badArgument', oai('metadataPrefix=arXivRaw&metadataPrefix=arXivRaw')],
    [
      'badArgument',
      oai(`metadataPrefix=arXivRaw&resumptionToken=verb%3DListRecords%26metadataPrefix%3DarXivRaw%26skip%3D1`),
    ],
    ['badResumptionToken', oai('resumptionToken=garden')],
    ['badResumptionToken', oai('resumptionToken=verb%3DListIdentifiers%26metadataPrefix%3DarXivRaw%26skip%3D1')],
    ['cannotDisseminateFormat', oai('metadataPrefix=marc')],
    ['idDoesNotExist', oai('identifier=oai:arXiv.org:2611.00001&metadataPrefix=arXivRaw', 'GetRecord')],
    ['noRecordsMatch', oai('metadataPrefix=arXivRaw&from=2026-11-15&until=2026-11-15')],
  ])('says %s with HTTP 200 (%s)', async (code, path) => {
    const { status, document } = await ask(path);
    expect({ status, code: document.oaiError }).toEqual({ status: 200, code });
  });

  it.each(['Identify', 'ListSets', 'ListMetadataFormats'])('answers %s', async (verb) => {
    expect((await read(`/oai?verb=${verb}`)).label).toBe(`OAI-PMH ${verb}`);
  });
});

describe('the query API', () => {
  const windowQuery =
    '/api/query?search_query=(cat:cs.LG+OR+cat:cs.CL)+AND+submittedDate:[202611181900+TO+202611191859]&sortBy=submittedDate&sortOrder=ascending';

  it('gives papers by identifier, at a version when one is named', async () => {
    const replaced = archive.announcements(FRIDAY).find(({ event }) => event?.kind === 'replacement')?.paper.id ?? '';
    const document = await read(`/api/query?id_list=hep-th/9901901,${replaced}v1,2611.00001`);
    expect(document).toMatchObject({ totalResults: 2, rejects: [] });
    expect(document.records.map(({ paperId, version }) => [paperId, version])).toEqual([
      ['hep-th/9901901', 1],
      [replaced, 1],
    ]);
    const [newest] = (await read(`/api/query?id_list=${replaced}`)).records;
    expect(newest?.version).toBeGreaterThan(1);
  });

  it('gives a window of submissions in slices, oldest first', async () => {
    const whole = await read(`${windowQuery}&max_results=2000`);
    const expected = [...archive.papers()].filter(
      ({ submittedMs, categories, listDate }) =>
        listDate <= FRIDAY &&
        submittedMs >= Date.parse('2026-11-18T19:00:00Z') &&
        submittedMs < Date.parse('2026-11-19T19:00:00Z') &&
        categories.some((category) => category === 'cs.LG' || category === 'cs.CL'),
    );
    expect(whole).toMatchObject({ totalResults: expected.length, rejects: [] });
    expect([...idsOf(whole)].sort()).toEqual(expected.map(({ id }) => id).sort());
    const times = whole.records.map(({ submittedAt = '' }) => submittedAt);
    expect(times).toEqual([...times].sort());
    const slice = await read(`${windowQuery}&start=20&max_results=30`);
    expect(idsOf(slice)).toEqual(idsOf(whole).slice(20, 50));
  });

  it('knows a list from midnight in New York', async () => {
    const [paper] = archive.announcements(FRIDAY).filter(({ event }) => event === undefined);
    const path = `/api/query?id_list=${paper?.paper.id ?? ''}`;
    now = '2026-11-20T04:59:59Z';
    expect(await read(path)).toMatchObject({ totalResults: 0, records: [] });
    now = '2026-11-20T05:00:00Z';
    expect((await read(path)).records).toHaveLength(1);
  });

  it.each([
    '/api/query?id_list=garden',
    '/api/query?search_query=cat:cs.LG&max_results=2001',
    '/api/query?search_query=cat:cs.LG&start=-1',
    '/api/query?search_query=(cat:cs.LG',
  ])('answers what it can not do with an error entry (%s)', async (path) => {
    const { status, document } = await ask(path);
    expect(status).toBe(400);
    expect(document).toMatchObject({ records: [], problem: { kind: 'api-error' } });
  });
});

it('the same paper reads the same from every source', async () => {
  const raw = await readAll(`metadataPrefix=arXivRaw&from=${FRIDAY}&until=${FRIDAY}`);
  const split = await readAll(`metadataPrefix=arXiv&from=${FRIDAY}&until=${FRIDAY}`);
  const feed = await read('/rss/cs+math+physics+hep-th+math-ph');
  const ids = raw.flatMap(idsOf);
  const api = await read(`/api/query?id_list=${ids.join(',')}&max_results=2000`);
  const wordsOf = ({ paperId, title, abstract, authors }: PaperRecord) => ({ paperId, title, abstract, authors });
  const byId = (documents: readonly ParsedDocument[]) =>
    new Map(documents.flatMap(({ records }) => records).map((record) => [record.paperId as string, wordsOf(record)]));
  const expected = byId(raw);
  expect(byId([api])).toEqual(expected);
  expect(byId(split)).toEqual(expected);
  for (const [id, words] of byId([feed])) expect(words).toEqual(expected.get(id));
  const texts = JSON.stringify([...expected.values()]);
  for (const part of ['Jörg Föhre', 'Poincaré', '\\alpha', 'Version 2 mends'])
    expect(texts).toContain(JSON.stringify(part).slice(1, -1));
});

it('remembers what it was asked, and by how many at once', async () => {
  const before = arxiv.requests.length;
  await ask('/rss/hep-th');
  await fetch(`${arxiv.url}/garden`);
  const [feed, other] = arxiv.requests.slice(before);
  expect(feed).toMatchObject({ path: '/rss/hep-th', protocol: 'rss', status: 200, fault: undefined });
  expect(feed?.endedAt).toBeGreaterThanOrEqual(feed?.startedAt ?? Infinity);
  expect(other).toMatchObject({ path: '/garden', protocol: undefined });
  expect(arxiv.mostAtOnce()).toBe(1);
});
