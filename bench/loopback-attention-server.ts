/**
 * The simulated sources of attention as a process of their own, so that neither their memory nor their work counts as the
 * collection's. Started by `loopback-attention.ts`, which tells them the time.
 */
import { readFileSync } from 'node:fs';
import type { AttentionBases } from '../lambdas/adapters/attention-bases.ts';
import { addDays } from '../lambdas/core/calendar/new-york-time.ts';
import { simulateGitHub } from '../test/attention/simulated-github.ts';
import { simulateHackerNews } from '../test/attention/simulated-hacker-news.ts';
import { simulateHuggingFace } from '../test/attention/simulated-hugging-face.ts';
import type { CountByDate } from '../test/attention/simulated-source.ts';
import { paperIdOf, repositoryOf, starsOf, type LoopbackCrowd } from './loopback-attention.ts';

const crowd = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as LoopbackCrowd;
const DAYS = 60;

let now = new Date(0);
const clock = (): Date => now;
const byDay = (countOn: (day: number) => number): CountByDate =>
  Object.fromEntries(Array.from({ length: DAYS }, (_, day) => [addDays(crowd.from, day), countOn(day)]));

const gitHub = await simulateGitHub({
  clock,
  repositories: Array.from({ length: Math.ceil(crowd.papers / crowd.repositoryEvery) }, (_, index) => {
    const number = index * crowd.repositoryEvery;
    return {
      nameWithOwner: repositoryOf(number),
      stars: byDay((day) => starsOf(number, day)),
      forks: byDay((day) => Math.ceil(starsOf(number, day) / 10)),
      createdAt: `${crowd.from}T12:00:00Z`,
    };
  }),
});
const huggingFace = await simulateHuggingFace({
  clock,
  lists: Object.fromEntries(
    Object.entries(crowd.lists).map(([date, numbers]) => [
      date,
      numbers.map((number) => ({ paperId: paperIdOf(number), upvotes: byDay((day) => day + (number % 40)) })),
    ]),
  ),
});
const hackerNews = await simulateHackerNews({
  clock,
  stories: Object.entries(crowd.stories).flatMap(([date, numbers]) =>
    numbers.map((number, index) => ({
      storyId: `${Date.parse(date) / 1000}${index}`,
      url: `https://arxiv.org/abs/${paperIdOf(number)}`,
      points: byDay((day) => day + (number % 90)),
      submittedAt: `${date}T${String(6 + (index % 12)).padStart(2, '0')}:00:00Z`,
    })),
  ),
});
const sources = [gitHub, huggingFace, hackerNews];

process.on('message', (instant: string) => {
  now = new Date(instant);
  process.send?.(instant);
});
// The collection has ended, well or not.
process.on('disconnect', () => void Promise.all(sources.map((source) => source.close())));

process.send?.({
  gitHubApiUrl: gitHub.url,
  huggingFaceUrl: huggingFace.url,
  hackerNewsUrl: hackerNews.url,
} satisfies AttentionBases);
