/**
 * The agent of AWS clients in a local round: HTTPS_PROXY and NO_PROXY hold for every outgoing request, and the SDK heeds
 * neither by itself. Endpoints on loopback speak plain HTTP and never come here.
 */
import { Agent } from 'node:https';
import type { RequestOptions } from 'node:http';
import type { Duplex } from 'node:stream';
import { openConnection } from '../lambdas/adapters/network/open-connection.ts';
import { chooseProxy, proxySettingsOf } from '../lambdas/adapters/network/proxy-settings.ts';

/** From the start of the connection to the end of the TLS handshake, the proxy's tunnel included. */
const CONNECT_TIMEOUT_MS = 10_000;

class TunnelAgent extends Agent {
  readonly #proxyOf: (url: URL) => URL | undefined;

  constructor(proxyOf: (url: URL) => URL | undefined) {
    super({ keepAlive: false });
    this.#proxyOf = proxyOf;
  }

  override createConnection(
    { host, port }: RequestOptions,
    callback?: (error: Error | null, stream: Duplex) => void,
  ): undefined {
    const url = new URL(`https://${host ?? ''}:${port ?? 443}`);
    openConnection(url, { proxy: this.#proxyOf(url), signal: AbortSignal.timeout(CONNECT_TIMEOUT_MS) }).then(
      (socket) => callback?.(null, socket),
      (error: unknown) => callback?.(error as Error, undefined as never),
    );
    return undefined;
  }
}

/** @throws Error when a proxy of the environment is no URL */
export const createTunnelAgent = (env: Readonly<Record<string, string | undefined>>): Agent =>
  new TunnelAgent(chooseProxy(proxySettingsOf(env)));
