import type { AccountFacts } from '../../../../../local/cli/doctor/account-facts.ts';
import { judgeAccount } from '../../../../../local/cli/doctor/account-findings.ts';

const SOUND: AccountFacts = {
  identity: 'example.org',
  sendingEnabled: true,
  dailyQuota: 50_000,
  maxRate: 14,
  verified: true,
  dkimSigned: true,
  mailFrom: 'set-up',
  dmarc: 'published',
};
const notOk = (changes: Partial<AccountFacts>) =>
  judgeAccount({ ...SOUND, ...changes }).filter(({ state }) => state !== 'ok');

describe('what doctor says about the account', () => {
  it('has nothing to say against a sound one', () => {
    expect(notOk({})).toEqual([]);
    expect(notOk({ dailyQuota: -1 })).toEqual([]);
  });

  it.each<[Partial<AccountFacts>, 'note' | 'wrong', RegExp]>([
    [{ dailyQuota: 200 }, 'wrong', /sandbox/],
    [{ sendingEnabled: false }, 'wrong', /paused/],
    [{ verified: false }, 'wrong', /not verified/],
    [{ dkimSigned: false }, 'wrong', /DKIM/],
    [{ mailFrom: 'failed' }, 'wrong', /MAIL FROM/],
    [{ mailFrom: 'pending' }, 'note', /not verified yet/],
    [{ mailFrom: 'none' }, 'note', /SPF/],
    [{ dmarc: 'missing' }, 'wrong', /example\.org has no DMARC record/],
    [{ dmarc: 'unknown', identity: 'digest@example.org' }, 'note', /whether example\.org has/],
  ])('finds %j: one sentence, with a remedy', (changes, state, what) => {
    const [finding, ...more] = notOk(changes);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ area: 'account', state, what: expect.stringMatching(what) as string });
    expect(finding?.what).toMatch(/^[^\n]+\.$/);
    expect(finding?.remedy).toMatch(/\S/);
  });
});
