/**
 * Harvests OAI-PMH day by day, with a checkpoint after each page that is stored: killed anywhere and started again, it goes
 * on where it was and nothing is lost or stored twice.
 *
 * A window is one day of datestamps in one set. Its pages are cut by offset, so a record that is stamped anew meanwhile
 * moves all those behind it and one of them falls between two pages. A window of several pages is therefore held against
 * the list of its identifiers at the end, and begun again when one was not met. A token that is refused and a page that is
 * cut begin it again, too.
 */
import type { OaiWindow } from '../../core/harvest/oai-window.ts';
import type { PaperId } from '../../core/paper/paper.ts';
import type { ParsedDocument } from '../../core/parse/parsed-document.ts';
import type { Arxiv, Fetched, OaiPage } from '../../core/ports/arxiv.ts';
import type { Clock } from '../../core/ports/outside.ts';
import type { HarvestLedger } from '../../core/ports/stores.ts';
import {
  addCounts,
  createIntake,
  NO_RECORDS,
  type HarvestDeps,
  type Intake,
  type OpenedDocument,
  type RecordCounts,
} from './intake.ts';

export interface HarvestWindowsDeps extends HarvestDeps {
  readonly arxiv: Arxiv;
  readonly ledger: HarvestLedger;
  readonly clock: Clock;
}

/** One day of datestamps, UTC, in one set. */
export interface WindowKey {
  readonly set: string;
  readonly day: string;
}

export interface HarvestWindowsOptions {
  /** In the order in which they are to be harvested. */
  readonly windows: readonly WindowKey[];
  /** Whether a window needs no pass any more, by its checkpoint. */
  readonly isSettled: (window: OaiWindow) => boolean;
  /** Canonical categories: records of papers in none of them are passed over. */
  readonly follows: readonly string[];
  /** No further page is asked for once this is true. */
  readonly isTimeUp?: () => boolean;
  /** Called after each page, and after each window that needed none. */
  readonly onProgress?: (progress: WindowsProgress) => void;
}

export interface WindowsProgress {
  readonly windows: number;
  readonly windowsDone: number;
  /** Taken in so far by this run. */
  readonly records: number;
  readonly day: string;
  readonly set: string;
}

export interface WindowsReport {
  readonly windows: number;
  readonly windowsDone: number;
  readonly counts: Readonly<RecordCounts>;
  /** Why windows are still open, one clause; absent when all are done. */
  readonly reason?: string;
}

/** Passes over one window in one run. */
const MAX_PASSES = 3;

export const harvestWindows = async (
  deps: HarvestWindowsDeps,
  options: HarvestWindowsOptions,
): Promise<WindowsReport> => {
  const { windows, isSettled, isTimeUp = () => false } = options;
  const counts: RecordCounts = { ...NO_RECORDS };
  let windowsDone = 0;
  let reason: string | undefined;
  for (const key of windows) {
    const known = await deps.ledger.window(key.set, key.day);
    if (known && isSettled(known)) {
      windowsDone += 1;
    } else {
      if (isTimeUp())
        return { windows: windows.length, windowsDone, counts, reason: 'the time of this run is used up' };
      // An intake for each window: what it remembers of the papers it met stays small however long the harvest.
      const intake = createIntake(deps, { sampleIds: false, follows: options.follows });
      const onPage = (): void => {
        const records = counts.records + intake.report().counts.records;
        options.onProgress?.({ ...key, windows: windows.length, windowsDone, records });
      };
      const outcome = await harvestWindow({ ...deps, intake }, { key, known, isTimeUp, onPage });
      addCounts(counts, intake.report().counts);
      if (outcome.state === 'done') windowsDone += 1;
      else reason = outcome.reason;
      if (outcome.state === 'stopped') return { windows: windows.length, windowsDone, counts, reason: outcome.reason };
    }
    options.onProgress?.({ ...key, windows: windows.length, windowsDone, records: counts.records });
  }
  return { windows: windows.length, windowsDone, counts, ...(reason !== undefined && { reason }) };
};

/** `open`: this window can't be finished now, others may. `stopped`: nothing more is to be asked in this run. */
type WindowOutcome = { readonly state: 'done' } | { readonly state: 'open' | 'stopped'; readonly reason: string };

interface PassDeps extends HarvestWindowsDeps {
  readonly intake: Intake;
}

interface PassOptions {
  readonly key: WindowKey;
  readonly known: OaiWindow | undefined;
  readonly isTimeUp: () => boolean;
  readonly onPage: () => void;
}

const harvestWindow = async (deps: PassDeps, options: PassOptions): Promise<WindowOutcome> => {
  let { known } = options;
  let reason = 'it was not harvested';
  for (let pass = 1; pass <= MAX_PASSES; pass += 1) {
    const outcome = await passOver(deps, { ...options, known });
    if (outcome.state !== 'again') return outcome;
    // The next pass begins at the first page.
    known = await deps.ledger.window(options.key.set, options.key.day).then((row) => row && withoutToken(row));
    reason = outcome.reason;
  }
  return { state: 'open', reason };
};

const withoutToken = ({ token, ...window }: OaiWindow): OaiWindow => window;

/** One pass, from the checkpoint to the last page. */
const passOver = async (
  deps: PassDeps,
  { key, known, isTimeUp, onPage }: PassOptions,
): Promise<WindowOutcome | { readonly state: 'again'; readonly reason: string }> => {
  const { arxiv, ledger, clock, intake } = deps;
  const isResumed = known?.token !== undefined;
  let window = isResumed ? known : beginWindow(key, { known, at: clock() });
  const met = new Set<PaperId>();
  let unreadable = 0;
  const stay = async (reason: string): Promise<void> => {
    window = { ...window, updatedAt: clock().toISOString(), fault: reason };
    await ledger.putWindow(window);
  };

  let fetched = await arxiv.oaiRecords(window.token === undefined ? key : { token: window.token });
  for (;;) {
    const page = await openPage(intake, fetched);
    if ('failure' in page) {
      // Only a run that was stopped goes on at its token: what failed by itself may fail because of it.
      if (page.then !== 'stopped') window = withoutToken(window);
      await stay(page.failure);
      return { state: page.then, reason: page.failure };
    }
    unreadable += page.document.rejects.length;
    for (const { paperId } of page.document.records) met.add(paperId);
    for (const paperId of page.document.deletedIds) met.add(paperId);
    const token = page.document.resumptionToken ?? '';
    const mayGoOn = token !== '' && !isTimeUp();
    // The next page is fetched while this one is stored.
    const next = mayGoOn ? arxiv.oaiRecords({ token }) : undefined;
    const { records } = await page.store();
    window = {
      ...withoutToken(window),
      ...(token !== '' && { token }),
      pages: window.pages + 1,
      records: window.records + records,
      updatedAt: clock().toISOString(),
    };
    if (token === '') break;
    await ledger.putWindow(window);
    onPage();
    if (next === undefined) return { state: 'stopped', reason: 'the time of this run is used up' };
    fetched = await next;
  }

  if (window.pages > 1) {
    const gap = await findGap(deps, { key, met, unreadable, isResumed });
    if (gap !== undefined) {
      await stay(gap.failure);
      return { state: gap.then, reason: gap.failure };
    }
  }
  const { fault, ...whole } = withoutToken(window);
  await ledger.putWindow({ ...whole, state: 'done', harvestedAt: window.startedAt, updatedAt: clock().toISOString() });
  return { state: 'done' };
};

const beginWindow = (
  { set, day }: WindowKey,
  { known, at }: { readonly known: OaiWindow | undefined; readonly at: Date },
): OaiWindow => ({
  set,
  day,
  state: 'open',
  pages: 0,
  records: 0,
  startedAt: at.toISOString(),
  updatedAt: at.toISOString(),
  ...(known?.harvestedAt !== undefined && { harvestedAt: known.harvestedAt }),
});

/** Why there is no whole page, and what is to be done: the window begun again, left open, or everything stopped. */
interface PageMissing {
  readonly failure: string;
  readonly then: 'again' | 'open' | 'stopped';
}

type PageOpened = Required<OpenedDocument & { readonly document: ParsedDocument }> | PageMissing;

const openPage = async (intake: Intake, fetched: Fetched): Promise<PageOpened> => {
  switch (fetched.outcome) {
    case 'unchanged':
      return { failure: 'an answer without a body', then: 'again' };
    case 'unreachable':
    case 'withheld':
      return { failure: fetched.reason, then: 'stopped' };
    case 'refused':
      if (fetched.response) await intake.take(fetched.response);
      return { failure: fetched.reason, then: fetched.stop ? 'stopped' : 'open' };
    case 'broken':
      // What has come of the page is stored, and the window begun again.
      if (fetched.partial) await intake.take(fetched.partial);
      return { failure: fetched.reason, then: 'again' };
    case 'response':
      return openAnswer(intake, fetched);
  }
};

const openAnswer = async (
  intake: Intake,
  { response }: Extract<Fetched, { outcome: 'response' }>,
): Promise<PageOpened> => {
  const { document, store } = await intake.open(response);
  if (document === undefined) {
    await store();
    return { failure: 'the answer is no document of arXiv', then: 'again' };
  }
  const damage = damageOf(document);
  if (damage === undefined) return { document, store };
  await store();
  return { failure: damage, then: document.problem?.kind === 'rate-limited' ? 'stopped' : 'again' };
};

/** Why a page can't count as whole. Rejected records are quarantined, and no reason to ask for them again. */
const damageOf = ({ format, label, problem }: ParsedDocument): string | undefined => {
  if (format !== 'oai') return problem?.message ?? `the answer is of another kind (${label})`;
  // Bytes that are no UTF-8 are shown as such and stay so however often one asks.
  return problem === undefined || problem.kind === 'invalid-utf8' ? undefined : problem.message;
};

interface WindowPass {
  readonly key: WindowKey;
  readonly met: ReadonlySet<PaperId>;
  /** Records that were rejected: they stand in the list of identifiers, and nobody knows which they are. */
  readonly unreadable: number;
  readonly isResumed: boolean;
}

/** Asks for the identifiers of the window; undefined when its pages held all of them. */
const findGap = async (
  { arxiv, intake, papers }: PassDeps,
  { key, met, unreadable, isResumed }: WindowPass,
): Promise<PageMissing | undefined> => {
  const unmet: PaperId[] = [];
  let page: OaiPage = key;
  for (;;) {
    const opened = await openPage(intake, await arxiv.oaiIdentifiers(page));
    if ('failure' in opened)
      return {
        failure: `its identifiers can't be compared: ${opened.failure}`,
        then: opened.then === 'stopped' ? 'stopped' : 'open',
      };
    await opened.store();
    unmet.push(...(opened.document.identifiers ?? []).filter((paperId) => !met.has(paperId)));
    const token = opened.document.resumptionToken ?? '';
    if (token === '') break;
    page = { token };
  }
  // Pages of an earlier run are not remembered: what is stored may have stood on them.
  const stored = isResumed && unmet.length > 0 ? await papers.getMany(unmet) : new Map<PaperId, never>();
  const lost = unmet.filter((paperId) => !stored.has(paperId)).length - unreadable;
  return lost <= 0 ? undefined : { failure: `${lost} of its records fell between two pages`, then: 'again' };
};
