/** The tables of `/scoring`: weights of the sources and of the prior, what is usual at present, the changes of the formula. */
import { addDays } from '../../calendar/new-york-time.ts';
import { FORMULA_CHANGES } from '../../score/formula-changes.ts';
import { PRIOR_WEIGHTS, type PriorWeight } from '../../score/prior-weights.ts';
import { SIGNAL_WEIGHTS } from '../../score/signal-weights.ts';
import { SIGNAL_SOURCES, type SignalSource } from '../../signal/signal.ts';
import type { SourceNight } from '../../signal/source-night.ts';
import { FIRST_USUAL_GAIN, sumsBefore, usualGains } from '../../signal/usual-gain.ts';
import { plainNumber } from '../gain-arithmetic.ts';
import { html, type SafeHtml } from '../html.ts';
import { countOf } from '../mail/mail-text.ts';
import { shortSpokenDate, spokenDate } from '../mail/spoken-date.ts';
import { nightWords } from '../source-night-words.ts';
import { SOURCE_WORDS } from '../source-words.ts';
import { dataTable } from './data-table.ts';

const COUNTED: Readonly<Record<SignalSource, string>> = {
  github: 'stars of the paper’s own repository',
  'hugging-face': 'upvotes on the daily papers page',
  'hacker-news': 'points of all stories that link the paper',
};

const nightOf = (nights: readonly SourceNight[], source: SignalSource): SourceNight | undefined =>
  nights.find((night) => night.source === source);

const stateWords = (night: SourceNight | undefined): string => {
  if (night === undefined) return 'never asked';
  const { state, reason } = nightWords(night, night.date);
  return `${state} on ${shortSpokenDate(night.date)}${night.state === 'complete' ? '' : `: ${reason}`}`;
};

export const signalWeightsTable = (nights: readonly SourceNight[]): SafeHtml =>
  dataTable('signal-weights', {
    caption: 'What a source counts, and what it weighs',
    columns: [
      { head: 'Source' },
      { head: 'Counts', kind: 'text' },
      { head: 'Weight w', kind: 'num' },
      { head: 'First guess of what is usual', kind: 'num' },
      { head: 'Last night', kind: 'text' },
    ],
    rows: SIGNAL_SOURCES.map((source) => {
      const { site, one, many } = SOURCE_WORDS[source];
      return [
        site,
        COUNTED[source],
        plainNumber(SIGNAL_WEIGHTS[source]),
        countOf(FIRST_USUAL_GAIN[source], one, many),
        stateWords(nightOf(nights, source)),
      ];
    }),
  });

/** σ of the day after each source's newest night. */
export const usualGainsTable = (nights: readonly SourceNight[], categories: readonly string[]): SafeHtml => {
  const usual = SIGNAL_SOURCES.map((source) => {
    const night = nightOf(nights, source);
    return usualGains(source, night === undefined ? {} : sumsBefore(night, addDays(night.date, 1)));
  });
  return dataTable('usual-gains', {
    caption: 'What is usual at present in the fields of this site',
    columns: [
      { head: 'Field' },
      ...SIGNAL_SOURCES.map((source) => ({ head: SOURCE_WORDS[source].counts, kind: 'num' as const })),
    ],
    rows: categories.map((category) => [category, ...usual.map((usualIn) => usualIn(category).toFixed(1))]),
  });
};

const weightRows: readonly (readonly [name: string, weight: PriorWeight])[] = Object.entries(PRIOR_WEIGHTS);

export const priorWeightsTable = dataTable('prior-weights', {
  caption: 'Weights of what the record of a paper says',
  columns: [
    { head: 'Feature' },
    { head: 'Weight', kind: 'num' },
    { head: 'Per', kind: 'text' },
    { head: 'Where it comes from', kind: 'text' },
  ],
  rows: weightRows.map(([name, { weight, unit, source }]) => [
    name.replaceAll('-', ' '),
    weight.toFixed(3).replace('-', '−'),
    unit,
    source,
  ]),
});

export const changesTable = dataTable('formula-changes', {
  caption: 'Changes of the formula, newest first',
  columns: [{ head: 'Version' }, { head: 'Since' }, { head: 'Change', kind: 'text' }],
  rows: FORMULA_CHANGES.toReversed().map(({ version, on, change }) => [
    version,
    html`<time datetime="${on}">${spokenDate(on)}</time>`,
    change,
  ]),
});
