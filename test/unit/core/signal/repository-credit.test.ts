import { repositoryCredit, type RepositoryStanding } from '../../../../lambdas/core/signal/repository-credit.ts';

const creditOf = (standing: Partial<RepositoryStanding>) =>
  repositoryCredit({
    papersNaming: 1,
    createdOn: '2026-11-01',
    announcedOn: '2026-11-20',
    stars: 12,
    creditBefore: undefined,
    ...standing,
  });

describe('the credit of a repository', () => {
  it.each([
    ['made for the paper', {}, 'own'],
    ['that was a success within days', { createdOn: '2026-11-18', stars: 4000 }, 'own'],
    ["of a lab's earlier project with some hundred stars", { createdOn: '2024-11-01', stars: 300 }, 'own'],
    ['that two papers name', { papersNaming: 2 }, 'own'],
    ['that three papers name', { papersNaming: 3 }, 'shared'],
    ['established long before the paper', { createdOn: '2024-02-01', stars: 44_885 }, 'framework'],
    ['of 180 days, which a private beginning may be', { createdOn: '2026-05-24', stars: 9000 }, 'own'],
    ['of 181 days', { createdOn: '2026-05-23', stars: 9000 }, 'framework'],
    ['of an old one with a thousand stars', { createdOn: '2024-02-01', stars: 1000 }, 'own'],
  ] as const)('of one %s is right', (_name, standing, credit) => {
    expect(creditOf(standing)).toBe(credit);
  });

  it('is settled at the first look: stars that come later make no framework of a paper’s own', () => {
    expect(creditOf({ createdOn: '2024-02-01', stars: 50_000, creditBefore: 'own' })).toBe('own');
    expect(creditOf({ createdOn: '2024-02-01', stars: 10, creditBefore: 'framework' })).toBe('framework');
  });

  it('is lost when other papers come to name it, and does not come back when they are no longer watched', () => {
    expect(creditOf({ papersNaming: 3, creditBefore: 'own' })).toBe('shared');
    expect(creditOf({ papersNaming: 1, creditBefore: 'shared' })).toBe('shared');
  });
});
