/**
 * Opens one connection to a host, straight or through the tunnel of a proxy, TLS included. Apart from the request on it, so
 * that a host that can't be reached is told from one that answers badly: while this runs, nothing has been asked.
 *
 * On node:net and node:tls rather than undici, which weighs 540 KB in the bundle of `harvest-papers`.
 */
import { request } from 'node:http';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';

/** The proxy answered, and will not connect us. */
export class TunnelRefusedError extends Error {
  override readonly name = 'TunnelRefusedError';
  readonly status: number;
  constructor(status: number) {
    super(`The proxy refused the tunnel with HTTP ${status}.`);
    this.status = status;
  }
}

export interface OpenConnectionOptions {
  readonly proxy: URL | undefined;
  /** Gives the attempt up; the promise rejects with its reason. */
  readonly signal: AbortSignal;
}

/** Errors of name resolution, connection and TLS come as Node made them, with their `code`. @throws TunnelRefusedError */
export const openConnection = async (url: URL, { proxy, signal }: OpenConnectionOptions): Promise<Socket> => {
  const begun: Socket[] = [];
  const giveUp = (): void => {
    for (const socket of begun) socket.destroy(asError(signal.reason));
  };
  const track = (socket: Socket): Socket => {
    begun.push(socket);
    if (signal.aborted) giveUp();
    return socket;
  };
  signal.addEventListener('abort', giveUp);
  try {
    if (proxy === undefined) return await connectTo(url, track);
    const tunnel = await askForTunnel(await connectTo(proxy, track), { url, proxy });
    return url.protocol === 'https:' ? await secure(track(startTls(url, tunnel))) : tunnel;
  } catch (error) {
    for (const socket of begun) socket.destroy();
    throw signal.aborted ? asError(signal.reason) : error;
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
};

const asError = (reason: unknown): Error => (reason instanceof Error ? reason : new Error('The attempt was given up.'));

const portOf = (url: URL): number => Number(url.port || (url.protocol === 'https:' ? 443 : 80));

/** An IPv6 address stands in brackets in a URL only. */
const hostOf = (url: URL): string => url.hostname.replace(/^\[(.*)\]$/, '$1');

/** The host's name for the certificate; addresses have none. */
const tlsNameOf = (url: URL): { readonly servername?: string } =>
  isIP(hostOf(url)) === 0 ? { servername: hostOf(url) } : {};

const startTls = (url: URL, over?: Socket): Socket =>
  connectTls({
    ...(over === undefined ? { host: hostOf(url), port: portOf(url) } : { socket: over }),
    ...tlsNameOf(url),
    ALPNProtocols: ['http/1.1'],
  });

const connectTo = (url: URL, track: (socket: Socket) => Socket): Promise<Socket> =>
  url.protocol === 'https:'
    ? secure(track(startTls(url)))
    : opened(track(connectTcp({ host: hostOf(url), port: portOf(url) })), 'connect');

const secure = (socket: Socket): Promise<Socket> => opened(socket, 'secureConnect');

const opened = (socket: Socket, event: 'connect' | 'secureConnect'): Promise<Socket> =>
  new Promise((resolve, reject) => {
    // A socket that is destroyed without an error, or closed by the other side, says no more than this.
    const onClose = (): void => reject(new Error('The connection was closed.'));
    socket.once('error', reject);
    socket.once('close', onClose);
    socket.once(event, () => {
      socket.off('error', reject).off('close', onClose);
      resolve(socket);
    });
  });

interface Tunnel {
  readonly url: URL;
  readonly proxy: URL;
}

const askForTunnel = (socket: Socket, { url, proxy }: Tunnel): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const target = `${url.hostname}:${portOf(url)}`;
    const asked = request({
      method: 'CONNECT',
      path: target,
      headers: { host: target, ...credentialsOf(proxy) },
      createConnection: () => socket,
    });
    asked.once('error', reject);
    asked.once('connect', ({ statusCode = 0 }, tunnel: Socket) => {
      if (statusCode === 200) resolve(tunnel);
      else reject(new TunnelRefusedError(statusCode));
    });
    // A proxy that answers with a page instead of a tunnel.
    asked.once('response', ({ statusCode = 0 }) => reject(new TunnelRefusedError(statusCode)));
    asked.end();
  });

const credentialsOf = ({ username, password }: URL): { readonly 'proxy-authorization'?: string } => {
  if (username === '') return {};
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(pair).toString('base64')}` };
};
