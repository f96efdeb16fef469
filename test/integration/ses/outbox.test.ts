import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildMime } from '../../../lambdas/adapters/ses/mime.ts';
import type { MailSender, OutgoingMail, SendOutcome } from '../../../lambdas/core/ports/outside.ts';
import { listOutbox, recordOutbox } from '../../../local/outbox.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'outbox-'));
});
afterEach(() => rm(directory, { recursive: true }));

const answering = (outcome: SendOutcome): MailSender => ({ send: () => Promise.resolve(outcome) });

const outgoing = async (iid = '2026-11-20-daily'): Promise<OutgoingMail> => ({
  from: 'digest@example.com',
  to: 'reader@example.org',
  raw: await buildMime({
    mail: {
      subject: 'Größer',
      html: '<p>Größe</p>',
      text: 'Größe',
      headers: [{ name: 'List-Unsubscribe', value: '<https://papers.example.com/unsubscribe?token=t>' }],
    },
    from: { name: 'Paper Round', address: 'digest@example.com' },
    to: 'reader@example.org',
    date: new Date('2026-11-20T17:00:00Z'),
    uniqueKey: iid,
  }),
  tags: { iid, sid: '0123456789abcdef', att: '1' },
});

describe('outbox', () => {
  it('keeps a sent mail under issue, subscriber and attempt, and reads it back', async () => {
    const box = join(directory, 'outbox');
    const sender = recordOutbox(answering({ outcome: 'sent', messageId: 'm1' }), box);
    expect(await sender.send(await outgoing())).toEqual({ outcome: 'sent', messageId: 'm1' });
    expect(await readdir(box)).toEqual(['2026-11-20-daily-0123456789abcdef-1.eml']);
    const [mail] = await listOutbox(box);
    expect(mail).toMatchObject({
      outcome: 'sent',
      subject: 'Größer',
      to: 'reader@example.org',
      date: '2026-11-20T17:00:00.000Z',
      html: '<p>Größe</p>',
    });
    expect(mail?.text.trim()).toBe('Größe');
    expect(mail?.rawHeaders).toContain('List-Unsubscribe: <https://papers.example.com/unsubscribe?token=t>');
    expect(mail?.rawHeaders).not.toContain('Größe');
  });

  it('keeps a mail that may have gone, and says so in its name', async () => {
    await recordOutbox(answering({ outcome: 'unknown', reason: 'time-out' }), directory).send(await outgoing());
    expect((await listOutbox(directory)).map(({ file, outcome }) => [file, outcome])).toEqual([
      ['2026-11-20-daily-0123456789abcdef-1-unknown.eml', 'unknown'],
    ]);
  });

  it.each(['throttled', 'quota', 'stopped', 'refused'] as const)(
    'keeps nothing of a mail that was %s',
    async (outcome) => {
      await recordOutbox(answering({ outcome, reason: 'r' }), directory).send(await outgoing());
      expect(await readdir(directory)).toEqual([]);
    },
  );

  it('sends nothing when the mail cannot be kept', async () => {
    const file = join(directory, 'file');
    await writeFile(file, '');
    let sends = 0;
    const sender = recordOutbox(
      { send: () => ((sends += 1), Promise.resolve({ outcome: 'sent', messageId: 'm' })) },
      file,
    );
    expect((await sender.send(await outgoing())).outcome).toBe('stopped');
    expect(sends).toBe(0);
  });

  it('lists the newest issue first, as many as asked for, and nothing where there is no outbox', async () => {
    const sender = recordOutbox(answering({ outcome: 'sent', messageId: 'm' }), directory);
    for (const day of ['19', '20', '18']) await sender.send(await outgoing(`2026-11-${day}-daily`));
    const files = (await listOutbox(directory, { limit: 2 })).map(({ file }) => file.slice(0, 10));
    expect(files).toEqual(['2026-11-20', '2026-11-19']);
    expect(await listOutbox(join(directory, 'none'))).toEqual([]);
  });
});
