/** Which proxy a request goes through, by the variables that every program of the kind honours. */

/** An empty text is no proxy. */
export interface ProxySettings {
  readonly httpsProxy?: string;
  /** Also for https when that has none of its own. */
  readonly httpProxy?: string;
  /** Hosts that are asked directly: names with or without a leading dot, each with all names below it; a port may follow; `*` is all. */
  readonly noProxy?: string;
}

/** Lower case wins over upper case, as in curl. */
export const proxySettingsOf = (env: Readonly<Record<string, string | undefined>>): Required<ProxySettings> => {
  const read = (name: string): string => env[name.toLowerCase()] ?? env[name] ?? '';
  return { httpsProxy: read('HTTPS_PROXY'), httpProxy: read('HTTP_PROXY'), noProxy: read('NO_PROXY') };
};

const portOf = (url: URL): string => url.port || (url.protocol === 'https:' ? '443' : '80');

const isExcepted = (url: URL, noProxy: string): boolean =>
  noProxy
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean)
    .some((entry) => {
      if (entry === '*') return true;
      const [, name = '', port] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? [];
      if (port !== undefined && port !== portOf(url)) return false;
      const domain = name.replace(/^\*?\./, '');
      return url.hostname === domain || url.hostname.endsWith(`.${domain}`);
    });

/**
 * Gives the proxy of a URL, or undefined for the straight way.
 * @throws Error when a proxy is no URL: at once, not at the first request
 */
export const chooseProxy = ({
  httpsProxy = '',
  httpProxy = '',
  noProxy = '',
}: ProxySettings): ((url: URL) => URL | undefined) => {
  const parse = (text: string): URL | undefined => {
    if (text === '') return undefined;
    if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return new URL(text);
    // The text is not quoted: it may hold a password.
    throw new Error('HTTPS_PROXY or HTTP_PROXY is no URL: write it as http://host:port.');
  };
  const forHttp = parse(httpProxy);
  const forHttps = parse(httpsProxy) ?? forHttp;
  return (url) => {
    const proxy = url.protocol === 'https:' ? forHttps : forHttp;
    return proxy === undefined || isExcepted(url, noProxy) ? undefined : proxy;
  };
};
