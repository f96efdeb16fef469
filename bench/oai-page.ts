/** The page of 1,000 `arXivRaw` records that parsing is measured with. */
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Paper } from '../lambdas/core/paper/paper.ts';
import { readSamplePapers } from './sample-papers.ts';

/** A page that arXiv sent in 2014; not part of the repository. */
const RECORDED = new URL('../../shared/data/arxiv/oai/recorded/arXivRaw_2014-01-16_1000rec.xml', import.meta.url);

export interface OaiPage {
  readonly path: string;
  /** Which of the two it is, for the reader of the figures. */
  readonly note: string;
}

/** The recorded page where it is at hand, else one that is made of the sample in the given folder. */
export const findOaiPage = async (folder: string): Promise<OaiPage> => {
  if (existsSync(RECORDED)) return { path: fileURLToPath(RECORDED), note: 'page recorded from arXiv' };
  const path = join(folder, 'page.xml');
  await writeFile(path, makePage(await readSamplePapers()));
  return { path, note: 'page made of the bundled sample; the recorded one is not at hand' };
};

const RECORDS = 1_000;

const escapeXml = (text: string): string =>
  text.replace(/[&<>]/g, (character) => `&#${character.codePointAt(0) ?? 0};`);

const element = (name: string, text: string): string => `<${name}>${escapeXml(text)}</${name}>`;

const makePage = (papers: readonly Paper[]): string => {
  const records = Array.from({ length: RECORDS }, (_, index) => {
    const paper = papers[index % papers.length];
    return paper === undefined ? '' : makeRecord(paper, `2613.${String(index + 1).padStart(5, '0')}`);
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>2026-11-20T11:10:55Z</responseDate>
<request verb="ListRecords">http://export.arxiv.org/oai2</request><ListRecords>
${records.join('\n')}
</ListRecords></OAI-PMH>
`;
};

const makeRecord = ({ title, abstract, authors, categories, comment = '' }: Paper, id: string): string =>
  [
    `<record><header>${element('identifier', `oai:arXiv.org:${id}`)}${element('datestamp', '2026-11-20')}</header>`,
    `<metadata><arXivRaw xmlns="http://arxiv.org/OAI/arXivRaw/">${element('id', id)}`,
    '<version version="v1"><date>Thu, 19 Nov 2026 12:55:07 GMT</date><size>90kb</size></version>',
    element('title', title),
    element('authors', authors.join(', ')),
    element('categories', categories.join(' ')),
    element('comments', comment),
    element('license', 'http://arxiv.org/licenses/nonexclusive-distrib/1.0/'),
    `${element('abstract', abstract)}</arXivRaw></metadata></record>`,
  ].join('\n');
