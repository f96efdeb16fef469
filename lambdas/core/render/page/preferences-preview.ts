/** A digest as it would be mailed, shown on the page of the preferences. */
import type { Digest, DigestEntry } from '../../digest/digest.ts';
import { digestSubject } from '../../digest/subject.ts';
import { ALL_CATEGORIES, type Section } from '../../rank/ranked-list.ts';
import { html, type SafeHtml } from '../html.ts';
import { cleanLine, countOf, shortenText } from '../mail/mail-text.ts';
import { spokenDate } from '../mail/spoken-date.ts';
import { foldedAuthors } from './author-names.ts';
import { paperHref } from './list-href.ts';
import { foldedAbstract } from './list-item.ts';
import { pageTitle } from './page-text.ts';

const HEADINGS: Readonly<Record<Section, string>> = {
  new: 'New',
  rising: 'Rising',
  'still-hot': 'Still hot',
  explore: 'Picked at random',
};

const EVIDENCE_BYTES = 160;

const placeWords = ({ section, rank, category }: DigestEntry): string => {
  const field = category === ALL_CATEGORIES ? 'all fields' : category;
  return section === 'explore' ? `Drawn from ${field}` : `No. ${rank} in ${field}`;
};

const entryMarkup = (entry: DigestEntry): SafeHtml =>
  html`<li>
    <h4 dir="auto"><a href="${paperHref(entry.paper.paperId)}">${pageTitle(entry.paper.title)}</a></h4>
    <p class="by ui">${foldedAuthors(entry.paper.authors)} · ${placeWords(entry)}</p>
    ${
      entry.evidence.length > 0 &&
      html`<ul class="why ui">
        ${entry.evidence.map((line) => html`<li>${shortenText(cleanLine(line), EVIDENCE_BYTES)}</li>`)}
      </ul>`
    }
    ${foldedAbstract(entry.paper.abstract)}
  </li>`;

const digestMarkup = (digest: Digest): SafeHtml => {
  const papers = digest.sections.reduce((sum, { entries }) => sum + entries.length, 0);
  return html`<p class="ui">
      ${countOf(papers, 'paper')} of the list of ${spokenDate(digest.edition.listDate)}, as a first mail; in those that
      follow, what you have had comes back only when it rises. Nothing has been saved or sent.
    </p>
    <p class="ui">Subject: <b>${shortenText(cleanLine(digestSubject(digest)), EVIDENCE_BYTES)}</b></p>
    ${digest.sections.map(
      ({ section, entries }) =>
        html`<h3 class="label">${HEADINGS[section]}</h3>
          <ol>
            ${entries.map(entryMarkup)}
          </ol>`,
    )}`;
};

/** @param digest `undefined` when these settings leave nothing to say today */
export const digestPreview = (digest: Digest | undefined): SafeHtml =>
  html`<section class="preview" id="preview" aria-labelledby="preview-heading">
    <h2 id="preview-heading">Today’s mail under these settings</h2>
    ${
      digest === undefined
        ? html`<p class="ui">
            There would be none: no paper of the newest lists fits. More fields or fewer words to leave out would change
            that. Nothing has been saved.
          </p>`
        : digestMarkup(digest)
    }
  </section>`;
