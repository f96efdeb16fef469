/** The JSON API; its shapes are those of openapi.json. */
import type { Paper } from '../../core/paper/paper.ts';
import type { RankedList } from '../../core/rank/ranked-list.ts';
import { explainScore } from '../../core/score/explain-score.ts';
import { WINDOWS } from '../../core/score/paper-score.ts';
import { SIGNAL_SOURCES } from '../../core/signal/signal.ts';
import openApiDocument from './openapi.json' with { type: 'json' };
import { readPaper } from './read-paper.ts';
import { readTrending } from './read-trending.ts';
import type { RouteHandler } from './route.ts';
import { readDate, readLimit, readListChoice } from './trending-query.ts';
import { jsonAnswer, problemAnswer } from './web-answer.ts';

/** Every source of signals with its state on the night of the list. */
const sourcesOf = ({ missingSources }: RankedList) =>
  SIGNAL_SOURCES.map((source) => {
    const missing = missingSources.find((each) => each.source === source);
    return {
      source,
      state: missing?.state ?? 'complete',
      since: missing?.since ?? null,
      reason: missing?.reason ?? null,
    };
  });

/** `GET /api/v1/trending` */
export const answerTrending: RouteHandler = async (deps, { query }) => {
  const choice = readListChoice(query);
  if ('fault' in choice) return problemAnswer(400, choice.fault);
  const date = readDate(query);
  if ('fault' in date) return problemAnswer(400, date.fault);
  const limit = readLimit(query);
  if ('fault' in limit) return problemAnswer(400, limit.fault);

  const trending = await readTrending(deps, { ...choice.value, date: date.value, limit: limit.value });
  const { announced, stored, state } = trending.summary;
  return jsonAnswer(
    {
      category: choice.value.category,
      window: choice.value.window,
      date: trending.date,
      batch: { date: trending.date, announced, stored, state },
      sources: trending.list === undefined ? [] : sourcesOf(trending.list),
      papers: (trending.list?.papers ?? []).slice(0, limit.value).flatMap((place) => {
        const paper = trending.papers.get(place.paperId);
        if (paper === undefined) return [];
        return {
          rank: place.rank,
          previousRank: place.previousRank,
          daysOnList: place.daysOnList,
          firstSeenOn: place.firstSeenOn,
          section: place.section,
          paperId: paper.paperId,
          version: paper.version,
          title: paper.title,
          authors: paper.authors,
          abstract: paper.abstract,
          primaryCategory: paper.primaryCategory,
          categories: paper.categories,
          announcedOn: paper.announcedOn,
          evidence: place.evidence,
          score: place.score,
        };
      }),
    },
    { keep: 'list' },
  );
};

/** The contributions, and the sums that they make on the lists of that date. */
const scoreOf = ({ score }: Paper, listDate: string) => {
  const { date, formula, suspect, sources, totals } = explainScore(score, listDate);
  return {
    formula,
    starsUnsupported: suspect,
    contributions: score.contributions,
    date,
    sums: WINDOWS.map((window) => ({
      window,
      score: totals[window],
      sources: sources.map(({ source, worth, counted }) => ({
        source,
        worth: worth[window],
        counted: counted[window],
      })),
    })),
  };
};

/** `GET /api/v1/papers/{id}` */
export const answerPaper: RouteHandler = async (deps, _request, { id = '' }) => {
  const found = await readPaper(deps, id);
  if (found === 'no-id') {
    return problemAnswer(400, 'This is no identifier of arXiv: write it like 2611.01234 or hep-th/9901001.');
  }
  if (found === 'unknown') return problemAnswer(404, 'No paper is stored under this identifier.');
  const { paper, places, signals, date } = found;
  return jsonAnswer(
    {
      paperId: paper.paperId,
      version: paper.version,
      title: paper.title,
      authors: paper.authors,
      abstract: paper.abstract,
      primaryCategory: paper.primaryCategory,
      categories: paper.categories,
      aliasCategories: paper.aliasCategories,
      announcedOn: paper.announcedOn,
      announcedBasis: paper.announcedBasis,
      submittedAt: paper.submittedAt,
      comment: paper.comment,
      doi: paper.doi,
      journalRef: paper.journalRef,
      license: paper.license,
      withdrawn: paper.withdrawn ?? false,
      links: paper.links,
      score: scoreOf(paper, date),
      signals: signals.map(({ paperId, observedKey, ...signal }) => signal),
      places: places.map(({ paperId, ...place }) => place),
    },
    { keep: 'list' },
  );
};

/** `GET /api/v1/openapi.json` */
export const answerOpenApi: RouteHandler = () => Promise.resolve(jsonAnswer(openApiDocument, { keep: 'fixed' }));
