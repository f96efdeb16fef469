/** The daily papers of Hugging Face: a list for each date, nested as it is today, flat, or with holes. */
import {
  countAt,
  simulateSource,
  withNulls,
  type CountByDate,
  type SeenRequest,
  type SimulatedSource,
  type SourceAnswer,
} from './simulated-source.ts';

export interface SimulatedListing {
  readonly paperId: string;
  readonly upvotes: CountByDate;
  /** @default 0 */
  readonly comments?: CountByDate;
  /** As the page has it: `https://github.com/owner/name`. */
  readonly githubRepo?: string;
  readonly githubStars?: CountByDate;
}

/** `nulls`: entries without counts and repositories. `flat`: the fields of `paper` beside it. `object`: no list at all. */
export type HuggingFaceFault = 'nulls' | 'flat' | 'object';

export interface SimulatedHuggingFace extends SimulatedSource<HuggingFaceFault> {
  /** Takes the place of the list of that date. */
  setList(date: string, listings: readonly SimulatedListing[]): void;
  /** Adds entries as they are, behind the listings. */
  addEntries(date: string, ...entries: readonly unknown[]): void;
}

export interface SimulatedHuggingFaceOptions {
  readonly lists?: Readonly<Record<string, readonly SimulatedListing[]>>;
  /** Entries that a page has at most, whatever is asked for. @default 100 */
  readonly mostPerPage?: number;
  /** Counts by date, and which dates are in the future. @default the system's */
  readonly clock?: () => Date;
}

const MOST_PER_REQUEST = 100;
const DEFAULT_LIMIT = 50;

const flatten = (entry: unknown): unknown => {
  const { paper, ...rest } = entry as { readonly paper?: Readonly<Record<string, unknown>> };
  return { ...rest, ...paper };
};

export const simulateHuggingFace = async ({
  lists = {},
  mostPerPage = MOST_PER_REQUEST,
  clock = () => new Date(),
}: SimulatedHuggingFaceOptions = {}): Promise<SimulatedHuggingFace> => {
  const listings = new Map(Object.entries(lists));
  const added = new Map<string, readonly unknown[]>();

  const show = ({ paperId, upvotes, comments = 0, githubRepo, githubStars }: SimulatedListing): unknown => ({
    paper: {
      id: paperId,
      title: `An invented paper, ${paperId}`,
      upvotes: countAt(upvotes, clock()),
      ...(githubRepo !== undefined && { githubRepo }),
      ...(githubStars !== undefined && { githubStars: countAt(githubStars, clock()) }),
    },
    title: `An invented paper, ${paperId}`,
    numComments: countAt(comments, clock()),
  });

  const answer = ({ path }: SeenRequest): SourceAnswer => {
    const { pathname, searchParams } = new URL(path, 'http://127.0.0.1');
    if (pathname !== '/api/daily_papers') return { status: 404, value: { error: 'Not found' } };
    const date = searchParams.get('date') ?? '';
    const limit = Number(searchParams.get('limit') ?? DEFAULT_LIMIT);
    if (limit > MOST_PER_REQUEST) return { status: 400, value: { error: `limit must be at most ${MOST_PER_REQUEST}` } };
    if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || date > clock().toISOString().slice(0, 10))
      return { status: 400, value: { error: 'Invalid date: it must not be in the future' } };
    const entries = [...(listings.get(date) ?? []).map(show), ...(added.get(date) ?? [])];
    const size = Math.min(limit, mostPerPage);
    const start = Number(searchParams.get('p') ?? 0) * size;
    return { value: entries.slice(start, start + size) };
  };

  const source = await simulateSource<HuggingFaceFault>({
    answer,
    clock,
    ownFaults: {
      nulls: (request) => ({
        value: withNulls(answer(request).value, new Set(['upvotes', 'numComments', 'githubRepo', 'githubStars'])),
      }),
      flat: (request) => ({ value: (answer(request).value as readonly unknown[]).map(flatten) }),
      object: () => ({ value: { error: 'Internal error' } }),
    },
  });
  return {
    ...source,
    setList: (date, list) => {
      listings.set(date, list);
    },
    addEntries: (date, ...entries) => {
      added.set(date, [...(added.get(date) ?? []), ...entries]);
    },
  };
};
