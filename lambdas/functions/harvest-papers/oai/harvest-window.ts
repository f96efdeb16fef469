/**
 * Harvests one window: one day of OAI datestamps in one set, with a checkpoint after each page that is stored. Killed
 * anywhere and started again, it goes on where it was and nothing is lost or stored twice.
 *
 * Pages are cut by offset, so a record that is stamped anew meanwhile moves all those behind it and one of them falls between
 * two pages. A window of several pages is therefore held against the list of its identifiers at the end, and begun again
 * when one was not met. A token that is refused and a page that is cut begin it again, too.
 */
import { oaiSetOf } from '../../../core/harvest/oai-set.ts';
import { isFollowing, type OaiWindow } from '../../../core/harvest/oai-window.ts';
import type { PaperId } from '../../../core/paper/paper.ts';
import type { Arxiv, Fetched } from '../../../core/ports/arxiv.ts';
import type { Clock } from '../../../core/ports/outside.ts';
import type { HarvestLedger } from '../../../core/ports/stores.ts';
import { inBackground, type FirstPages } from './first-pages.ts';
import type { HarvestDeps, Intake } from '../intake/intake.ts';
import { openPage, type PageMissing } from './open-oai-page.ts';

/** One day of datestamps, UTC, in one set. */
export interface WindowKey {
  readonly set: string;
  readonly day: string;
}

/** Passes over one window in one run. */
const MAX_PASSES = 3;

export const TIME_IS_UP = 'the time of this run is used up';
const CIRCLE = 'its token leads back to a page that was read before';

/** `open`: this window can't be finished now, others may. `stopped`: nothing more is to be asked in this run. */
export type WindowOutcome =
  { readonly state: 'done' } | { readonly state: 'open' | 'stopped'; readonly reason: string };

export interface HarvestWindowDeps extends HarvestDeps {
  readonly arxiv: Arxiv;
  readonly ledger: HarvestLedger;
  readonly clock: Clock;
  readonly firstPages: FirstPages;
  readonly intake: Intake;
}

export interface HarvestWindowOptions {
  readonly key: WindowKey;
  readonly known: OaiWindow | undefined;
  /** Canonical categories, in order of name, whose papers are taken. */
  readonly follows: readonly string[];
  /** Hold a window of one page against its identifiers as well, because no later night will look again. */
  readonly verifiesAlways: boolean;
  readonly isTimeUp: () => boolean;
  readonly onPage: () => void;
  /** Called before the last page is stored: the time to ask for what comes next. */
  readonly onLastPage: () => Promise<void>;
}

export const harvestWindow = async (deps: HarvestWindowDeps, options: HarvestWindowOptions): Promise<WindowOutcome> => {
  let { known } = options;
  let reason = 'it was not harvested';
  for (let pass = 1; pass <= MAX_PASSES; pass += 1) {
    if (pass > 1 && options.isTimeUp()) return { state: 'stopped', reason: TIME_IS_UP };
    const outcome = await passOver(deps, { ...options, known });
    if (outcome.state !== 'again') return outcome;
    // The next pass begins at the first page.
    known = await deps.ledger.window(options.key.set, options.key.day).then((row) => row && withoutToken(row));
    reason = outcome.reason;
  }
  if (known) await deps.ledger.putWindow({ ...known, failures: known.failures + 1 });
  return { state: 'open', reason };
};

const withoutToken = ({ token, ...window }: OaiWindow): OaiWindow => window;

/** One pass, from the checkpoint to the last page. */
const passOver = async (
  deps: HarvestWindowDeps,
  { key, known, follows, verifiesAlways, isTimeUp, onPage, onLastPage }: HarvestWindowOptions,
): Promise<WindowOutcome | { readonly state: 'again'; readonly reason: string }> => {
  const { arxiv, ledger, clock, intake, firstPages } = deps;
  // The pages before the token were read with what was followed then.
  const isResumed = known?.token !== undefined && isFollowing(known, follows);
  const first = isResumed ? undefined : firstPages.take(key);
  let window = isResumed ? known : beginWindow(key, { known, follows, at: first?.askedAt ?? clock() });
  const met = new Set<PaperId>();
  const seenTokens = new Set(window.token === undefined ? [] : [window.token]);
  /** Whether the window is held against its identifiers, and their first page, asked for while the last one is stored. */
  let isChecked = false;
  let listed: Promise<Fetched> | undefined;
  const stay = async (reason: string): Promise<void> => {
    window = { ...window, updatedAt: clock().toISOString(), fault: reason };
    await ledger.putWindow(window);
  };

  let fetched = await (first?.fetched ?? arxiv.oaiRecords(window.token === undefined ? key : { token: window.token }));
  for (;;) {
    const page = await openPage(intake, fetched);
    if ('failure' in page) {
      // Only a run that was stopped goes on at its token: what failed by itself may fail because of it.
      if (page.then !== 'stopped') window = withoutToken(window);
      if (page.then === 'open') window = { ...window, failures: window.failures + 1 };
      await stay(page.failure);
      return { state: page.then, reason: page.failure };
    }
    for (const { paperId } of page.document.records) met.add(paperId);
    for (const paperId of page.document.deletedIds) met.add(paperId);
    const token = page.document.resumptionToken ?? '';
    if (seenTokens.has(token)) {
      await page.store();
      window = withoutToken(window);
      await stay(CIRCLE);
      return { state: 'again', reason: CIRCLE };
    }
    if (token !== '') seenTokens.add(token);
    const mayGoOn = token !== '' && !isTimeUp();
    // The next page is fetched while this one is stored.
    const next = mayGoOn ? inBackground(arxiv.oaiRecords({ token })) : undefined;
    if (token === '') {
      isChecked = window.pages > 0 || (verifiesAlways && page.document.records.length > 0);
      if (isChecked && !isTimeUp()) listed = inBackground(arxiv.oaiIdentifiers(key));
      await onLastPage();
    }
    const { records } = await page.store();
    window = {
      ...withoutToken(window),
      ...(token !== '' && { token }),
      pages: window.pages + 1,
      records: window.records + records,
      rejected: window.rejected + page.document.rejects.length,
      updatedAt: clock().toISOString(),
    };
    if (token === '') break;
    await ledger.putWindow(window);
    onPage();
    if (next === undefined) return { state: 'stopped', reason: TIME_IS_UP };
    fetched = await next;
  }

  if (isChecked) {
    const gap = listed
      ? await findGap(deps, { met, follows, rejected: window.rejected, isResumed, listed: await listed })
      : ({ failure: TIME_IS_UP, then: 'stopped' } as const);
    if (gap !== undefined) {
      if (gap.then === 'open') window = { ...window, failures: window.failures + 1 };
      await stay(gap.failure);
      return { state: gap.then, reason: gap.failure };
    }
  }
  const { fault, ...whole } = withoutToken(window);
  const at = clock().toISOString();
  await ledger.putWindow({ ...whole, state: 'done', failures: 0, harvestedAt: window.startedAt, updatedAt: at });
  return { state: 'done' };
};

const beginWindow = (
  { set, day }: WindowKey,
  {
    known,
    follows,
    at,
  }: { readonly known: OaiWindow | undefined; readonly follows: readonly string[]; readonly at: Date },
): OaiWindow => ({
  set,
  day,
  state: 'open',
  pages: 0,
  records: 0,
  rejected: 0,
  follows: [...follows],
  failures: known?.failures ?? 0,
  startedAt: at.toISOString(),
  updatedAt: at.toISOString(),
  ...(known?.harvestedAt !== undefined && { harvestedAt: known.harvestedAt }),
});

interface WindowPass {
  readonly met: ReadonlySet<PaperId>;
  readonly follows: readonly string[];
  /** Records that were rejected: they stand in the list of identifiers, and nobody knows which they are. */
  readonly rejected: number;
  readonly isResumed: boolean;
  /** The first page of identifiers. */
  readonly listed: Fetched;
}

/** Holds the identifiers of the window against the pages; undefined when these held all of them. */
const findGap = async (
  { arxiv, intake, papers }: HarvestWindowDeps,
  { met, follows, rejected, isResumed, listed }: WindowPass,
): Promise<PageMissing | undefined> => {
  const followed = new Set(follows.map(oaiSetOf));
  const unmet: PaperId[] = [];
  const seenTokens = new Set<string>();
  let fetched = listed;
  for (;;) {
    const opened = await openPage(intake, fetched);
    if ('failure' in opened)
      return {
        failure: `its identifiers can't be compared: ${opened.failure}`,
        then: opened.then === 'stopped' ? 'stopped' : 'open',
      };
    await opened.store();
    for (const { paperId, sets } of opened.document.identifiers ?? [])
      if (!met.has(paperId) && sets.some((set) => followed.has(set))) unmet.push(paperId);
    const token = opened.document.resumptionToken ?? '';
    if (token === '') break;
    if (seenTokens.has(token)) return { failure: CIRCLE, then: 'open' };
    seenTokens.add(token);
    fetched = await arxiv.oaiIdentifiers({ token });
  }
  // Pages of an earlier run are not remembered: what is stored may have stood on them.
  const stored = isResumed && unmet.length > 0 ? await papers.getMany(unmet) : new Map<PaperId, never>();
  const lost = unmet.filter((paperId) => !stored.has(paperId)).length - rejected;
  return lost <= 0 ? undefined : { failure: `${lost} of its records fell between two pages`, then: 'again' };
};
