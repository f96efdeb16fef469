/** OAI records in the formats `arXivRaw` and `arXiv`, laid out as arXiv's server of 2026 does. */
import { versionsOf, type PaperState } from './archived-paper.ts';
import { escapeWithQuotes, isoSeconds } from './answer.ts';
import { setSpecOf } from './oai-sets.ts';
import { fullName, textOf, type InventedAuthor, type PaperText } from './paper-text.ts';

export const METADATA_FORMATS = ['arXivRaw', 'arXiv'] as const;
export type MetadataFormat = (typeof METADATA_FORMATS)[number];

const line = (indent: number, name: string, text: string | undefined): string =>
  text === undefined ? '' : `${' '.repeat(indent)}<${name}>${escapeWithQuotes(text)}</${name}>\n`;

export const oaiHeader = ({ paper, categories }: PaperState, datestamp: string): string =>
  `                <header>
        <identifier>oai:arXiv.org:${paper.id}</identifier>
        <datestamp>${datestamp}</datestamp>
${categories.map((category) => `            <setSpec>${setSpecOf(category)}</setSpec>\n`).join('')}    </header>
`;

/** `Ada Beech (1) and Bo Elm (2) ((1) Garden School, Ulm, (2) Tree House)`, or names alone. */
const authorString = (authors: readonly InventedAuthor[]): string => {
  const marked = authors.map((author, index) => {
    const name = fullName(author, 'tex');
    return author.affiliation === undefined ? name : `${name} (${index + 1})`;
  });
  const last = marked.at(-1) ?? '';
  const names = marked.length > 1 ? `${marked.slice(0, -1).join(', ')} and ${last}` : last;
  if (authors.every(({ affiliation }) => affiliation === undefined)) return names;
  const places = authors.map(({ affiliation = '' }, index) => `(${index + 1}) ${affiliation}`);
  return `${names} (${places.join(', ')})`;
};

const aboutPaper = ({ comment, journalRef, doi, license }: PaperText): string =>
  line(12, 'comments', comment) +
  line(12, 'journal-ref', journalRef) +
  line(12, 'doi', doi) +
  line(12, 'license', license);

const rawMetadata = (state: PaperState): string => {
  const { paper, categories } = state;
  const text = textOf(paper, state);
  const [submitter] = text.authors;
  const versions = versionsOf(state).map(
    ({ number, submittedMs, sizeKb, sourceType }) => `            <version version="v${number}">
                <date>${new Date(submittedMs).toUTCString()}</date>
                <size>${sizeKb}kb</size>
${sourceType === '' ? '' : `                <source_type>${sourceType}</source_type>\n`}            </version>
`,
  );
  return `<arXivRaw xmlns="http://arxiv.org/OAI/arXivRaw/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://arxiv.org/OAI/arXivRaw/ https://oaipmh.arxiv.org/OAI/arXivRaw.xsd">
        <id>${paper.id}</id>
${line(8, 'submitter', submitter && fullName(submitter, 'unicode'))}${versions.join('')}${line(8, 'title', text.title.tex)}${line(8, 'authors', authorString(text.authors))}        <categories>${categories.join(' ')}</categories>
${aboutPaper(text)}${line(12, 'abstract', `  ${text.abstract.tex}`)}    </arXivRaw>
`;
};

const splitMetadata = (state: PaperState): string => {
  const { paper, categories, datestamp } = state;
  const text = textOf(paper, state);
  const current = versionsOf(state).at(-1)?.submittedMs ?? paper.submittedMs;
  const authors = text.authors.map(
    ({ keyname, forenames }) => `                <author>
${line(20, 'keyname', keyname.converted)}${line(20, 'forenames', forenames.converted)}                </author>
`,
  );
  return `<arXiv xmlns="http://arxiv.org/OAI/arXiv/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://arxiv.org/OAI/arXiv/ https://oaipmh.arxiv.org/OAI/arXiv.xsd">
        <id>${paper.id}</id>
        <created>${isoSeconds(current).slice(0, 10)}</created>
            <updated>${datestamp}</updated>
        <authors>
${authors.join('')}        </authors>
${line(8, 'title', text.title.converted)}        <categories>${categories.join(' ')}</categories>
${aboutPaper(text)}${line(12, 'abstract', `  ${text.abstract.converted}`)}    </arXiv>
`;
};

const MAKERS: Readonly<Record<MetadataFormat, (state: PaperState) => string>> = {
  arXivRaw: rawMetadata,
  arXiv: splitMetadata,
};

/** @param datestamp of the header; that of the state unless the record was stamped anew */
export const oaiRecord = (
  state: PaperState,
  { format, datestamp }: { readonly format: MetadataFormat; readonly datestamp: string },
): string => `                    <record>
${oaiHeader(state, datestamp)}
            <metadata>
                        ${MAKERS[format](state)}
            </metadata>
        </record>

`;
