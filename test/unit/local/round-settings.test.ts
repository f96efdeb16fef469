import { UsageError } from '../../../local/round-flags.ts';
import { isLoopback, readRoundSettings } from '../../../local/round-settings.ts';

describe('the environment of a local round', () => {
  it('needs nothing: the live arXiv, its interval, the usual categories, own engines', () => {
    expect(readRoundSettings({})).toEqual({
      categories: ['cs.AI', 'cs.CL', 'cs.CV', 'cs.IR', 'cs.LG', 'cs.NE', 'cs.RO', 'stat.ML'],
      arxiv: {
        feedUrl: 'https://rss.arxiv.org',
        oaiUrl: 'https://oaipmh.arxiv.org/oai',
        apiUrl: 'https://export.arxiv.org/api/query',
        listingUrl: 'https://arxiv.org/list',
        minIntervalMs: 3000,
      },
      attention: {
        github: { baseUrl: 'https://api.github.com', isGiven: false },
        'hugging-face': { baseUrl: 'https://huggingface.co', isGiven: false },
        'hacker-news': { baseUrl: 'https://hn.algolia.com', isGiven: false },
      },
      gitHubToken: undefined,
      dynamodbEndpoint: undefined,
      sesEndpoint: undefined,
    });
  });

  it('is what it says, without blanks and closing slashes', () => {
    const settings = readRoundSettings({
      PAPER_ROUND_CATEGORIES: ' hep-th, cs.LG;math.MP cs.LG ',
      ARXIV_FEED_URL: 'http://127.0.0.1:9/feeds/',
      ARXIV_MIN_INTERVAL_MS: '0',
      AWS_ENDPOINT_URL_DYNAMODB: 'http://localhost:8000/',
      AWS_ENDPOINT_URL_SES: '  ',
      HUGGING_FACE_URL: ' http://127.0.0.1:9/ ',
      HACKER_NEWS_URL: '',
      GITHUB_TOKEN: ' invented ',
    });
    expect(settings.categories).toEqual(['hep-th', 'cs.LG', 'math-ph']);
    expect(settings.arxiv).toMatchObject({ feedUrl: 'http://127.0.0.1:9/feeds', minIntervalMs: 0 });
    expect(settings.dynamodbEndpoint).toBe('http://localhost:8000');
    expect(settings.sesEndpoint).toBeUndefined();
    expect(settings.attention['hugging-face']).toEqual({ baseUrl: 'http://127.0.0.1:9', isGiven: true });
    expect(settings.attention['hacker-news']).toEqual({ baseUrl: 'https://hn.algolia.com', isGiven: false });
    expect(settings.gitHubToken).toBe('invented');
  });

  it('tells all that is wrong at once, and repeats no proxy, which may hold a password', () => {
    const read = (): unknown =>
      readRoundSettings({
        PAPER_ROUND_CATEGORIES: 'cs.LG,cs.XX',
        ARXIV_FEED_URL: 'rss.arxiv.org',
        ARXIV_OAI_URL: 'file:///etc/hosts',
        ARXIV_MIN_INTERVAL_MS: '-1',
        AWS_ENDPOINT_URL_SES: 'localhost',
        GITHUB_API_URL: 'api.github.com',
        GITHUB_TOKEN: 'secret',
        HTTPS_PROXY: 'user:secret',
      });
    expect(read).toThrow(UsageError);
    for (const name of [
      'cs.XX',
      'ARXIV_FEED_URL',
      'ARXIV_OAI_URL',
      'ARXIV_MIN_INTERVAL_MS',
      'AWS_ENDPOINT_URL_SES',
      'GITHUB_API_URL',
      'HTTPS_PROXY',
    ])
      expect(read).toThrow(name);
    expect(read).not.toThrow(/secret/);
  });
});

describe('loopback', () => {
  it.each(['http://localhost:8000', 'http://127.0.0.1', 'http://127.9.9.9:1', 'http://[::1]:8000', 'http://0x7f.1'])(
    'is %s',
    (url) => {
      expect(isLoopback(url)).toBe(true);
    },
  );

  it.each([
    'https://email.us-east-1.amazonaws.com',
    'http://localhost.example.org',
    'http://127.0.0.1.example.org',
    'http://user:127.0.0.1@example.org',
    'http://0.0.0.0',
    'http://[::ffff:10.0.0.1]',
  ])('is not %s', (url) => {
    expect(isLoopback(url)).toBe(false);
  });
});
