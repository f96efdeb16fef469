/** The invented archive: its papers, what each list announced of them, and the order in which OAI shows their records. */
import { paperStateAt, type ArchivedPaper, type PaperEvent, type PaperState } from './archived-paper.ts';

/** One line of a list: a new paper, or what happened to one. */
export interface Announcement {
  readonly paper: ArchivedPaper;
  /** Absent for a new paper. */
  readonly event?: Exclude<PaperEvent, { readonly kind: 're-stamp' }>;
}

/** An OAI record in its place. */
export interface StampedPaper {
  readonly paper: ArchivedPaper;
  readonly datestamp: string;
}

export interface PaperArchive {
  /** In order. On other dates nothing is announced. */
  readonly listDates: readonly string[];
  readonly paperCount: number;
  papers(): Iterable<ArchivedPaper>;
  find(id: string): ArchivedPaper | undefined;
  /** What was announced on a list, all categories together, in the order of identifiers. */
  announcements(listDate: string): readonly Announcement[];
  /**
   * The records whose datestamp lies in `from..until`, in the order of modification, once every list up to `listDate` is
   * announced.
   */
  records(query: { readonly from: string; readonly until: string; readonly listDate: string }): readonly StampedPaper[];
  /** The record's datestamp when every list up to `listDate` is announced; undefined before its first list. */
  datestampOf(paper: ArchivedPaper, listDate: string): string | undefined;
  /** Stamps a record anew, at once: it goes to the end of that day, and all behind its old place move up. */
  restamp(id: string, date: string): void;
  /** Counts the calls of `restamp`: what was made of `records` before is out of date. */
  restampCount(): number;
}

const byId = (a: { readonly paper: ArchivedPaper }, b: { readonly paper: ArchivedPaper }): number =>
  a.paper.id < b.paper.id ? -1 : Number(a.paper.id > b.paper.id);

const announcementsByDate = (papers: readonly ArchivedPaper[]): ReadonlyMap<string, Announcement[]> => {
  const byDate = new Map<string, Announcement[]>();
  const add = (date: string, announcement: Announcement): void => {
    const list = byDate.get(date);
    if (list) list.push(announcement);
    else byDate.set(date, [announcement]);
  };
  for (const paper of papers) {
    add(paper.listDate, { paper });
    for (const event of paper.events) if (event.kind !== 're-stamp') add(event.listDate, { paper, event });
  }
  for (const list of byDate.values()) list.sort(byId);
  return byDate;
};

/**
 * @param papers each identifier once
 * @throws Error when an identifier stands twice
 */
export const createPaperArchive = (papers: readonly ArchivedPaper[], listDates: readonly string[]): PaperArchive => {
  const papersById = new Map(papers.map((paper) => [paper.id, paper]));
  if (papersById.size !== papers.length) throw new Error('Two papers of the archive have the same identifier.');
  const announced = announcementsByDate(papers);
  /** In the order of their last stamping. */
  const restamps = new Map<string, string>();
  let restampCount = 0;
  let shown: { readonly listDate: string; readonly days: ReadonlyMap<string, readonly StampedPaper[]> } | undefined;

  const datestampOf = (paper: ArchivedPaper, listDate: string): string | undefined => {
    const state = paperStateAt(paper, listDate);
    const stamped = restamps.get(paper.id);
    return state && (stamped !== undefined && stamped > state.datestamp ? stamped : state.datestamp);
  };

  const daysAt = (listDate: string): ReadonlyMap<string, readonly StampedPaper[]> => {
    if (shown?.listDate === listDate) return shown.days;
    const places = new Map([...restamps.keys()].map((id, index) => [id, index + 1]));
    const days = new Map<string, StampedPaper[]>();
    for (const paper of papers) {
      const datestamp = datestampOf(paper, listDate);
      if (datestamp === undefined) continue;
      const day = days.get(datestamp);
      if (day) day.push({ paper, datestamp });
      else days.set(datestamp, [{ paper, datestamp }]);
    }
    const placeOf = ({ paper, datestamp }: StampedPaper): number =>
      restamps.get(paper.id) === datestamp ? (places.get(paper.id) ?? 0) : 0;
    for (const day of days.values()) day.sort((a, b) => placeOf(a) - placeOf(b) || byId(a, b));
    shown = { listDate, days };
    return days;
  };

  return {
    listDates: [...listDates].sort(),
    paperCount: papers.length,
    papers: () => papers,
    find: (id) => papersById.get(id),
    announcements: (listDate) => announced.get(listDate) ?? [],
    records: ({ from, until, listDate }) => {
      const days = daysAt(listDate);
      const dates = from === until ? [from] : [...days.keys()].filter((date) => date >= from && date <= until).sort();
      return dates.flatMap((date) => days.get(date) ?? []);
    },
    datestampOf,
    restamp: (id, date) => {
      if (!papersById.has(id)) throw new Error(`The archive has no paper ${id}.`);
      restamps.delete(id);
      restamps.set(id, date);
      restampCount += 1;
      shown = undefined;
    },
    restampCount: () => restampCount,
  };
};

/** The state of a paper that is known to be announced. */
export const announcedState = (paper: ArchivedPaper, listDate: string): PaperState => {
  const state = paperStateAt(paper, listDate);
  if (state === undefined) throw new Error(`${paper.id} is not announced by ${listDate}.`);
  return state;
};
