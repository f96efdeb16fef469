/** GitHub's part of the night: the repositories of the watched papers, each asked for once however many papers link it. */
import type { PaperId } from '../../core/paper/paper.ts';
import { MAX_REPOSITORIES_PER_LOOK, type Repositories } from '../../core/ports/attention.ts';
import type { PaperStore } from '../../core/ports/stores.ts';
import { isRepositoryDue } from '../../core/signal/look-plan.ts';
import { repositoryLook } from '../../core/signal/source-looks.ts';
import { storeLooks, type PaperSeen, type StoreLooksDeps } from './store-looks.ts';
import type { SourceWork } from './work-through-night.ts';

export interface CollectRepositoriesDeps extends StoreLooksDeps {
  readonly repositories: Repositories;
}

interface WatchedRepository {
  /** As a paper links it. */
  readonly name: string;
  /** Watched papers that name it. */
  papersNaming: number;
  /** Those of them that are due. */
  readonly duePapers: PaperId[];
}

/** A query that GitHub gave up is asked for again in pieces of this size. */
const NAMES_AT_ONCE_AGAIN = 20;

/** Letter case makes no difference to GitHub. */
const keyOf = (repository: string): string => repository.toLowerCase();

export const collectRepositories = (deps: CollectRepositoriesDeps, date: string): SourceWork => {
  const { papers, repositories } = deps;
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
      const seen = answered.flatMap(({ key, name, papersNaming, duePapers }): readonly PaperSeen[] => {
        const look = looks.get(key);
        if (look === undefined) return [];
        return duePapers.map((paperId) => ({
          paperId,
          // The index may lag: the paper itself says what it links.
          lookOf: ({ paper, rows }) =>
            keyOf(paper.repository ?? '') === key
              ? repositoryLook(
                  look,
                  { repository: paper.repository ?? name, announcedOn: paper.announcedOn, papersNaming },
                  { rows, date },
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

/** Papers without a repository are read past: of 45,000 a seventh is kept. */
const readWatched = async (papers: PaperStore, date: string): Promise<ReadonlyMap<string, WatchedRepository>> => {
  const watched = new Map<string, WatchedRepository>();
  for await (const paper of papers.watched(date)) {
    if (paper.repository === undefined) continue;
    const key = keyOf(paper.repository);
    const known = watched.get(key) ?? { name: paper.repository, papersNaming: 0, duePapers: [] };
    known.papersNaming += 1;
    if (isRepositoryDue(paper, date)) known.duePapers.push(paper.paperId);
    watched.set(key, known);
  }
  return watched;
};
