/**
 * `npm run bench [-- THEME…]`: figures as one JSON document on stdout, all themes unless some are named. Figures are
 * there to be read and compared; a goal that is missed fails nothing.
 */
import { availableParallelism, cpus, loadavg } from 'node:os';
import { measureBundles } from './bundles.ts';
import { measureCollecting } from './collecting.ts';
import { reachesGoal, type Figure } from './figure.ts';
import { measureFuzz } from './fuzz.ts';
import { measureBackfill } from './harvest-backfill.ts';
import { measureHarvest } from './harvest-day.ts';
import { measureLocalRound } from './local-round.ts';
import { measureParsing } from './parsing.ts';
import { measureRanking } from './ranking.ts';
import { measureMails, measurePages } from './rendering.ts';
import { measureSearching } from './searching.ts';
import { measureTypedTitles } from './typed-titles.ts';

const THEMES: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  parsing: measureParsing,
  fuzz: () => measureFuzz(),
  harvest: measureHarvest,
  backfill: () => measureBackfill(),
  collecting: measureCollecting,
  ranking: measureRanking,
  mails: measureMails,
  pages: measurePages,
  searching: measureSearching,
  titles: measureTypedTitles,
  bundles: measureBundles,
  round: measureLocalRound,
};

const runThemes = async (names: readonly string[]): Promise<readonly Figure[]> => {
  const figures: Figure[] = [];
  for (const name of names) {
    process.stderr.write(`${name} …\n`);
    figures.push(...((await THEMES[name]?.()) ?? []));
  }
  return figures;
};

const named = process.argv.slice(2);
const unknown = named.find((name) => !Object.hasOwn(THEMES, name));
if (unknown === undefined) {
  // Told beside the figures: on a busy machine they are worse.
  const [loadBefore] = loadavg();
  const figures = await runThemes(named.length > 0 ? named : Object.keys(THEMES));
  const result = {
    machine: { node: process.version, processors: availableParallelism(), model: cpus()[0]?.model, loadBefore },
    figures: figures.map((figure) => ({ ...figure, ...(figure.goal && { reached: reachesGoal(figure) }) })),
  };
  process.stdout.write(`${JSON.stringify(result, undefined, 2)}\n`);
} else {
  process.stderr.write(`There is no benchmark ${JSON.stringify(unknown)}: name ${Object.keys(THEMES).join(', ')}.\n`);
  process.exitCode = 2;
}
