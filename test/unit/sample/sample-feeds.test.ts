import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from '../../../lambdas/core/parse/parse-document.ts';
import { sampleResponses } from '../../../local/sample-source.ts';
import { makeSampleFeeds } from '../../../scripts/sample-feeds.ts';

const directory = join(__dirname, '../../../local/sample-feeds');
const feeds = makeSampleFeeds();
const texts = [...feeds.values()];
const all = texts.join('\n');
const matches = (pattern: RegExp): readonly string[] => [...all.matchAll(pattern)].map(([, group = '']) => group);

describe('the bundled sample', () => {
  it('is what the script makes, file by file', () => {
    expect(readdirSync(directory).sort()).toEqual([...feeds.keys()].sort());
    for (const [name, content] of feeds) expect(readFileSync(join(directory, name), 'utf8')).toBe(content);
  });

  it('holds 400 papers on five list dates in thirteen categories and stays below a megabyte', () => {
    expect(new Set(matches(/<guid isPermaLink="false">oai:arXiv\.org:([\d.]+)v/g)).size).toBe(400);
    expect(new Set([...feeds.keys()].map((name) => name.slice(0, 10)))).toEqual(
      new Set(['2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20']),
    );
    expect(feeds.size).toBe(5 * 13);
    expect(Buffer.byteLength(all)).toBeLessThan(1_000_000);
  });

  it('uses only identifiers that arXiv can never assign', () => {
    const named = matches(/(?:arXiv:|arXiv\.org:|abs\/)(\d{4}\.\d{5})/g);
    expect(named.every((id) => id.startsWith('2613.'))).toBe(true);
  });

  it('names no repository that somebody could own, and no other site', () => {
    const hosts = new Set(matches(/https?:\/\/([\w.-]+\/?[\w-]*)/g));
    expect([...hosts].filter((host) => host.startsWith('github.com'))).toEqual(['github.com/paper-round--sample']);
    const others = [...hosts].filter(
      (host) =>
        !/^(github\.com|arxiv\.org|rss\.arxiv\.org|purl\.org|www\.w3\.org|www\.rssboard\.org|creativecommons\.org)\//.test(
          host,
        ) && !/^\w+\.example\.org/.test(host),
    );
    expect(others).toEqual([]);
  });

  it('says in every file that everything is invented', () => {
    for (const text of texts) expect(text).toContain('is made up');
  });

  it('writes text as arXiv feeds do: ASCII with TeX', () => {
    // eslint-disable-next-line no-control-regex -- ASCII is what is asserted
    expect(all).toMatch(/^[\x00-\x7f]*$/);
    expect(all).toMatch(/\\"o/);
    expect(all).toMatch(/\$O\(n \\sqrt\{n\}\)\$/);
    expect(all).not.toMatch(/\{(?:setting|Subject|Approach|Name)\}|undefined/);
  });

  it('shows each announce type, a title that is 0 and a paper by 300 people', () => {
    expect(new Set(matches(/<arxiv:announce_type>([\w-]+)</g))).toEqual(
      new Set(['new', 'cross', 'replace', 'replace-cross']),
    );
    expect(all).toContain('<title>0</title>');
    const counts = matches(/<dc:creator>([^<]+)</g).map(
      (creator) => creator.replace(/\([^)]*\)/g, '').split(', ').length,
    );
    expect(Math.max(...counts)).toBe(300);
  });

  it('gives no two papers the same title', () => {
    const titles = new Map<string, string>();
    for (const [, title = '', id = ''] of all.matchAll(
      /<title>([^<]+)<\/title>\n\s+<link>https:\/\/arxiv\.org\/abs\/([\d.]+)/g,
    )) {
      titles.set(id, title);
    }
    expect(titles.size).toBe(400);
    expect(new Set(titles.values()).size).toBe(400);
  });
});

describe('the bundled sample, parsed', () => {
  const parsed = [...feeds].map(([name, content]) => ({
    date: name.slice(0, 10),
    document: parseDocument(Buffer.from(content), { source: name, sampleIds: true, category: name.slice(11, -4) }),
  }));

  it('has no fault and nothing to reject', () => {
    expect(
      parsed.flatMap(({ document }) => [...document.rejects, ...(document.problem ? [document.problem] : [])]),
    ).toEqual([]);
  });

  it('lists every paper on the day of its feed, first as new somewhere', () => {
    const kinds = new Map<string, Set<string>>();
    for (const { date, document } of parsed) {
      for (const { paperId, listing } of document.records) {
        expect(listing?.date).toBe(date);
        kinds.set(paperId, (kinds.get(paperId) ?? new Set()).add(listing?.kind ?? 'none'));
      }
    }
    expect(kinds.size).toBe(400);
    expect([...kinds.values()].every((seen) => seen.has('new'))).toBe(true);
  });

  it('tells the 300 authors apart and keeps the title 0', () => {
    const records = parsed.flatMap(({ document }) => document.records);
    expect(Math.max(...records.map(({ authors }) => authors.length))).toBe(300);
    expect(records.some(({ title }) => title === '0')).toBe(true);
  });

  it('is refused as arXiv data', () => {
    const [name, content] = [...feeds].find(([each]) => each.endsWith('cs.LG.xml')) ?? ['', ''];
    const document = parseDocument(Buffer.from(content), { source: name });
    expect(document.records).toEqual([]);
    expect(document.rejects.length).toBeGreaterThan(0);
  });
});

describe('sampleResponses', () => {
  it('gives the feeds in the order of their days, with the category of each', async () => {
    const responses = [];
    for await (const response of sampleResponses()) responses.push(response);
    expect(responses).toHaveLength(feeds.size);
    expect(responses[0]).toMatchObject({
      name: 'sample/2026-11-16.astro-ph.GA.xml',
      category: 'astro-ph.GA',
      status: 200,
      receivedAt: '2026-11-16T05:00:00.000Z',
    });
    const days = responses.map(({ receivedAt }) => receivedAt);
    expect(days).toEqual([...days].sort());
  });
});
