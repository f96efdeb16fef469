/** The text part: everything that the HTML part says, every link written out, for readers and programs without HTML. */
import type { DigestContent, PaperContent, SectionContent } from './digest-content.ts';
import { wrapText } from './wrap-text.ts';

const linkLine = (label: string, url: string): string => wrapText(`${label}: ${url}`, '  ');

const paperText = (paper: PaperContent): string =>
  [
    wrapText(paper.title),
    paper.authors === '' ? undefined : wrapText(paper.authors, '  '),
    wrapText([paper.place, paper.movement?.text].filter(Boolean).join(', '), '  '),
    ...paper.evidence.map((line) => wrapText(`* ${line}`, '  ')),
    paper.abstract === '' ? undefined : `\n${wrapText(paper.abstract, '  ')}\n`,
    linkLine('Why it is here', paper.pageUrl),
    paper.arxiv.url === undefined
      ? wrapText(`${paper.arxiv.label} (invented)`, '  ')
      : linkLine(paper.arxiv.label, paper.arxiv.url),
    paper.codeUrl === undefined ? undefined : linkLine('Code', paper.codeUrl),
  ]
    .filter((line) => line !== undefined)
    .join('\n');

const sectionText = ({ heading, note, papers }: SectionContent): string =>
  [
    `${heading.toUpperCase()}\n${'-'.repeat(heading.length)}`,
    ...(note === undefined ? [] : [wrapText(note)]),
    ...papers.map(paperText),
  ].join('\n\n');

const footerText = (content: DigestContent): string =>
  [
    wrapText(content.edition),
    wrapText(content.reason),
    [
      wrapText(`Read on the web: ${content.webUrl}`),
      wrapText(`Preferences: ${content.preferencesUrl}`),
      wrapText(`Unsubscribe: ${content.unsubscribeUrl}`),
    ].join('\n'),
    wrapText(content.postalAddress),
  ].join('\n\n');

/** The whole part, lines ended by `\n`. */
export const digestText = (content: DigestContent): string =>
  `${[
    `PAPER ROUND\n${wrapText(`${content.date}, ${content.fields}`)}`,
    content.sampleNotice === undefined ? undefined : wrapText(content.sampleNotice),
    ...content.sections.map(sectionText),
    content.omittedNotice === undefined ? undefined : wrapText(`${content.omittedNotice}: ${content.webUrl}`),
    `${'-'.repeat(40)}\n${footerText(content)}`,
  ]
    .filter((part) => part !== undefined)
    .join('\n\n')}\n`;
