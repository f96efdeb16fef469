/** The local round from the command line, as somebody runs it who has just cloned the repository. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { figureOf, medianFigure, type Figure } from './figure.ts';
import { watchTree, type TreePeak } from './peak-memory.ts';
import { inScratchFolder } from './scratch-folder.ts';
import { secondsOf } from './stopwatch.ts';

const REPOSITORY = fileURLToPath(new URL('..', import.meta.url));
const ROUNDS = 3;
const MAX_SECONDS = 15;
const MAX_MEGABYTES = 500;

interface RoundCost {
  readonly seconds: number;
  readonly peak: TreePeak | undefined;
}

/** One round with empty tables. @throws Error when it doesn't end well */
const runRound = (): Promise<RoundCost> =>
  inScratchFolder(async (folder) => {
    let peak: TreePeak | undefined;
    const seconds = await secondsOf(async () => {
      const flags = ['--once', '--sample', '--port', '0', '--data', join(folder, 'data')];
      const round = spawn('npm', ['start', '--', ...flags], {
        cwd: REPOSITORY,
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      const watch = watchTree(round.pid ?? 0);
      const [code] = (await once(round, 'exit')) as [number | null];
      peak = watch.stop();
      if (code !== 0) throw new Error(`npm start -- --once --sample ended with exit code ${code ?? 'of a signal'}.`);
    });
    return { seconds, peak };
  });

export const measureLocalRound = async (): Promise<readonly Figure[]> => {
  const costs: RoundCost[] = [];
  for (let round = 0; round < ROUNDS; round += 1) costs.push(await runRound());
  const peaks = costs.flatMap(({ peak }) => peak ?? []);
  const name = 'local round: npm start -- --once --sample';
  return [
    medianFigure(
      {
        name,
        unit: 's',
        goal: { atMost: MAX_SECONDS },
        ...(peaks.length === 0 && { note: 'its memory can be measured on Linux only' }),
      },
      costs.map(({ seconds }) => seconds),
    ),
    ...(peaks.length === 0
      ? []
      : [
          figureOf(
            { name: `${name}, largest process at its peak`, unit: 'MB', goal: { atMost: MAX_MEGABYTES } },
            Math.max(...peaks.map(({ largestMegabytes }) => largestMegabytes)),
          ),
          figureOf(
            {
              name: `${name}, all its processes at their peak`,
              unit: 'MB',
              goal: { atMost: MAX_MEGABYTES },
              note: 'npm, shell, tsx and the round; pages that they share count in each',
            },
            Math.max(...peaks.map(({ sumMegabytes }) => sumMegabytes)),
          ),
        ]),
  ];
};
