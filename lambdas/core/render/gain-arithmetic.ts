/** The mass of a day's gain as readers can check it. */
import type { GainSum } from '../score/paper-score.ts';

const NUMBER = new Intl.NumberFormat('en-US', { maximumFractionDigits: 3 });

/** Up to three decimals. */
export const plainNumber = (value: number): string => NUMBER.format(value);

/** `1 × log₂(1 + 38 / 6.2) = 2.833`; with less than full trust `1 × 0.3 × log₂(…)`: weight, trust, gain, usual gain, mass. */
export const gainArithmetic = ({ gain, usualGain, weight, trust }: GainSum, mass: number): string =>
  `${plainNumber(weight)} × ${trust < 1 ? `${plainNumber(trust)} × ` : ''}log₂(1 + ${plainNumber(gain)} / ${plainNumber(usualGain)}) = ${mass.toFixed(3)}`;
