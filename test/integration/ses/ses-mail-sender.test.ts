/** The sender against the project's own SES endpoint over real HTTP: one request for each call, and each answer understood. */
import { GetSendQuotaCommand, ListIdentitiesCommand } from '@aws-sdk/client-ses';
import { createSesClient, createSesMailSender } from '../../../lambdas/adapters/ses/ses-mail-sender.ts';
import type { OutgoingMail } from '../../../lambdas/core/ports/outside.ts';
import { startSesEndpoint, type SesEndpoint } from '../../../local/ses-endpoint.ts';
import type { Fault, FaultMode } from '../../../local/ses-endpoint/faults.ts';
import { readRawEmail } from '../../../local/ses-endpoint/query-protocol.ts';

const raw = Buffer.from(
  'From: a@example.com\r\nTo: b@example.org\r\nSubject: =?utf-8?Q?Caf=C3=A9?=\r\n\r\nbody +/= &%\r\n',
);
const mail: OutgoingMail = {
  from: 'digest@example.com',
  to: 'reader@example.org',
  raw,
  tags: { iid: '2026-11-20-daily', sid: '0123456789abcdef0123456789abcdef', att: '1' },
};
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };

let endpoint: SesEndpoint;
beforeEach(async () => {
  endpoint = await startSesEndpoint();
});
afterEach(() => endpoint.close());

const client = (url = endpoint.url) =>
  createSesClient({ endpoint: url, region: 'us-east-1', credentials, requestTimeoutMs: 2_000 });
const sender = () => createSesMailSender({ client: client(), totalTimeoutMs: 3_000, configurationSet: 'digests' });

describe('SES mail sender', () => {
  it('hands over the message byte for byte, with recipient, tags and configuration set', async () => {
    const result = await sender().send(mail);
    const [accepted] = endpoint.accepted;
    expect(result).toEqual({ outcome: 'sent', messageId: accepted?.messageId });
    expect(Buffer.from(accepted?.raw ?? []).equals(raw)).toBe(true);
    expect(accepted).toMatchObject({
      source: mail.from,
      destinations: [mail.to],
      tags: mail.tags,
      configurationSet: 'digests',
    });
  });

  const cases: readonly [FaultMode, string, RegExp, number][] = [
    ['throttle-rate', 'throttled', /Maximum sending rate exceeded/, 0],
    ['throttle-daily', 'quota', /Daily message quota exceeded/, 0],
    ['not-verified', 'stopped', /not verified/, 0],
    ['sending-paused', 'stopped', /AccountSendingPaused/, 0],
    ['reject-address', 'refused', /MessageRejected/, 0],
    ['503-after-accept', 'unknown', /Try again later/, 1],
    ['drop-after-accept', 'unknown', /./, 1],
    ['never-answers', 'unknown', /Timeout/, 1],
    ['stalls', 'unknown', /./, 1],
    ['garbage-400', 'unknown', /./, 0],
    ['slow', 'sent', /^$/, 1],
  ];
  it.each(cases)('makes exactly one request under %s and reports it as %s', async (mode, outcome, reason, accepted) => {
    endpoint.setFault({ mode, delayMs: 50 });
    const result = await sender().send(mail);
    expect(result.outcome).toBe(outcome);
    expect('reason' in result ? result.reason : '').toMatch(reason);
    expect(endpoint.counts()).toMatchObject({ sendRequests: 1, accepted });
  });

  it('leaves no address in a reason, though SES names them', async () => {
    endpoint.setFault({ mode: 'not-verified' });
    expect(JSON.stringify(await sender().send(mail))).not.toMatch(/@/);
    endpoint.setFault({ mode: 'reject-address' });
    expect(JSON.stringify(await sender().send(mail))).not.toMatch(/@/);
  });

  it('strikes only the requests and the recipient that a fault names', async () => {
    const faults: readonly Fault[] = [
      { mode: 'throttle-rate', only: [2] },
      { mode: 'reject-address', address: 'bad@example.org' },
    ];
    endpoint.setFault(...faults);
    const outcomes = [];
    for (const to of ['a@example.org', 'b@example.org', 'bad@example.org', 'c@example.org']) {
      outcomes.push((await sender().send({ ...mail, to })).outcome);
    }
    expect(outcomes).toEqual(['sent', 'throttled', 'refused', 'sent']);
    expect(endpoint.counts().byTags.get(`att=1&iid=2026-11-20-daily&sid=${mail.tags.sid ?? ''}`)).toBe(2);
  });

  it('calls a mail unknown when nobody listens, and does not throw', async () => {
    const gone = await startSesEndpoint();
    await gone.close();
    const result = await createSesMailSender({ client: client(gone.url) }).send(mail);
    expect(result.outcome).toBe('unknown');
  });

  it('knows that nothing was sent when it has no credentials', async () => {
    const keyless = createSesClient({
      endpoint: endpoint.url,
      region: 'us-east-1',
      credentials: () => Promise.reject(new Error('no credentials here')),
    });
    expect(await createSesMailSender({ client: keyless }).send(mail)).toMatchObject({ outcome: 'stopped' });
    expect(endpoint.counts().sendRequests).toBe(0);
  });

  it('takes a tag that SES would refuse as refused', async () => {
    expect(await sender().send({ ...mail, tags: { at: '2026-11-20T00:00' } })).toMatchObject({ outcome: 'refused' });
    expect(endpoint.counts().accepted).toBe(0);
  });

  it('meets an endpoint that refuses a message above 10 MB in the same way', () => {
    const tooLong = 10 * 1024 * 1024 + 1;
    expect(readRawEmail(new URLSearchParams({ 'RawMessage.Data': 'A'.repeat(tooLong) }))).toMatchObject({
      error: { code: 'InvalidParameterValue', message: expect.stringContaining('Message length') as string },
    });
  });
});

describe('local SES endpoint', () => {
  it('tells the quota', async () => {
    await sender().send(mail);
    const quota = await client().send(new GetSendQuotaCommand({}));
    expect(quota).toMatchObject({ Max24HourSend: 50_000, MaxSendRate: 14, SentLast24Hours: 1 });
  });

  it('answers an action that it does not know with an error that the SDK understands', async () => {
    await expect(client().send(new ListIdentitiesCommand({}))).rejects.toMatchObject({ name: 'InvalidAction' });
  });

  it('listens on the loopback interface only, and says when its port is taken', async () => {
    expect(new URL(endpoint.url).hostname).toBe('127.0.0.1');
    const port = Number(new URL(endpoint.url).port);
    await expect(startSesEndpoint({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  it('refuses a body above its limit without keeping it', async () => {
    const response = await fetch(endpoint.url, { method: 'POST', body: new Uint8Array(17 * 1024 * 1024) }).catch(
      () => undefined,
    );
    expect([413, undefined]).toContain(response?.status);
    expect(endpoint.accepted).toHaveLength(0);
    expect((await sender().send(mail)).outcome).toBe('sent');
  });
});
