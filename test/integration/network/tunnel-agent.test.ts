/** AWS clients of a local round behind a proxy: the proxy is asked for a tunnel to the endpoint, unless NO_PROXY names it. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createDocumentClient } from '../../../lambdas/adapters/dynamodb/document-client.ts';
import { createPaperStore } from '../../../lambdas/adapters/dynamodb/paper-store.ts';
import { createSesClient, createSesMailSender } from '../../../lambdas/adapters/ses/ses-mail-sender.ts';
import { LOCAL_ACCESS } from '../../../local/local-tables.ts';
import { createTunnelAgent } from '../../../local/tunnel-agent.ts';

let proxy: Server;
let proxyUrl: string;
let tunnelsAsked: string[];

beforeEach(async () => {
  tunnelsAsked = [];
  proxy = createServer().on('connect', (request, socket) => {
    tunnelsAsked.push(request.url ?? '');
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  proxyUrl = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
});
afterEach(
  () =>
    new Promise((resolve) => {
      proxy.closeAllConnections();
      proxy.close(resolve);
    }),
);

const mail = {
  from: 'a@example.com',
  to: 'b@example.org',
  raw: Buffer.from('Subject: x\r\n\r\nx'),
  tags: { iid: 'i', sid: 's', att: '1' },
};

describe('tunnel agent', () => {
  it('asks the proxy for a tunnel to SES, once for one mail', async () => {
    const client = createSesClient({
      endpoint: 'https://email.example.org',
      ...LOCAL_ACCESS,
      httpsAgent: createTunnelAgent({ HTTPS_PROXY: proxyUrl }),
    });
    const { outcome } = await createSesMailSender({ client }).send(mail);
    expect(outcome).not.toBe('sent');
    expect(tunnelsAsked).toEqual(['email.example.org:443']);
  });

  it('asks the proxy for a tunnel to DynamoDB', async () => {
    const client = createDocumentClient({
      endpoint: 'https://tables.example.org:8443',
      ...LOCAL_ACCESS,
      maxAttempts: 1,
      httpsAgent: createTunnelAgent({ HTTPS_PROXY: proxyUrl }),
    });
    await expect(createPaperStore(client, 'Papers').count()).rejects.toThrow(/proxy refused the tunnel/);
    expect(tunnelsAsked).toEqual(['tables.example.org:8443']);
  });

  it('leaves the proxy alone for a host that NO_PROXY names', async () => {
    const client = createSesClient({
      endpoint: 'https://127.0.0.1:9',
      ...LOCAL_ACCESS,
      httpsAgent: createTunnelAgent({ HTTPS_PROXY: proxyUrl, NO_PROXY: '127.0.0.1' }),
    });
    await createSesMailSender({ client }).send(mail);
    expect(tunnelsAsked).toEqual([]);
  });

  it('refuses a proxy that is no URL without quoting it', () => {
    expect(() => createTunnelAgent({ HTTPS_PROXY: 'secret@nowhere' })).toThrow(/HTTPS_PROXY or HTTP_PROXY is no URL/);
  });
});
