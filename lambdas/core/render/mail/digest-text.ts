/** The text part: everything that the HTML part says, every link written out, for readers and programs without HTML. */
import type { DigestContent, PaperContent, SectionContent } from './digest-content.ts';

/** RFC 5322 asks for lines of at most 78 characters where they can be broken. */
const MAX_LINE_LENGTH = 78;

/** Breaks at spaces; a word that is longer than the line (a URL) stands alone and whole. */
const wrap = (text: string, indent = ''): string => {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(' ')) {
    const joined = line.trim() === '' ? line + word : `${line} ${word}`;
    if (joined.length > MAX_LINE_LENGTH && line.trim() !== '') {
      lines.push(line);
      line = indent + word;
    } else line = joined;
  }
  return [...lines, line].join('\n');
};

const linkLine = (label: string, url: string): string => wrap(`${label}: ${url}`, '  ');

const paperText = (paper: PaperContent): string =>
  [
    wrap(paper.title),
    paper.authors === '' ? undefined : wrap(paper.authors, '  '),
    wrap([paper.place, paper.movement?.text].filter(Boolean).join(', '), '  '),
    ...paper.evidence.map((line) => wrap(`* ${line}`, '  ')),
    paper.abstract === '' ? undefined : `\n${wrap(paper.abstract, '  ')}\n`,
    linkLine('Why it is here', paper.pageUrl),
    paper.arxiv.url === undefined
      ? wrap(`${paper.arxiv.label} (invented)`, '  ')
      : linkLine(paper.arxiv.label, paper.arxiv.url),
    paper.codeUrl === undefined ? undefined : linkLine('Code', paper.codeUrl),
  ]
    .filter((line) => line !== undefined)
    .join('\n');

const sectionText = ({ heading, note, papers }: SectionContent): string =>
  [
    `${heading.toUpperCase()}\n${'-'.repeat(heading.length)}`,
    ...(note === undefined ? [] : [wrap(note)]),
    ...papers.map(paperText),
  ].join('\n\n');

const footerText = (content: DigestContent): string =>
  [
    wrap(content.edition),
    wrap(content.reason),
    `${wrap(`Read on the web: ${content.webUrl}`)}\n${wrap(`Unsubscribe: ${content.unsubscribeUrl}`)}`,
    wrap(content.postalAddress),
  ].join('\n\n');

/** The whole part, lines ended by `\n`. */
export const digestText = (content: DigestContent): string =>
  `${[
    `PAPER ROUND\n${wrap(`${content.date}, ${content.fields}`)}`,
    content.sampleNotice === undefined ? undefined : wrap(content.sampleNotice),
    ...content.sections.map(sectionText),
    content.omittedNotice === undefined ? undefined : wrap(`${content.omittedNotice}: ${content.webUrl}`),
    `${'-'.repeat(40)}\n${footerText(content)}`,
  ]
    .filter((part) => part !== undefined)
    .join('\n\n')}\n`;
