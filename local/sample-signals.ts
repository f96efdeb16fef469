/** The bundled sample's attention: what invented sources show on each of its days, made by scripts/make-sample.ts. */
import { readdir, readFile } from 'node:fs/promises';
import * as z from 'zod';
import { isoDateSchema, isoInstantSchema, paperIdSchema } from '../lambdas/core/paper/paper.ts';
import type { DailyPaper, RepositoryLook, SourceStop } from '../lambdas/core/ports/attention.ts';
import type { Sources } from '../lambdas/functions/collect-signals/run-night.ts';
import {
  unaskedDailyPapers,
  unaskedRepositories,
  unaskedStories,
} from '../lambdas/functions/collect-signals/unasked-sources.ts';

const count = z.number().int().min(0);

/** What the sources show on one day: file `2026-11-20.json`. */
export const sampleSignalsSchema = z.object({
  repositories: z.array(
    z.object({
      /** As papers link it. */
      name: z.string(),
      /** Present name, when it is another one. */
      renamedTo: z.string().optional(),
      stars: count,
      forks: count,
      issues: count,
      createdAt: isoInstantSchema,
    }),
  ),
  /** By day of the list. */
  dailyPapers: z.record(
    isoDateSchema,
    z.array(z.object({ paperId: paperIdSchema, upvotes: count, comments: count, repository: z.string().optional() })),
  ),
  stories: z.array(
    z.object({
      paperId: paperIdSchema,
      storyId: z.string(),
      points: count,
      comments: count,
      submittedAt: isoInstantSchema,
    }),
  ),
});
export type SampleSignals = z.infer<typeof sampleSignalsSchema>;

const FOLDER = new URL('./sample-signals/', import.meta.url);
const FILE_NAME = /^(\d{4}-\d{2}-\d{2})\.json$/;

/** Days of which the sample has signals, in order. */
export const sampleSignalDays = async (): Promise<readonly string[]> =>
  (await readdir(FOLDER)).flatMap((file) => FILE_NAME.exec(file)?.[1] ?? []).sort();

const NO_SIGNALS: SourceStop = { kind: 'off', reason: 'the sample has no signals of this day' };

/** The invented sources as they are on the day. */
export const sampleSources = async (day: string): Promise<Sources> => {
  if (!(await sampleSignalDays()).includes(day))
    return {
      repositories: unaskedRepositories(NO_SIGNALS),
      dailyPapers: unaskedDailyPapers(NO_SIGNALS),
      stories: unaskedStories(NO_SIGNALS),
    };
  const text = await readFile(new URL(`${day}.json`, FOLDER), 'utf8');
  return sourcesShowing(sampleSignalsSchema.parse(JSON.parse(text)));
};

const sourcesShowing = ({ repositories, dailyPapers, stories }: SampleSignals): Sources => {
  const byName = new Map(repositories.map((repository) => [repository.name.toLowerCase(), repository]));
  const overhead = { requests: () => 0, close: () => Promise.resolve() };
  return {
    repositories: {
      ...overhead,
      look: (names) => {
        const found = names.flatMap((asked): readonly RepositoryLook[] => {
          const repository = byName.get(asked.toLowerCase());
          if (repository === undefined) return [];
          const { name, renamedTo = name, stars, forks, issues, createdAt } = repository;
          return [
            {
              asked,
              id: `sample ${name}`,
              nameWithOwner: renamedTo,
              stars,
              forks,
              issues,
              createdAt,
              isArchived: false,
              isFork: false,
            },
          ];
        });
        return Promise.resolve({ found, absent: names.filter((name) => !byName.has(name.toLowerCase())) });
      },
    },
    dailyPapers: {
      ...overhead,
      listOf: (date) =>
        Promise.resolve({ papers: (dailyPapers[date] ?? []).map(withoutEmptyFields).sort(byUpvotes), rejected: 0 }),
    },
    stories: {
      ...overhead,
      submitted: ({ from, to }) =>
        Promise.resolve({
          stories: stories.filter(({ submittedAt }) => submittedAt >= from && submittedAt < to),
          rejected: 0,
        }),
    },
  };
};

const withoutEmptyFields = ({ repository, ...entry }: SampleSignals['dailyPapers'][string][number]): DailyPaper => ({
  ...entry,
  ...(repository !== undefined && { repository }),
});

const byUpvotes = (a: DailyPaper, b: DailyPaper): number => b.upvotes - a.upvotes || (a.paperId < b.paperId ? -1 : 1);
