/** A paper as an entry of a feed: what is said of it, in final words, and the HTML that a reader's program shows. */
import { absUrl, isSampleId, pdfUrl } from '../../paper/arxiv-id.ts';
import type { Paper } from '../../paper/paper.ts';
import { daysOnListPhrase } from '../../rank/place-evidence.ts';
import { plainMaths } from '../../tex/plain-maths.ts';
import { html, safeHref, type SafeHtml } from '../html.ts';
import { foldList, shortenText } from '../mail/mail-text.ts';
import { paperHref } from '../page/list-href.ts';
import type { PageSite } from '../page/page-frame.ts';
import { feedLine } from './feed-line.ts';

export interface FeedEntry {
  /** Also the address of the paper's page here. */
  readonly id: string;
  readonly title: string;
  /** The first thirty. */
  readonly authors: readonly string[];
  /** Categories of arXiv, the primary one first. */
  readonly categories: readonly string[];
  /** Instants, ISO 8601 in UTC. */
  readonly published: string;
  readonly updated: string;
  /** Abstract page at arXiv; an invented paper has none. */
  readonly arxivUrl: string | undefined;
  /** Markup for the body of a page: no scripts, styles or pictures. */
  readonly contentHtml: string;
}

export interface FeedEntryInput {
  readonly site: Pick<PageSite, 'baseUrl' | 'sample'>;
  readonly paper: Paper;
  /** Lines for readers, strongest first. */
  readonly evidence: readonly string[];
  readonly daysOnList: number;
  readonly published: string;
  readonly updated: string;
}

/** No title or abstract of arXiv comes near; what is longer is cut before work is spent on it. */
const MAX_SOURCE_LENGTH = 6_000;
const TITLE_BYTES = 600;
const ABSTRACT_BYTES = 6_000;
const NAME_BYTES = 200;
const EVIDENCE_BYTES = 160;
const MAX_EVIDENCE = 12;
/** Collaborations have thousands. */
const MAX_AUTHORS = 30;
const AUTHORS_NAMED = 6;
const MAX_CATEGORIES = 12;

/** Maths made readable, on one line, within the bound. */
const proseOf = (text: string, bound: number): string =>
  shortenText(feedLine(plainMaths(text.slice(0, MAX_SOURCE_LENGTH))), bound);

const nameOf = (name: string): string => shortenText(feedLine(name.slice(0, MAX_SOURCE_LENGTH)), NAME_BYTES);

/** How long it has been on the list is another number each day. */
const reasonsOf = ({ evidence, daysOnList }: FeedEntryInput): readonly string[] =>
  evidence
    .filter((line) => line !== daysOnListPhrase(daysOnList))
    .slice(0, MAX_EVIDENCE)
    .map((line) => shortenText(feedLine(line), EVIDENCE_BYTES))
    .filter((line) => line !== '');

/** The first names, then how many more: only what can be shown is cleaned. */
const byline = ({ authors }: Paper): string =>
  foldList(
    authors.map((name, index) => (index > AUTHORS_NAMED ? name : nameOf(name))),
    AUTHORS_NAMED,
  );

const linkTo = (url: string, label: string): SafeHtml => html`<a href="${url}">${label}</a>`;

/** The page here, and what is elsewhere; an invented repository may have a real namesake, and is no link. */
const linksOf = ({ paperId, links }: Paper, url: string, invented: boolean): readonly SafeHtml[] => {
  const code = safeHref(links.code[0] ?? '#');
  return [
    linkTo(url, 'Paper page'),
    ...(invented ? [] : [linkTo(absUrl(paperId), `arXiv ${paperId}`), linkTo(pdfUrl(paperId), 'PDF')]),
    ...(invented || code === '#' ? [] : [linkTo(code, 'Code')]),
  ];
};

const contentOf = (input: FeedEntryInput, url: string, invented: boolean): SafeHtml => {
  const { paper } = input;
  const names = byline(paper);
  const reasons = reasonsOf(input);
  const abstract = proseOf(paper.abstract, ABSTRACT_BYTES);
  const categories = paper.categories.slice(0, MAX_CATEGORIES).map(feedLine).join(', ');
  const links = linksOf(paper, url, invented).map((link, index) => html`${index > 0 && ' · '}${link}`);
  return html`${invented && html`<p><strong>Sample: this paper is invented.</strong></p>`}
    <p dir="auto">${names !== '' && `${names} · `}${categories}</p>
    ${
      reasons.length > 0 &&
      html`<ul>
        ${reasons.map((line) => html`<li>${line}</li>`)}
      </ul>`
    }
    <p dir="auto">${abstract === '' ? 'No abstract on record.' : abstract}</p>
    <p>${links}</p>`;
};

/** Pure; bounded in size for any paper. */
export const feedEntry = (input: FeedEntryInput): FeedEntry => {
  const { site, paper, published, updated } = input;
  const invented = site.sample || isSampleId(paper.paperId);
  const url = site.baseUrl + paperHref(paper.paperId);
  return {
    id: url,
    title: `${invented ? 'Sample: ' : ''}${proseOf(paper.title, TITLE_BYTES) || 'Untitled'}`,
    authors: paper.authors
      .slice(0, MAX_AUTHORS)
      .map(nameOf)
      .filter((name) => name !== ''),
    categories: paper.categories.slice(0, MAX_CATEGORIES).map(feedLine),
    published,
    updated,
    arxivUrl: invented ? undefined : absUrl(paper.paperId),
    // All text is of one line: what breaks here is the template's.
    contentHtml: contentOf(input, url, invented).markup.replace(/\n\s*/g, ''),
  };
};
