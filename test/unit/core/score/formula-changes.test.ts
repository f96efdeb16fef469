import { readFileSync } from 'node:fs';
import { FORMULA_CHANGES } from '../../../../lambdas/core/score/formula-changes.ts';
import { FORMULA_VERSION } from '../../../../lambdas/core/score/forward-decay.ts';

describe('the change log of the formula', () => {
  it('ends with the formula in force', () => {
    expect(FORMULA_CHANGES.at(-1)?.version).toBe(FORMULA_VERSION);
  });

  it('goes on in order of date, each version once', () => {
    const dates = FORMULA_CHANGES.map(({ on }) => on);
    expect(dates).toEqual([...dates].sort());
    expect(new Set(FORMULA_CHANGES.map(({ version }) => version)).size).toBe(FORMULA_CHANGES.length);
  });

  it('says what docs/scoring.md says, line by line', () => {
    const lines = readFileSync('docs/scoring.md', 'utf8').split('\n');
    const start = lines.indexOf('## Change log');
    const rows = lines.slice(start).filter((line) => /^\| [^|]+ \| 20\d\d-/.test(line));
    expect(rows).toEqual(FORMULA_CHANGES.map(({ version, on, change }) => `| ${version} | ${on} | ${change} |`));
  });
});
