import { environmentFindings, nodeFinding } from '../../../../../local/cli/doctor/machine-findings.ts';

describe('what doctor says about this machine', () => {
  it.each([
    ['20.18.9', 'wrong'],
    ['18.20.0', 'wrong'],
    ['20.19.0', 'ok'],
    ['22.1.0', 'ok'],
  ])('Node %s is %s', (version, state) => {
    expect(nodeFinding(version).state).toBe(state);
  });

  it('names every variable that is wrong', () => {
    expect(environmentFindings({ PAPER_ROUND_CATEGORIES: 'cs.XX', ARXIV_API_URL: 'ftp://x' })).toEqual([
      {
        area: 'here',
        state: 'wrong',
        what: expect.stringMatching(/PAPER_ROUND_CATEGORIES.*ARXIV_API_URL/) as string,
        remedy: expect.any(String) as string,
      },
    ]);
  });

  it('notes an endpoint that local rounds refuse', () => {
    expect(environmentFindings({ AWS_ENDPOINT_URL_SES: 'https://email.example.org' })).toContainEqual(
      expect.objectContaining({ state: 'note', what: expect.stringContaining('AWS_ENDPOINT_URL_SES') as string }),
    );
    const env = { AWS_ENDPOINT_URL_SES: 'http://127.0.0.1:1', GITHUB_TOKEN: 'invented' };
    expect(environmentFindings(env).map(({ state }) => state)).toEqual(['ok', 'ok']);
  });

  it('says whether there is a token for GitHub, and not which', () => {
    expect(environmentFindings({})).toContainEqual(
      expect.objectContaining({ state: 'note', what: expect.stringContaining('No GITHUB_TOKEN') as string }),
    );
    expect(JSON.stringify(environmentFindings({ GITHUB_TOKEN: 'invented' }))).not.toContain('invented');
  });
});
