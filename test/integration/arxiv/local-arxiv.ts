/** A loopback arXiv for tests: answers by script, well or badly, and remembers what it was asked. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Reply = (response: ServerResponse) => void;

export interface LocalArxiv {
  readonly url: string;
  /** Path and query of each request, in order. */
  readonly requests: readonly string[];
  readonly headers: readonly IncomingMessage['headers'][];
  /** Replies for paths that begin so: one a request, the last one for ever. */
  on(pathPrefix: string, ...replies: readonly Reply[]): void;
  close(): Promise<void>;
}

export const startLocalArxiv = async (): Promise<LocalArxiv> => {
  const scripts: { readonly pathPrefix: string; readonly replies: Reply[] }[] = [];
  const requests: string[] = [];
  const headers: IncomingMessage['headers'][] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    requests.push(path);
    headers.push(request.headers);
    const replies = scripts.find(({ pathPrefix }) => path.startsWith(pathPrefix))?.replies ?? [];
    const reply = replies.length > 1 ? replies.shift() : replies[0];
    (reply ?? status(404))(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    headers,
    on: (pathPrefix, ...replies) => {
      scripts.unshift({ pathPrefix, replies: [...replies] });
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
};

/** A port of this machine on which nobody listens. */
export const closedUrl = async (): Promise<string> => {
  const arxiv = await startLocalArxiv();
  await arxiv.close();
  return arxiv.url;
};

export const body =
  (text: string): Reply =>
  (response) => {
    response.writeHead(200, { 'content-type': 'text/xml' }).end(text);
  };

export const status =
  (code: number, headers: Readonly<Record<string, string>> = {}, text = ''): Reply =>
  (response) => {
    response.writeHead(code, headers).end(text);
  };

/** Promises the whole text, sends its beginning and drops the connection. */
export const resetAfter =
  (text: string, sentBytes: number): Reply =>
  (response) => {
    response.writeHead(200, { 'content-length': String(Buffer.byteLength(text)) });
    response.write(text.slice(0, sentBytes), () => response.destroy());
  };

/** Never idle for long, and never done. */
export const drip =
  (everyMs: number): Reply =>
  (response) => {
    response.writeHead(200);
    const timer = setInterval(() => response.write('.'), everyMs);
    response.on('close', () => {
      clearInterval(timer);
    });
  };

export const silence = (): Reply => () => undefined;
