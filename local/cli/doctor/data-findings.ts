/** What `doctor` finds in the data, local or deployed: how fresh it is, what is missing, who reads it. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isListDate, newYorkDate, previousListDate } from '../../../lambdas/core/calendar/announcement-calendar.ts';
import { ALL_CATEGORIES } from '../../../lambdas/core/rank/ranked-list.ts';
import { BEYOND_ALL_DATES } from '../../../lambdas/core/calendar/new-york-time.ts';
import { SOURCE_WORDS } from '../../../lambdas/core/render/source-words.ts';
import { SIGNAL_SOURCES } from '../../../lambdas/core/signal/signal.ts';
import type { CliData } from '../cli-data.ts';
import { newestList } from '../newest-list.ts';
import { findingsOf, type Finding } from './finding.ts';

/** Batches of about a week: older gaps are no longer worth a word. */
const RECENT_BATCHES = 5;
/** Read and write for group and others. */
const OTHERS_MODE = 0o077;

/** @param area `account` for the tables of a deployment */
export const dataFindings = async (
  data: CliData,
  { area, now }: { readonly area: Finding['area']; readonly now: Date },
): Promise<readonly Finding[]> => {
  const { ok } = findingsOf(area);
  return [
    ok(`The tables of ${data.where} answer${data.sample ? ', and hold an invented sample' : ''}.`),
    await freshness(data, { area, now }),
    ...(await shortBatches(data, area)),
    ...(await missingSignals(data, area)),
    await readers(data, area),
  ];
};

/** Nothing to find where files have no such modes (Windows). */
export const keyFindings = async (directory: string): Promise<readonly Finding[]> => {
  const { wrong } = findingsOf('here');
  const path = join(directory, 'keys.json');
  const { mode } = await stat(path);
  return process.platform === 'win32' || (mode & OTHERS_MODE) === 0
    ? []
    : [
        wrong({
          what: `The secret keys in ${path} can be read by others on this machine.`,
          remedy: `Close them: chmod 600 ${path}`,
        }),
      ];
};

const freshness = async (
  { tables, sample }: CliData,
  { area, now }: { readonly area: Finding['area']; readonly now: Date },
): Promise<Finding> => {
  const { ok, note } = findingsOf(area);
  const list = await newestList(tables.rankings);
  if (list === undefined)
    return note({
      what: 'No list has been ranked yet.',
      remedy: area === 'here' ? 'Run npm start.' : 'Wait for the first night after the deployment.',
    });
  const today = newYorkDate(now);
  const due = isListDate(today) ? today : previousListDate(today);
  if (sample || list.date >= due) return ok(`The latest list is of ${list.date}.`);
  return note({
    what: `The latest list is of ${list.date}, and arXiv's newest is of ${due}.`,
    remedy:
      area === 'here' ? 'Run npm start again.' : 'See docs/runbook.md, and status for the category that is missing.',
  });
};

const shortBatches = async ({ tables }: CliData, area: Finding['area']): Promise<readonly Finding[]> => {
  const { note } = findingsOf(area);
  const batches = await tables.batches.between(ALL_CATEGORIES, '0000-01-01', BEYOND_ALL_DATES);
  return batches
    .slice(-RECENT_BATCHES)
    .filter(({ state }) => state === 'short')
    .map(({ date, stored, announced, reason = 'no reason was kept' }) =>
      note({
        what: `The batch of ${date} is short, ${stored} of ${announced} papers stored: ${reason.replace(/\.$/, '')}.`,
        remedy: area === 'here' ? 'Run npm start again.' : 'See docs/runbook.md for how to fetch what is missing.',
      }),
    );
};

/** Sources that were not whole on their newest night. One that is off here is told by the environment. */
const missingSignals = async ({ tables }: CliData, area: Finding['area']): Promise<readonly Finding[]> => {
  const { ok, note } = findingsOf(area);
  const nights = await Promise.all(
    SIGNAL_SOURCES.map((source) => tables.collection.nightBefore(source, BEYOND_ALL_DATES)),
  );
  const known = nights.filter((night) => night !== undefined);
  if (known.length === 0) return [note({ what: 'No signals have been collected yet.' })];
  const notes = known.flatMap((night): readonly Finding[] => {
    const { site } = SOURCE_WORDS[night.source];
    const { state, since = night.date, reason = 'no reason was kept' } = night;
    const why = reason.replace(/\.$/, '');
    if (state === 'complete') return [];
    if (state === 'off')
      return area === 'here'
        ? []
        : [note({ what: `${site} is not asked: ${why}.`, remedy: 'Name a secret with a token: docs/deploy.md.' })];
    return [
      note({
        what: `The signals of ${site} have not been whole since ${since}: ${state === 'collecting' ? 'the collection was not finished' : why}.`,
        remedy: area === 'here' ? 'Run npm run cli -- collect.' : 'See SignalSourceDown in docs/runbook.md.',
      }),
    ];
  });
  const newest = known.reduce((latest, { date }) => (date > latest ? date : latest), '');
  return notes.length > 0 ? notes : [ok(`The signals of ${newest} are whole.`)];
};

const readers = async ({ tables }: CliData, area: Finding['area']): Promise<Finding> => {
  const { ok, note } = findingsOf(area);
  let confirmed = 0;
  for await (const { state } of tables.subscribers.all()) if (state === 'confirmed') confirmed += 1;
  return confirmed > 0
    ? ok(confirmed === 1 ? 'One confirmed subscriber gets mail.' : `${confirmed} confirmed subscribers get mail.`)
    : note({
        what: 'There is no confirmed subscriber, so nobody gets mail.',
        remedy: 'Add one: npm run cli -- subscribers add EMAIL',
      });
};
