/**
 * Weights of the announcement-time prior, and where each comes from. A change here is a change of the formula: raise
 * `FORMULA_VERSION` and add a line to the change log of docs/scoring.md, whose table a test holds against this file.
 *
 * How a correlation becomes a weight: ln(1 + upvotes) of papers on Hugging Face has quartiles 2 and 14, so the log of
 * attention spreads with a standard deviation of about ln(14 / 2) / 1.35 = 1.4. A feature that correlates with attention
 * by ρ and spreads by s therefore moves the log by 1.4 · ρ / s per unit. The features hardly depend on each other (the
 * root of their summed ρ² is 0.24, a regression on all gives 0.25), so their weights are added unshrunken.
 *
 * Two correlations are known for most: with field-normalised citations (3,042 papers of 2022, NAID) and with being listed
 * on Hugging Face (23,443 papers of October 2025 to March 2026, 6.3 % listed; this file's first version measured them).
 * Citations come slowly and listing is one site's choice: the weight takes their mean. Words that name a fashion ("LLM")
 * correlate best of all and are left out: such a weight is wrong in a year.
 */

export interface PriorWeight {
  /** Added to ln of the mass, per unit of the feature. */
  readonly weight: number;
  /** What the feature counts. */
  readonly unit: string;
  readonly source: string;
}

export const PRIOR_WEIGHTS = {
  'code-link': {
    weight: 0.37,
    unit: '1 if code is linked, or said to be at an address',
    source: 'ρ 0.128 and 0.057, s 0.35',
  },
  'project-page': {
    weight: 0.4,
    unit: '1 if another page is linked',
    source: 'ρ 0.179 for listing alone, s 0.26; from 0.2 (cs.AI) to 1.1 (cs.CV) by field: kept low',
  },
  'own-resource': { weight: 0.19, unit: '1 if it brings a benchmark or data set', source: 'ρ 0.025 and 0.060, s 0.31' },
  venue: {
    weight: 0.15,
    unit: '1 if its comment says accepted, workshops apart',
    source:
      'judgement: review says something of quality; with listing ρ is −0.06, as accepted papers have often been seen before',
  },
  'cross-lists': {
    weight: 0.04,
    unit: 'categories beside the primary one, 3 at most',
    source: 'ρ 0.024 for listing, s 0.81',
  },
  'state-of-the-art': {
    weight: 0.2,
    unit: '1 if the abstract speaks of the state of the art',
    source: 'ρ 0.100 and 0.027, s 0.43',
  },
  'numbers-in-abstract': {
    weight: 0.2,
    unit: '1 if the abstract gives a percentage or a factor',
    source: 'ρ 0.098 and 0.033, s 0.45',
  },
  'abstract-length': { weight: 0.11, unit: '(characters − 1350) / 300, between −2 and 2', source: 'ρ 0.098 and 0.055' },
  'bursting-terms': {
    weight: 0.2,
    unit: '1 if title or abstract hold a term that bursts',
    source:
      'of 3,026 papers of January 2026 6.7 % with such a term were listed, 5.4 % without; ln of the ratio. 6.3 and 5.2 % in the two months after',
  },
  'colon-in-title': { weight: 0.22, unit: '1 if the title has a colon', source: 'ρ 0.083 and 0.073, s 0.49' },
  'title-length': { weight: -0.13, unit: '(characters − 83) / 22, between −2 and 2', source: 'ρ −0.081 and −0.101' },
} as const satisfies Record<string, PriorWeight>;

export type PriorFeatureName = keyof typeof PRIOR_WEIGHTS;

/**
 * ln of the smallest and the largest prior mass: 0.37 and 4.5. A weak prior may not outlive real attention: at the cap a
 * paper leads one without features by two half-lives and a bit, 8.7 days in the list of the week.
 */
export const LOG_MASS_RANGE = { min: -1, max: 1.5 } as const;
