import { openLocalSite } from '../../../local/local-site.ts';
import { PortInUseError } from '../../../local/site-server.ts';

describe('the site of a local round', () => {
  it('takes no port for a round that only runs once, and links to where npm start would serve', async () => {
    expect((await openLocalSite({ port: 8080, serve: false })).baseUrl).toBe('http://localhost:8080');
    expect((await openLocalSite({ port: 0, serve: false })).baseUrl).toBe('http://localhost:8787');
  });

  it('asks for patience while the round runs', async () => {
    const site = await openLocalSite({ port: 0, serve: true });
    const answer = await fetch(`${site.baseUrl.replace('localhost', '127.0.0.1')}/`);
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('5');
    expect(await answer.text()).toContain('still running');
    await site.close();
  });

  it('refuses a port that another program has', async () => {
    const site = await openLocalSite({ port: 0, serve: true });
    const port = Number(new URL(site.baseUrl).port);
    await expect(openLocalSite({ port, serve: true })).rejects.toThrow(PortInUseError);
    await site.close();
  });
});
