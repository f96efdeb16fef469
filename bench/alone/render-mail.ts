/** How fast digests become mails. Input: a file with the papers to show, as JSON. */
import { readFileSync } from 'node:fs';
import { buildMime } from '../../lambdas/adapters/ses/mime.ts';
import type { Paper } from '../../lambdas/core/paper/paper.ts';
import { renderDigestMail } from '../../lambdas/core/render/mail/digest-mail.ts';
import { makeDigest, makeEntry, makeMailInput } from '../../test/unit/core/render/mail/invented-digest.ts';
import { figureOf, medianFigure, type Figure } from '../figure.ts';
import { timeInTurn } from '../stopwatch.ts';

const papers = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as readonly Paper[];
const PAPERS = 10;
const MAILS = 100;

/** Digests of ten papers each, none like another. */
const inputs = Array.from({ length: MAILS }, (_, mail) => {
  const shown = Array.from({ length: PAPERS }, (_each, place) => papers[(mail + place * 7) % papers.length]);
  const entries = shown.flatMap((paper, place) => (paper ? [makeEntry({ paper, rank: place + 1 })] : []));
  const split = Math.ceil(entries.length / 2);
  return makeMailInput(
    makeDigest({
      sample: true,
      sections: [
        { section: 'new', entries: entries.slice(0, split) },
        {
          section: 'rising',
          entries: entries.slice(split).map((entry) => ({ ...entry, section: 'rising', previousRank: 40 })),
        },
      ],
    }),
  );
});

const renderAll = () => inputs.map(renderDigestMail);
const htmlKilobytes = renderAll().map(({ html }) => Buffer.byteLength(html) / 1e3);

const seconds = await timeInTurn(
  {
    rendered: renderAll,
    mails: async () => {
      for (const input of inputs) {
        await buildMime({
          mail: renderDigestMail(input),
          from: { name: input.site.fromName, address: input.site.from },
          to: input.subscriber.address,
          date: new Date('2026-11-20T12:00:00Z'),
          uniqueKey: 'bench',
        });
      }
    },
  },
  { warmUps: 3, rounds: 10 },
);

const perSecond = (samples: readonly number[]): readonly number[] => samples.map((each) => MAILS / each);
const figures: readonly Figure[] = [
  medianFigure({ name: 'mails: digests of ten papers rendered', unit: 'mails/s' }, perSecond(seconds.rendered)),
  medianFigure({ name: 'mails: digests of ten papers rendered to MIME', unit: 'mails/s' }, perSecond(seconds.mails)),
  medianFigure({ name: 'mails: HTML of a digest of ten papers', unit: 'kB' }, htmlKilobytes),
  figureOf(
    { name: 'mails: largest HTML of a digest of ten papers', unit: 'kB', note: 'Gmail cuts beyond 102 KB' },
    Math.max(...htmlKilobytes),
  ),
];
process.stdout.write(JSON.stringify(figures));
