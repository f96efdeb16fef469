/**
 * What reference managers read from a paper's page: the `citation_` names of Google Scholar's inclusion guidelines, with
 * arXiv's own `citation_arxiv_id`. Nothing of a sample: nobody should cite what is invented.
 */
import { isSampleId, pdfUrl } from '../../paper/arxiv-id.ts';
import type { Paper } from '../../paper/paper.ts';
import { cleanLine, shortenText } from '../mail/mail-text.ts';
import { pageText, pageTitle } from './page-text.ts';

/** Collaborations of thousands would outweigh the page. */
const MAX_AUTHORS = 100;
const NAME_BYTES = 120;

/** `2026/11/20`, as these names write dates. */
const slashed = (date: string): string => date.slice(0, 10).replaceAll('-', '/');

export const citationMetas = (paper: Paper): readonly (readonly [name: string, content: string])[] => {
  const { paperId, title, authors, submittedAt, announcedOn, doi, abstract } = paper;
  if (isSampleId(paperId)) return [];
  return [
    ['citation_title', pageTitle(title)],
    ...authors
      .slice(0, MAX_AUTHORS)
      .map((author) => ['citation_author', shortenText(cleanLine(author), NAME_BYTES)] as const),
    ['citation_date', slashed(submittedAt ?? announcedOn)],
    ['citation_online_date', slashed(announcedOn)],
    ['citation_arxiv_id', paperId],
    ['citation_pdf_url', pdfUrl(paperId)],
    ...(doi === undefined ? [] : [['citation_doi', doi] as const]),
    ...(abstract === '' ? [] : [['citation_abstract', pageText(abstract)] as const]),
  ];
};
