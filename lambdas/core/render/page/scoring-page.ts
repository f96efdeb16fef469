/**
 * `/scoring`: the formula in words and in symbols. Every figure is the constant that the code computes with, so that the page
 * can't tell another formula than the one in force.
 */
import { FIRST_PLACES } from '../../rank/first-places.ts';
import { MIN_PEERS, MAX_PERCENT } from '../../rank/place-evidence.ts';
import { BORROWED_FOR_MEAN, BORROWED_FOR_VARIANCE, MAX_ARCHIVE_SHARE } from '../../rank/across-fields.ts';
import { LIVE_DAYS } from '../../rank/live-papers.ts';
import { DEFAULT_LIMIT as PLACES } from '../../rank/rank-papers.ts';
import {
  MANY_STARS,
  FEW_VOTES,
  SUPPORT_PER_STAR,
  UNSUPPORTED_TRUST,
  WITHIN_DAYS,
} from '../../score/unsupported-stars.ts';
import { FIRST_LOOK_DAYS, STANDING_SHARE } from '../../score/daily-gains.ts';
import { FORMULA_VERSION, HALF_LIFE_DAYS, LANDMARK, LARGEST_TO_OTHERS } from '../../score/forward-decay.ts';
import { LOG_MASS_RANGE, PRIOR_FIT } from '../../score/prior-weights.ts';
import { EVIDENCE_DAYS, SUSPICION_DAYS } from '../../score/signal-evidence.ts';
import { ESTABLISHED_DAYS, ESTABLISHED_STARS, SHARED_PAPERS } from '../../signal/repository-credit.ts';
import type { SourceNight } from '../../signal/source-night.ts';
import { PRIOR_DAYS, SUMS_HALF_LIFE_DAYS } from '../../signal/usual-gain.ts';
import { html, type SafeHtml } from '../html.ts';
import { plainNumber } from '../gain-arithmetic.ts';
import { spokenNumber } from '../mail/mail-text.ts';
import { spokenDate } from '../mail/spoken-date.ts';
import { RANDOM_PLACE_REASON } from '../random-place.ts';
import { renderPage, type PageSite } from './page-frame.ts';
import { changesTable, priorWeightsTable, signalWeightsTable, usualGainsTable } from './scoring-tables.ts';

export interface ScoringPageInput {
  readonly site: PageSite;
  /** The newest night of each source that was ever asked. */
  readonly nights: readonly SourceNight[];
}

const roundPercent = (share: number | undefined): string =>
  share === undefined ? '–' : percent(Math.round(share * 100) / 100);

const percent = (share: number): string => `${plainNumber(share * 100)} %`;

/** What the largest of two sources is of their sum at the cap. */
const largestShare = LARGEST_TO_OTHERS / (1 + LARGEST_TO_OTHERS);

const inWords = html`<ol>
  <li>
    Whatever speaks for a paper is a piece of evidence: a mass that one source gave it on one day. A source sets its
    evidence of a day; setting it again changes nothing.
  </li>
  <li>
    Evidence fades. Half of it is left after one half-life, and each list has its own: ${HALF_LIFE_DAYS.day} day for
    today, ${HALF_LIFE_DAYS.week} days for the week, ${HALF_LIFE_DAYS.month} days for the month.
  </li>
  <li>The score on a list is the sum of what is left at noon in New York on the list’s date.</li>
  <li>
    On its first day hardly any paper has drawn attention. Each starts with a small mass from what its own record says:
    a weak guess, bounded on both sides, that fades like everything else.
  </li>
  <li>
    What a day brings counts by what was gained, not by how much there is, measured by what is usual in the paper’s
    field, and damped: each doubling of the usual gain adds the same.
  </li>
  <li>
    Once two sources speak, the larger is held to ${percent(largestShare)} of their sum. A voice that is too small
    beside it adds nothing, and none ever lowers the score.
  </li>
  <li>Stars that nothing else supports count ${plainNumber(UNSUPPORTED_TRUST)} until something does.</li>
</ol>`;

const inSymbols = html`<dl class="symbols ui">
    <div>
      <dt>mass of the record</dt>
      <dd>m<sub>0</sub> = e<sup>Σ weight · value</sup></dd>
      <dd>
        <small
          >the sum held between ${plainNumber(LOG_MASS_RANGE.min).replace('-', '−')} and
          ${plainNumber(LOG_MASS_RANGE.max)}</small
        >
      </dd>
    </div>
    <div>
      <dt>mass of a day’s gain</dt>
      <dd>m = w · q · log<sub>2</sub>(1 + Δ / σ)</dd>
      <dd><small>Δ gained, σ usual, w weight of the source, q trust</small></dd>
    </div>
    <div>
      <dt>what is left of a source</dt>
      <dd>A<sub>k</sub> = Σ m · 2<sup>−(T − t) / H</sup></dd>
      <dd><small>t noon of its day, T noon of the list, H half-life</small></dd>
    </div>
    <div>
      <dt>what signals bring</dt>
      <dd>S = R + min(A, max(${plainNumber(LARGEST_TO_OTHERS)} · R, A − R))</dd>
      <dd><small>A the largest A<sub>k</sub>, R all others together; S = A where R is 0</small></dd>
    </div>
    <div>
      <dt>score</dt>
      <dd>m<sub>0</sub> · 2<sup>−(T − t<sub>0</sub>) / H</sup> + S</dd>
      <dd>
        <small>t<sub>0</sub> noon of the day of announcement</small>
      </dd>
    </div>
  </dl>
  <p>
    Stored is the logarithm of the score as of ${spokenDate(LANDMARK)}. The step from there to any other day divides all
    papers alike, so their order changes only through new evidence.
  </p>`;

const gainRules = html`<ul>
  <li>
    A look is void when a later one shows less than ${percent(STANDING_SHARE)} of it. Only what rises above every
    earlier standing count is a gain.
  </li>
  <li>
    A gain after several days is shared evenly among them. A first look’s count is shared among all days since the count
    began, and its last ${FIRST_LOOK_DAYS} days count. So another rhythm of looking gives the same score while growth is
    steady.
  </li>
  <li>Evidence more than ${EVIDENCE_DAYS} days before the latest look is let go.</li>
  <li>
    A repository that ${SHARED_PAPERS} papers or more name speaks for none of them, nor does one that was made more than
    ${ESTABLISHED_DAYS} days before the paper and had more than ${spokenNumber(ESTABLISHED_STARS)} stars at the first
    look: a framework that the paper uses.
  </li>
  <li>A source that is down leaves the score without it; the list says which, since when and why.</li>
</ul>`;

const usualWords = html`<p>
  Usual is the geometric mean of the gains of days with a gain, by source and field, of the days before: with a
  half-life of ${SUMS_HALF_LIFE_DAYS} days, drawn towards the source’s mean as by ${PRIOR_DAYS} days of a paper, and
  that towards the first guess alike.
</p>`;

const { listing: fittedOn, citations: citationsFittedOn, metrics: priorMetrics } = PRIOR_FIT;

const priorWords = html`<p>
  The weights were fitted on ${plainNumber(fittedOn.trained.papers)} papers of ${spokenDate(fittedOn.trained.from)} to
  ${spokenDate(fittedOn.trained.to)}, some of which came to be listed on Hugging Face’s daily page, and on the citations
  of ${plainNumber(citationsFittedOn.papers)} older ones. Of the twenty papers of a day that they put first,
  ${roundPercent(priorMetrics.listing['all']?.precision20)} were listed later, where an order by date has
  ${roundPercent(priorMetrics.listing['all']?.newestFirst)}, on days that no weight saw. A guess, no more: ρ is the
  correlation, and most are close to nothing.
</p>`;

const trustWords = html`<p>
  People who star what they use also fork it, open issues and talk of it. Stars of ${WITHIN_DAYS} days that nothing
  supports count ${plainNumber(UNSUPPORTED_TRUST)}: no fork and no issue, or forks, issues, upvotes and points together
  below ${percent(SUPPORT_PER_STAR)} of them (upvotes and points count from ${FEW_VOTES} on). Where they are
  ${MANY_STARS} or more, the paper is not placed among the first ${FIRST_PLACES} for ${SUSPICION_DAYS} days. Support
  that comes later restores both. It is a rule about numbers and says nothing of anybody’s intent.
</p>`;

const placeRules = html`<ul>
  <li>
    Papers compete for ${LIVE_DAYS} days from their announcement, and again for ${LIVE_DAYS} days after new evidence. A
    list has ${PLACES} places.
  </li>
  <li>
    In a tie the newer paper comes first; what is still tied is shuffled, the same way on every run, as a first place by
    accident makes attention.
  </li>
  <li>
    Over all fields a paper is compared with its own field first: (ln score − mean) / deviation, the mean drawn towards
    that of all by ${BORROWED_FOR_MEAN} papers, the variance towards that within fields by ${BORROWED_FOR_VARIANCE}. No
    archive takes more than ${percent(MAX_ARCHIVE_SHARE)} of the places while others can fill them.
  </li>
  <li>
    New: announced on the list’s date. Rising: moved up or came in, on new evidence. Still hot: the rest. Picked at
    random: ${RANDOM_PLACE_REASON}.
  </li>
  <li>
    “Top 2 % of cs.LG this week” is the place among the papers announced in that time, for the first
    ${percent(MAX_PERCENT / 100)} of fields with at least ${MIN_PEERS} of them.
  </li>
</ul>`;

const section = (id: string, heading: string, content: SafeHtml): SafeHtml =>
  html`<section aria-labelledby="${id}">
    <h2 id="${id}">${heading}</h2>
    ${content}
  </section>`;

/** The page at `/scoring`. */
export const renderScoringPage = ({ site, nights }: ScoringPageInput): string =>
  renderPage({
    site,
    title: 'How papers are ranked',
    description: 'The formula behind every place, with its weights and its change log.',
    canonicalPath: '/scoring',
    content: html`<div class="status rules">
      <p class="back ui"><a href="/">← Trending papers</a></p>
      <h1>How papers are ranked</h1>
      <p>
        This is formula ${FORMULA_VERSION}, whole. The figures on this page are those that the site computes with, and
        each paper’s own page works its sum out.
      </p>
      ${section('words', 'In words', inWords)} ${section('symbols', 'In symbols', inSymbols)}
      ${section('signals', 'Signals', html`${signalWeightsTable(nights)} ${gainRules}`)}
      ${section('usual', 'What is usual', html`${usualWords} ${usualGainsTable(nights, site.categories)}`)}
      ${section('record', 'What the record says', html`${priorWords} ${priorWeightsTable}`)}
      ${section('trust', 'Stars that nothing supports', trustWords)} ${section('places', 'Places', placeRules)}
      ${section('changes', 'Change log', changesTable)}
    </div>`,
  });
