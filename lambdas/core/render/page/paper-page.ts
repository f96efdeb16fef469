/** A paper's own page: everything that is known of it, its places on lists, and the sum that put it there. */
import { absUrl, isSampleId, pdfUrl } from '../../paper/arxiv-id.ts';
import { categoryName } from '../../paper/category.ts';
import type { Paper } from '../../paper/paper.ts';
import { ALL_CATEGORIES, type RankedPaper } from '../../rank/ranked-list.ts';
import { explainScore } from '../../score/explain-score.ts';
import type { Window } from '../../score/paper-score.ts';
import type { Signal } from '../../signal/signal.ts';
import { html, type HtmlSlot, type SafeHtml } from '../html.ts';
import { shortenText } from '../mail/mail-text.ts';
import { shortDayWords, spokenDate } from '../mail/spoken-date.ts';
import { allAuthors } from './author-names.ts';
import { licenceName } from './licence-name.ts';
import { listHref, paperHref, WINDOW_NAMES } from './list-href.ts';
import { evidenceList, movement } from './list-item.ts';
import { linkUnless, paperLinkItems } from './paper-links.ts';
import { citationMetas } from './citation-metas.ts';
import { pageMarkup, pageText, pageTitle, titleMarkup } from './page-text.ts';
import { renderPage, type PageSite } from './page-frame.ts';
import { scoreSum } from './score-sum.ts';
import { signalsSeen } from './signals-seen.ts';
import { starCountsOf } from './star-counts.ts';
import { starSparkline } from './star-sparkline.ts';

/** Where a paper stands on a newest list. */
export interface PlaceOnList extends RankedPaper {
  readonly category: string;
  readonly window: Window;
  readonly date: string;
}

export interface PaperPageInput {
  readonly site: PageSite;
  readonly paper: Paper;
  /** Version named in the address, if any. */
  readonly askedVersion: number | undefined;
  readonly places: readonly PlaceOnList[];
  /** What was seen of it, in order of key. */
  readonly signals: readonly Signal[];
  /** Date on which the sum is worked out: that of the newest list. */
  readonly date: string;
}

const ANNOUNCED_NOTES = {
  listed: 'seen on arXiv’s list of that day',
  computed: 'worked out from the first submission',
  estimated: 'estimated: no list or submission time is on record',
} as const;

const fact = (name: string, value: HtmlSlot): SafeHtml | false =>
  value !== undefined &&
  value !== '' &&
  html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;

const URL_BYTES = 70;
/** An address as a reader sees it: without scheme, cut in the middle of nowhere rather than too long. */
const shownUrl = (url: string): string =>
  shortenText(url.replace(/^https?:\/\/(?:www\.)?/, '').replace(/\/$/, ''), URL_BYTES);

const linkLines = (urls: readonly string[], isSample: boolean): HtmlSlot =>
  urls.length === 0
    ? undefined
    : urls.map(
        (url, index) => html`${index > 0 && html`<br />`}${linkUnless(isSample, { href: url, label: shownUrl(url) })}`,
      );

const INSTANT = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });

const versionWords = ({ version }: Paper): string =>
  version === 1 ? '1, the only one so far' : `${version}, the newest of ${version} on record`;

const factsOf = (paper: Paper): SafeHtml => {
  const isSample = isSampleId(paper.paperId);
  const { doi, license } = paper;
  return html`<dl class="facts ui">
    ${fact('arXiv', html`${linkUnless(isSample, { href: absUrl(paper.paperId), label: paper.paperId })} · ${linkUnless(isSample, { href: pdfUrl(paper.paperId), label: 'PDF' })}${isSample && html`<br /><small>sample: no such paper</small>`}`)}
    ${fact('Version', versionWords(paper))}
    ${fact('Announced', html`<time datetime="${paper.announcedOn}">${spokenDate(paper.announcedOn)}</time><br /><small>${ANNOUNCED_NOTES[paper.announcedBasis]}</small>`)}
    ${fact('First submitted', paper.submittedAt && html`<time datetime="${paper.submittedAt}">${INSTANT.format(new Date(paper.submittedAt))} UTC</time>`)}
    ${fact(
      'Fields',
      paper.categories.map(
        (category, index) =>
          html`${index > 0 && html`<br />`}<a href="${listHref({ category, window: 'week' })}"
              >${category} ${categoryName(category)}</a
            >`,
      ),
    )}
    ${fact('Also filed as', paper.aliasCategories.join(', '))} ${fact('Code', linkLines(paper.links.code, isSample))}
    ${fact('Links', linkLines(paper.links.project, isSample))}
    ${fact('Comment', paper.comment && pageMarkup(paper.comment))}
    ${fact('Published in', paper.journalRef && pageMarkup(paper.journalRef))}
    ${fact('DOI', doi && linkUnless(isSample, { href: `https://doi.org/${encodeURI(doi)}`, label: doi }))}
    ${fact('Licence', license && linkUnless(isSample, { href: license, label: licenceName(license) }))}
  </dl>`;
};

const placeName = (category: string): string => (category === ALL_CATEGORIES ? 'All of arXiv' : category);

const placesOf = ({ places, paper, date }: PaperPageInput): SafeHtml => {
  const curve = starSparkline(starCountsOf(paper.score.contributions, { upTo: date }));
  const [first] = places;
  if (first === undefined) {
    return html`<p>
      It is on none of the newest lists: others had gathered more, or its time on them is over. The sum below is what it
      has.
    </p>`;
  }
  return html`${evidenceList(first, curve)}
    <div class="scroll" role="region" aria-label="Places on lists" tabindex="0">
      <table class="places">
        <thead>
          <tr>
            <th scope="col">List</th>
            <th scope="col" class="num">Place</th>
            <th scope="col">Moved</th>
            <th scope="col" class="num">Score</th>
            <th scope="col" class="num">Days on it</th>
          </tr>
        </thead>
        <tbody>
          ${places.map(
            (place) =>
              html`<tr>
                <th scope="row">
                  <a href="${listHref(place)}">${placeName(place.category)}, ${WINDOW_NAMES[place.window].words}</a>
                </th>
                <td class="num">${place.rank}</td>
                <td>${place.section === 'explore' ? 'picked at random' : movement(place)}</td>
                <td class="num">${place.score.toFixed(3)}</td>
                <td class="num">
                  ${place.daysOnList}<br /><small
                    >since
                    <time datetime="${place.firstSeenOn}">${shortDayWords(place.firstSeenOn, place.date)}</time></small
                  >
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
};

const notices = ({ paper, askedVersion }: PaperPageInput): readonly SafeHtml[] => [
  ...(paper.withdrawn === true
    ? [html`<p class="notice ui">This paper has been withdrawn by its authors or by arXiv.</p>`]
    : []),
  ...(askedVersion !== undefined && askedVersion !== paper.version
    ? [
        html`<p class="notice ui">
          You asked for version ${askedVersion}; what is stored and shown is version ${paper.version}.
        </p>`,
      ]
    : []),
];

/** The page at `/papers/{id}`. */
export const renderPaperPage = (input: PaperPageInput): string => {
  const { site, paper, signals, date } = input;
  const title = pageTitle(paper.title);
  const abstract = pageText(paper.abstract);
  return renderPage({
    site,
    title: shortenText(title, 120),
    description: shortenText(abstract === '' ? title : abstract, 200),
    canonicalPath: paperHref(paper.paperId),
    kind: 'article',
    metas: citationMetas(paper),
    content: html`<div class="paper">
      <p class="back ui"><a href="/">← Trending papers</a></p>
      <h1 dir="auto">${titleMarkup(paper.title)}</h1>
      ${allAuthors(paper.authors)} ${notices(input)}
      <div class="sheet">
        <div>
          ${abstract === '' ? html`<p class="abstract off">No abstract on record.</p>` : html`<p class="abstract" dir="auto">${pageMarkup(paper.abstract)}</p>`}
          <ul class="links ui">
            ${paperLinkItems(paper)}
          </ul>
          <section aria-labelledby="why">
            <h2 id="why">Why it is here</h2>
            ${placesOf(input)} ${scoreSum(explainScore(paper.score, date))}
          </section>
          <section aria-labelledby="seen">
            <h2 id="seen">What was seen of it</h2>
            ${signalsSeen(signals)}
          </section>
        </div>
        <aside aria-label="Facts">${factsOf(paper)}</aside>
      </div>
    </div>`,
  });
};
