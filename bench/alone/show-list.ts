/** How fast the trending page is answered, tables not counted. Input: a file with papers, as JSON. */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { createWebHandler } from '../../lambdas/functions/serve-web/serve-web.ts';
import type { Paper } from '../../lambdas/core/paper/paper.ts';
import { createFakePaperStore } from '../../test/fakes/fake-paper-store.ts';
import { createFakeRankingStore } from '../../test/fakes/fake-ranking-store.ts';
import { inventDeps, inventLists, makeEvent } from '../../test/unit/functions/serve-web/invented-site.ts';
import { figureOf, percentileOf, type Figure } from '../figure.ts';
import { timeInTurn } from '../stopwatch.ts';

const papers = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as readonly Paper[];
const answer = createWebHandler(
  inventDeps({ papers: createFakePaperStore(papers), rankings: createFakeRankingStore(inventLists(papers, ['all'])) }),
);
const request = makeEvent('/');

const { body = '' } = await answer(request);
const shown = new Set([...body.matchAll(/\/papers\/(\d{4}\.\d{5})/g)].map(([, id]) => id)).size;
const { page } = await timeInTurn({ page: () => answer(request) }, { warmUps: 200, rounds: 500 });
const milliseconds = page.map((each) => each * 1000);

const note = `${shown} papers; tables in memory`;
const figures: readonly Figure[] = [
  figureOf({ name: 'pages: trending list answered, p50', unit: 'ms', note }, percentileOf(milliseconds, 0.5)),
  figureOf({ name: 'pages: trending list answered, p95', unit: 'ms', note }, percentileOf(milliseconds, 0.95)),
  figureOf({ name: 'pages: trending list', unit: 'kB', note }, Buffer.byteLength(body) / 1e3),
  figureOf({ name: 'pages: trending list, gzip', unit: 'kB', note }, gzipSync(body).byteLength / 1e3),
];
process.stdout.write(JSON.stringify(figures));
