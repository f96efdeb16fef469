/**
 * One set of weights for two kinds of attention: whether a paper is listed on Hugging Face (logistic) and how often it is cited
 * (linear in ln(1 + citations)). Both are logarithms of attention, so a weight means the same in either. Minimised is
 *
 *     Σ_listing log-loss + κ/2 · Σ_citations (t − a − x·w)² + λ/2 · Σ (sd_j · w_j)²
 *
 * by Newton's method; the loss is convex. Each target has its own intercept, and each field of the listing one more, which
 * is of no further use: papers are compared within their own field.
 */
import { solvePositive } from './linear-solve.ts';

/** A paper whose listing is known. */
export interface ListingRow {
  readonly values: Float64Array;
  /** Any label; papers of one field share an intercept. */
  readonly field: string;
  readonly listed: boolean;
}

/** A paper whose citations are known. */
export interface CitationRow {
  readonly values: Float64Array;
  /** ln(1 + citations), standardised. */
  readonly target: number;
}

export interface FitOptions {
  /** κ: what a row of citations counts. */
  readonly citationWeight: number;
  /** λ. */
  readonly ridge: number;
}

const MAX_STEPS = 50;
const SMALL_STEP = 1e-8;
/** Of intercepts of fields. */
const FIELD_RIDGE = 0.5;
const NEARLY_NO_RIDGE = 1e-6;

/** Σ weight · x xᵀ, its lower triangle, and Σ pull · x. Most values are zero. */
class NormalEquations {
  readonly matrix: Float64Array[];
  readonly right: Float64Array;

  constructor(size: number) {
    this.matrix = Array.from({ length: size }, () => new Float64Array(size));
    this.right = new Float64Array(size);
  }

  add(places: readonly number[], values: readonly number[], weight: number, pull: number): void {
    places.forEach((row, i) => {
      const value = values[i] ?? 0;
      this.right[row] = (this.right[row] ?? 0) + pull * value;
      const cells = this.matrix[row];
      if (cells === undefined) return;
      for (let j = 0; j <= i; j += 1) {
        const column = places[j] ?? 0;
        cells[column] = (cells[column] ?? 0) + weight * value * (values[j] ?? 0);
      }
    });
  }
}

/** The values that are not zero, and where; in rising order of place. */
interface Sparse {
  readonly places: readonly number[];
  readonly values: readonly number[];
}

const sparse = (values: Float64Array, more: readonly number[]): Sparse => {
  const places: number[] = [];
  const kept: number[] = [];
  values.forEach((value, place) => {
    if (value === 0) return;
    places.push(place);
    kept.push(value);
  });
  return { places: [...places, ...more], values: [...kept, ...more.map(() => 1)] };
};

const dot = ({ places, values }: Sparse, weights: Float64Array): number =>
  places.reduce((sum, place, i) => sum + (weights[place] ?? 0) * (values[i] ?? 0), 0);

/** Standard deviations of the listing's features: a weight is held by what it does, not by the unit of its feature. */
const deviationsOf = (rows: readonly ListingRow[], size: number): Float64Array =>
  Float64Array.from({ length: size }, (_, feature) => {
    const values = rows.map((row) => row.values[feature] ?? 0);
    const count = Math.max(1, rows.length);
    const mean = values.reduce((sum, value) => sum + value, 0) / count;
    return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count);
  });

/** @returns a weight for each feature */
export const fitJointly = (
  listing: readonly ListingRow[],
  citations: readonly CitationRow[],
  { citationWeight, ridge }: FitOptions,
): Float64Array => {
  const features = (listing[0] ?? citations[0])?.values.length ?? 0;
  const fields = [...new Set(listing.map(({ field }) => field))].sort();
  const fieldPlace = new Map(fields.map((field, index) => [field, features + 2 + index]));
  const [listingPlace, citationPlace] = [features, features + 1];
  const size = features + 2 + fields.length;
  const listed = listing.map(({ values, field, listed: isListed }) => ({
    row: sparse(values, [listingPlace, fieldPlace.get(field) ?? listingPlace]),
    isListed,
  }));
  const cited = citations.map(({ values, target }) => ({ row: sparse(values, [citationPlace]), target }));
  const deviations = deviationsOf(listing, features);
  const held = Float64Array.from({ length: size }, (_, place) => {
    if (place < features) return ridge * (deviations[place] ?? 0) ** 2 + NEARLY_NO_RIDGE;
    return place > citationPlace ? FIELD_RIDGE : NEARLY_NO_RIDGE;
  });
  const weights = new Float64Array(size);
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const equations = new NormalEquations(size);
    for (const { row, isListed } of listed) {
      const chance = 1 / (1 + Math.exp(-dot(row, weights)));
      equations.add(row.places, row.values, chance * (1 - chance), (isListed ? 1 : 0) - chance);
    }
    for (const { row, target } of cited)
      equations.add(row.places, row.values, citationWeight, citationWeight * (target - dot(row, weights)));
    held.forEach((hold, place) => {
      const cells = equations.matrix[place];
      if (cells) cells[place] = (cells[place] ?? 0) + hold;
      equations.right[place] = (equations.right[place] ?? 0) - hold * (weights[place] ?? 0);
    });
    const change = solvePositive(equations.matrix, equations.right);
    change.forEach((value, place) => (weights[place] = (weights[place] ?? 0) + value));
    if (change.every((value) => Math.abs(value) < SMALL_STEP)) break;
  }
  return weights.slice(0, features);
};
