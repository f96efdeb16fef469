import { ask, inventDeps, MAIL } from './invented-site.ts';

const inbox = {
  list: () => Promise.resolve([MAIL]),
  get: (file: string) => Promise.resolve(file === MAIL.file ? MAIL : undefined),
};
const deps = inventDeps({ inbox });
const href = `/_local/inbox/${MAIL.file}`;

describe('the local inbox', () => {
  it.each(['/_local/inbox', href, `${href}/html`])('is not there on a deployed site: %s', async (target) => {
    expect((await ask(target)).status).toBe(404);
  });

  it('lists the mails with a link to each', async () => {
    const { status, body } = await ask('/_local/inbox', {}, deps);
    expect(status).toBe(200);
    expect(body).toContain(`href="${href}"`);
    expect(body).toContain('No. 1 in cs.LG: Gradients &lt;b&gt;');
  });

  it('says so when there is none', async () => {
    const empty = inventDeps({ inbox: { ...inbox, list: () => Promise.resolve([]) } });
    expect((await ask('/_local/inbox', {}, empty)).body).toContain('No mail has been sent yet');
  });

  it('shows a mail in a sandbox, its text and its raw headers', async () => {
    const { status, body, header } = await ask(href, {}, deps);
    expect(status).toBe(200);
    expect(body).toContain(`src="${href}/html"`);
    expect(body).toContain('sandbox="allow-top-navigation-by-user-activation"');
    expect(body).toContain('Hello &lt;there&gt;');
    expect(body).toContain(MAIL.rawHeaders);
    expect(header('content-security-policy')).toContain("frame-src 'self'");
  });

  it('serves the HTML part under a policy that lets nothing run or be fetched', async () => {
    const { body, header } = await ask(`${href}/html`, {}, deps);
    expect(body).toBe(MAIL.html.replace('<head>', '<head><base target="_top">'));
    expect(header('content-security-policy')).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox allow-top-navigation-by-user-activation",
    );
  });

  it.each(['/_local/inbox/other.eml', '/_local/inbox/..%2F..%2Fetc%2Fpasswd', '/_local/inbox/other.eml/html'])(
    'does not know %s',
    async (target) => {
      expect((await ask(target, {}, deps)).status).toBe(404);
    },
  );
});
