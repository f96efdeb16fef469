/** Finds the pages that bodies are cut from: recorded ones where they are at hand. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { sampleResponses } from '../../local/sample-source.ts';
import { escapeXml, rssFeed } from '../../test/unit/core/parse/invented-documents.ts';
import { inventedListings, inventedPages } from './invented-pages.ts';
import { splitPage, type SeedPage } from './seed-page.ts';

/** Answers of arXiv, not part of the repository. */
const RECORDED = new URL('../../../shared/data/', import.meta.url);
/** Of a month of daily lines, or of all feed items: more only takes memory. */
const MAX_LINES = 2_000;

export interface FoundPages {
  readonly pages: readonly SeedPage[];
  /** Which they are, for the reader of the figures. */
  readonly note: string;
}

/** Recorded pages of all formats, else the bundled sample and invented ones. */
export const findSeedPages = async (): Promise<FoundPages> => {
  if (existsSync(new URL('arxiv/', RECORDED))) {
    const pages = [...recordedPages(), ...feedItemPages()];
    return {
      pages: [...pages, ...inventedListings()],
      note: `cut from ${pages.length} pages recorded from arXiv, and from invented listing pages`,
    };
  }
  const pages = [...(await samplePages()), ...inventedPages()];
  return {
    pages,
    note: `cut from ${pages.length} pages of the bundled sample and invented ones; no recorded ones are at hand`,
  };
};

const readText = (name: string): string => {
  const bytes = readFileSync(new URL(name, RECORDED));
  return (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
};

const linesOf = (name: string): readonly string[] => {
  const lines = readText(name).trimEnd().split('\n');
  // Spread over the whole file: its formats follow one another.
  const step = Math.max(1, Math.floor(lines.length / MAX_LINES));
  return lines.filter((_, index) => index % step === 0);
};

const kindOf = (name: string, text: string): string => {
  if (name.startsWith('arxiv/errors/') || !/<(?:item|entry|record)[\s>]/.test(text)) return 'other';
  if (name.startsWith('arxiv/query-api/')) return 'atom-api';
  if (text.includes('<rss')) return 'rss';
  if (text.includes('<feed')) return 'atom-feed';
  if (text.includes('<arXivRaw')) return 'oai arXivRaw';
  return text.includes('<arXiv') ? 'oai arXiv' : 'oai oai_dc';
};

const recordedPages = (): readonly SeedPage[] =>
  readdirSync(fileURLToPath(new URL('arxiv/', RECORDED)), { recursive: true, encoding: 'utf8' })
    .sort()
    .map((path) => `arxiv/${path.replaceAll('\\', '/')}`)
    .flatMap((name): readonly SeedPage[] => {
      if (name.endsWith('.jsonl.gz')) return [{ name, kind: 'daily', head: '', records: linesOf(name), tail: '' }];
      if (!/\.(?:xml|txt)$/.test(name)) return [];
      const text = readText(name);
      return [splitPage({ name, kind: kindOf(name, text) }, text)];
    });

interface FeedItem {
  readonly format: 'old' | 'plain' | 'new';
  readonly link: string;
  readonly title: string;
  readonly description: string;
}

/** Items out of real feeds of three generations, set into a feed again, one of each generation. */
const feedItemPages = (): readonly SeedPage[] => {
  const items = linesOf('feed-items/items.jsonl.gz').map((line) => JSON.parse(line) as FeedItem);
  return [...new Set(items.map(({ format }) => format))].map((generation) => {
    const elements = items
      .filter(({ format }) => format === generation)
      .map(
        ({ format, link, title, description }) =>
          `<item><title>${escapeXml(title)}</title><link>${link}</link><description>${escapeXml(description)}</description>${format === 'old' ? '' : '<category>cs.LG</category>'}<dc:creator>Ada Beech, Bo Elm</dc:creator></item>`,
      );
    return splitPage({ name: `feed items, ${generation}`, kind: 'rss' }, rssFeed(elements));
  });
};

const samplePages = async (): Promise<readonly SeedPage[]> => {
  const pages: SeedPage[] = [];
  for await (const { name, body } of sampleResponses()) {
    pages.push(splitPage({ name, kind: 'rss' }, Buffer.from(body).toString('utf8')));
  }
  return pages;
};
