import {
  chooseProxy,
  proxySettingsOf,
  type ProxySettings,
} from '../../../../lambdas/adapters/network/proxy-settings.ts';

const proxyOf = (settings: ProxySettings, url: string): string | undefined => chooseProxy(settings)(new URL(url))?.host;

describe('the choice of a proxy', () => {
  it('goes straight when none is set', () => {
    expect(proxyOf({}, 'https://rss.arxiv.org/')).toBeUndefined();
    expect(proxyOf({ httpsProxy: '', httpProxy: '' }, 'https://rss.arxiv.org/')).toBeUndefined();
  });

  it('takes the proxy of the protocol, and that of http for https when it has none', () => {
    const both = { httpsProxy: 'http://secure:1', httpProxy: 'http://plain:2' };
    expect(proxyOf(both, 'https://rss.arxiv.org/')).toBe('secure:1');
    expect(proxyOf(both, 'http://rss.arxiv.org/')).toBe('plain:2');
    expect(proxyOf({ httpProxy: 'http://plain:2' }, 'https://rss.arxiv.org/')).toBe('plain:2');
    expect(proxyOf({ httpsProxy: 'http://secure:1' }, 'http://rss.arxiv.org/')).toBeUndefined();
  });

  it.each([
    ['*', true],
    ['arxiv.org', true],
    ['.arxiv.org', true],
    ['*.arxiv.org', true],
    ['RSS.arXiv.org', true],
    ['localhost, rss.arxiv.org:443', true],
    ['rss.arxiv.org:8080', false],
    ['xiv.org', false],
    ['rss.arxiv.org.evil.net', false],
    ['', false],
  ])('with NO_PROXY %j asks rss.arxiv.org directly: %s', (noProxy, direct) => {
    const proxy = proxyOf({ httpsProxy: 'http://secure:1', noProxy }, 'https://rss.arxiv.org/rss/cs.LG');
    expect(proxy === undefined).toBe(direct);
  });

  it('refuses a proxy that is no URL without quoting it', () => {
    expect(() => chooseProxy({ httpsProxy: 'user:secret@host' })).toThrow(
      /^HTTPS_PROXY or HTTP_PROXY is no URL: write it as http:\/\/host:port\.$/,
    );
    expect(() => chooseProxy({ httpProxy: 'not a url' })).toThrow('HTTP_PROXY');
  });

  it('reads both spellings of the variables, lower case first', () => {
    expect(proxySettingsOf({ HTTPS_PROXY: 'http://a', https_proxy: 'http://b', NO_PROXY: 'c' })).toEqual({
      httpsProxy: 'http://b',
      httpProxy: '',
      noProxy: 'c',
    });
  });
});
