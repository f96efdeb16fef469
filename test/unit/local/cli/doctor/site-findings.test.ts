import { siteFinding } from '../../../../../local/cli/doctor/site-findings.ts';

describe('what doctor says about the address of the site', () => {
  it('has nothing to say against a name of its own', () => {
    expect(siteFinding('https://papers.paper-round.net').state).toBe('ok');
    expect(siteFinding('https://cloudfront.net.paper-round.net').state).toBe('ok');
  });

  it('notes an address that goes with the distribution', () => {
    expect(siteFinding('https://d111111abcdef8.cloudfront.net')).toMatchObject({ state: 'note', area: 'account' });
  });

  it('warns of the API’s own address, which the site refuses', () => {
    expect(siteFinding('https://abc123.execute-api.eu-central-1.amazonaws.com').state).toBe('wrong');
  });
});
