/**
 * The evenings on which arXiv announces nothing although it is no Friday or Saturday. Kept as data: a forecast, since
 * arXiv decides case by case; identifiers and lists that were seen outrank it.
 *
 * Sources: arXiv's availability page (info.arxiv.org/help/availability.html) for 2026; for 2025 the lists that were
 * seen, where 30 December had no list of the next day and Thanksgiving had one; for 2027, which arXiv hasn't
 * published, the same holidays by the federal rule (Saturday's is kept on Friday, Sunday's on Monday), as in July 2026.
 * Years outside are taken as free of holidays. Memorial Day and other federal holidays are ordinary days at arXiv.
 */
export const ARXIV_HOLIDAYS: ReadonlyMap<string, string> = new Map([
  ['2025-01-01', "New Year's Day"],
  ['2025-01-20', 'Martin Luther King Jr. Day'],
  ['2025-06-19', 'Juneteenth'],
  ['2025-07-04', 'Independence Day'],
  ['2025-09-01', 'Labor Day'],
  ['2025-12-25', 'Christmas'],
  ['2025-12-30', 'winter break'],
  ['2026-01-01', "New Year's Day"],
  ['2026-01-19', 'Martin Luther King Jr. Day'],
  ['2026-06-19', 'Juneteenth'],
  ['2026-07-03', 'Independence Day'],
  ['2026-09-07', 'Labor Day'],
  ['2026-11-26', 'Thanksgiving'],
  ['2026-12-25', 'Christmas'],
  ['2026-12-29', 'winter break'],
  ['2026-12-31', "New Year's Eve"],
  ['2027-01-01', "New Year's Day"],
  ['2027-01-18', 'Martin Luther King Jr. Day'],
  ['2027-06-18', 'Juneteenth'],
  ['2027-07-05', 'Independence Day'],
  ['2027-09-06', 'Labor Day'],
  ['2027-11-25', 'Thanksgiving'],
  ['2027-12-24', 'Christmas'],
]);
