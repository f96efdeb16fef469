/** GitHub's part of the night: the repositories of the watched papers, each asked for once however many papers link it. */
import { addDays } from '../../core/calendar/new-york-time.ts';
import type { PaperId } from '../../core/paper/paper.ts';
import { MAX_REPOSITORIES_PER_LOOK, type Repositories, type RepositoryLook } from '../../core/ports/attention.ts';
import type { PaperStore } from '../../core/ports/stores.ts';
import { isRepositoryDue } from '../../core/signal/look-plan.ts';
import { repositoryLook } from '../../core/signal/source-looks.ts';
import { ROW_DAYS, storeLooks, type PaperSeen, type StoreLooksDeps } from './store-looks.ts';
import type { SourceWork } from './work-through-night.ts';

export interface CollectRepositoriesDeps extends StoreLooksDeps {
  readonly repositories: Repositories;
}

interface DuePaper {
  readonly paperId: PaperId;
  readonly announcedOn: string;
}

interface WatchedRepository {
  /** As a paper links it. */
  readonly name: string;
  /** Watched papers that name it. */
  papersNaming: number;
  /** Those of them that are due. */
  readonly duePapers: DuePaper[];
}

/** A query that GitHub gave up is asked for again in pieces of this size. */
const NAMES_AT_ONCE_AGAIN = 20;

/** Before all rows. */
const EVER = '0000-01-01';

/** Letter case makes no difference to GitHub. */
const keyOf = (repository: string): string => repository.toLowerCase();

export const collectRepositories = (deps: CollectRepositoriesDeps, date: string): SourceWork => {
  const { papers, repositories, signals } = deps;
  let watched: ReadonlyMap<string, WatchedRepository> = new Map();
  return {
    source: 'github',
    requests: () => repositories.requests(),
    keysAtOnce: MAX_REPOSITORIES_PER_LOOK,
    keysAtOnceAgain: NAMES_AT_ONCE_AGAIN,
    due: async () => {
      watched = await readWatched(papers, date);
      return [...watched]
        .filter(([, { duePapers }]) => duePapers.length > 0)
        .map(([key, { duePapers }]) => ({ key, papers: duePapers.length }))
        .sort((a, b) => (a.key < b.key ? -1 : 1));
    },
    take: async (keys, night) => {
      const asked = keys.flatMap((key) => {
        const repository = watched.get(key);
        return repository ? [{ key, ...repository }] : [];
      });
      const { found, absent, stop } = await repositories.look(asked.map(({ name }) => name));
      const looks = new Map(found.map((look) => [keyOf(look.asked), look]));
      const gone = new Set(absent.map(keyOf));
      const answered = asked.filter(({ key }) => looks.has(key) || gone.has(key));
      const papersNaming = countPapers(found, watched);
      const old = answered
        .filter(({ key }) => looks.has(key))
        .flatMap(({ duePapers }) => duePapers)
        .filter(({ announcedOn }) => announcedOn < addDays(date, -ROW_DAYS))
        .map(({ paperId }) => paperId);
      const allRows = old.length === 0 ? undefined : await signals.since(old, EVER);
      const seen = answered.flatMap(({ key, name, duePapers }): readonly PaperSeen[] => {
        const look = looks.get(key);
        if (look === undefined) return [];
        return duePapers.map(({ paperId }) => ({
          paperId,
          // The index may lag: the paper itself says what it links.
          lookOf: ({ paper, rows }) =>
            keyOf(paper.repository ?? '') === key
              ? repositoryLook(
                  look,
                  {
                    ...{ repository: paper.repository ?? name, announcedOn: paper.announcedOn },
                    papersNaming: papersNaming(look),
                  },
                  // A paper that comes back after months keeps its credit.
                  { rows: allRows?.get(paperId) ?? rows, date },
                )
              : undefined,
        }));
      });
      return {
        answered: answered.map(({ key }) => key),
        stop,
        looked: answered.reduce((sum, { duePapers }) => sum + duePapers.length, 0),
        stored: await storeLooks(deps, seen, night),
      };
    },
  };
};

/**
 * Watched papers that name a repository by its present name or, as far as one answer shows it, by one that it had before. More
 * would depend on which runs the night was made of.
 */
const countPapers = (
  found: readonly RepositoryLook[],
  watched: ReadonlyMap<string, WatchedRepository>,
): ((look: RepositoryLook) => number) => {
  const keysById = new Map<string, Set<string>>();
  for (const { id, asked, nameWithOwner } of found) {
    const keys = keysById.get(id) ?? new Set();
    keysById.set(id, keys.add(keyOf(asked)).add(keyOf(nameWithOwner)));
  }
  return ({ id }) => [...(keysById.get(id) ?? [])].reduce((sum, key) => sum + (watched.get(key)?.papersNaming ?? 0), 0);
};

/** Papers without a repository are read past: of 45,000 a seventh is kept. */
const readWatched = async (papers: PaperStore, date: string): Promise<ReadonlyMap<string, WatchedRepository>> => {
  const watched = new Map<string, WatchedRepository>();
  for await (const paper of papers.watched(date)) {
    if (paper.repository === undefined) continue;
    const key = keyOf(paper.repository);
    const known = watched.get(key) ?? { name: paper.repository, papersNaming: 0, duePapers: [] };
    known.papersNaming += 1;
    if (isRepositoryDue(paper, date)) known.duePapers.push({ paperId: paper.paperId, announcedOn: paper.announcedOn });
    watched.set(key, known);
  }
  return watched;
};
