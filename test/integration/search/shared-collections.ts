/** The search collections beside the repository; none of it is part of it. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { IndexDocument } from '../../../lambdas/adapters/search/index-document.ts';
import { inventDocument } from './invent-documents.ts';

const shared = join(process.cwd(), '../shared/data');
const daily = join(shared, 'arxiv/daily');
const seedFile = join(shared, 'seed/trending-page.json');
const cranfield = join(shared, 'search/cranfield');

export const areHere = [daily, seedFile, cranfield].every((path) => existsSync(path));

interface Line {
  readonly id: string;
  readonly title: string;
  readonly abstract: string;
  readonly authors: readonly string[];
  readonly categories: readonly string[];
  readonly date: string;
}

export const seedPapers = (): readonly IndexDocument[] => {
  const { papers } = JSON.parse(readFileSync(seedFile, 'utf8')) as {
    readonly papers: readonly { readonly title: string; readonly abstract: string; readonly arxivId: string }[];
  };
  return papers.map(({ arxivId, title, abstract }) => inventDocument(arxivId, { title, abstract, authors: [] }));
};

/** 30,410 real papers, those of the seed among them, each once. */
export const realPapers = (): readonly IndexDocument[] => {
  const papers = new Map<string, IndexDocument>();
  for (const source of readdirSync(daily).sort()) {
    for (const file of readdirSync(join(daily, source)).sort()) {
      const lines = gunzipSync(readFileSync(join(daily, source, file)))
        .toString('utf8')
        .split('\n');
      for (const line of lines.filter((text) => text !== '')) {
        const { id, title, abstract, authors, categories, date } = JSON.parse(line) as Line;
        if (papers.has(id)) continue;
        const facts = {
          title: title.replace(/\s+/g, ' '),
          abstract,
          authors: [...authors],
          categories: [...categories],
        };
        papers.set(id, inventDocument(id, { ...facts, announcedOn: date }));
      }
    }
  }
  for (const paper of seedPapers()) if (!papers.has(paper.paperId)) papers.set(paper.paperId, paper);
  return [...papers.values()];
};

const sections = (file: string): readonly string[] =>
  readFileSync(join(cranfield, file), 'utf8').split(/^\.I /m).slice(1);

export const cranfieldDocuments = (): readonly IndexDocument[] =>
  sections('cran.all.1400').map((section) => {
    const part = (name: string): string =>
      (section.split(new RegExp(`^\\.${name}\\s`, 'm'))[1] ?? '').split(/^\.[A-Z]\s/m)[0]?.trim() ?? '';
    const title = part('T');
    return inventDocument(section.split('\n')[0]?.trim() ?? '', {
      title: title.replace(/\s+/g, ' '),
      abstract: part('W').replace(title, ''),
      authors: [],
    });
  });

/** Queries with the gain of each judged document: 4 for a complete answer to 1, and 1 for those listed without a grade (−1). */
export const cranfieldQueries = (): readonly {
  readonly text: string;
  readonly gains: ReadonlyMap<string, number>;
}[] => {
  const judged = readFileSync(join(cranfield, 'cranqrel'), 'utf8')
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  return sections('cran.qry').map((section, index) => ({
    text: (section.split(/^\.W\s/m)[1] ?? '').replace(/\s+/g, ' ').trim(),
    gains: new Map(
      judged
        .filter(([query]) => query === index + 1)
        .map(([, document, grade = -1]) => [String(document), grade < 0 ? 1 : 5 - grade]),
    ),
  }));
};
