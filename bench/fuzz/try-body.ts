/** One body of the fuzz: made from its number, parsed as the harvest does it, and judged. */
import type { PaperRecord } from '../../lambdas/core/paper/paper.ts';
import { parseDocument } from '../../lambdas/core/parse/parse-document.ts';
import { ForeignDocumentError, type ParsedDocument } from '../../lambdas/core/parse/parsed-document.ts';
import { accountFor, type KnownRecord } from './account-for.ts';
import { checkListingPage, checkRecord, checkReject } from './check-paper.ts';
import { mutateBody } from './mutate-body.ts';
import { composePage, cutPage, MAX_BODY_BYTES, type CutPage, type SeedPage } from './seed-page.ts';
import { createSeededRandom, type SeededRandom } from './seeded-random.ts';

export interface Verdict {
  /** Until the body was a document: the better of two looks when the first was slow. */
  readonly milliseconds: number;
  readonly bytes: number;
  /** Taken in. */
  readonly records: number;
  /** Something other than a foreign document was thrown. */
  readonly crash?: string;
  readonly unaccounted: readonly string[];
  /** Records and rejects that are not what they must be. */
  readonly illFormed: readonly string[];
}

export interface MadeBody {
  readonly body: Uint8Array;
  readonly source: string;
  readonly known: readonly KnownRecord[];
}

export interface BodyFuzz {
  /** The same body for the same number, as long as the pages are the same. */
  readonly makeBody: (number: number) => MadeBody;
  readonly tryBody: (number: number) => Verdict;
}

/** A slow body is looked at again: the processor may have been elsewhere. */
const SLOW_MS = 20;

const parseOrForeign = (body: Uint8Array, source: string): ParsedDocument | undefined => {
  try {
    return parseDocument(body, { source, sampleIds: true });
  } catch (error) {
    if (error instanceof ForeignDocumentError) return undefined;
    throw error;
  }
};

const sourceOf = ({ kind }: SeedPage, random: SeededRandom): string =>
  kind === 'daily' ? 'page.jsonl' : random.chance(0.8) ? 'page.xml' : 'page';

/** What becomes of a record on its own page. */
const readKnown = (page: SeedPage, text: string): KnownRecord => {
  const source = page.kind === 'daily' ? 'page.jsonl' : 'page.xml';
  const document = parseOrForeign(Buffer.from(composePage(page, [text])), source);
  const record: PaperRecord | undefined = document?.records[0];
  return { text, record, deletedId: document?.deletedIds[0] };
};

/** @param pages at least one */
export const createBodyFuzz = (pages: readonly SeedPage[]): BodyFuzz => {
  const kinds = [...new Set(pages.map(({ kind }) => kind))].map((kind) => pages.filter((page) => page.kind === kind));
  const read = new Map<string, KnownRecord>();

  const know = (page: SeedPage, text: string): KnownRecord => {
    const key = `${page.name}\n${text}`;
    const known = read.get(key) ?? readKnown(page, text);
    read.set(key, known);
    return known;
  };

  const cut = (random: SeededRandom): CutPage & { readonly page: SeedPage } => {
    const page = random.pick(random.pick(kinds));
    return { page, ...cutPage(page, random) };
  };

  const makeBody = (number: number): MadeBody => {
    const random = createSeededRandom(number);
    const [own, donor] = [cut(random), cut(random)];
    const source = sourceOf(own.page, random);
    const bytes = mutateBody(own.bytes, { random, donor: donor.bytes }).slice(0, MAX_BODY_BYTES);
    const known = new Map(
      [own, donor].flatMap(({ page, records }) => records.map((text) => [text, know(page, text)] as const)),
    );
    return { body: Buffer.from(bytes, 'latin1'), source, known: [...known.values()] };
  };

  const tryBody = (number: number): Verdict => {
    const { body, source, known } = makeBody(number);
    const took = { milliseconds: 0, bytes: body.byteLength, records: 0 };
    const start = performance.now();
    try {
      const document = parseOrForeign(body, source);
      took.milliseconds = performance.now() - start;
      if (took.milliseconds > SLOW_MS) took.milliseconds = Math.min(took.milliseconds, timeAgain(body, source));
      took.records = document?.records.length ?? 0;
      return {
        ...took,
        unaccounted: accountFor({ body, source, known, document }),
        illFormed: [
          ...(document?.records.flatMap(checkRecord) ?? []),
          ...(document?.rejects.flatMap(checkReject) ?? []),
          ...(document?.listingPage ? checkListingPage(document.listingPage) : []),
        ],
      };
    } catch (error) {
      const crash = error instanceof Error ? (error.stack ?? error.message).slice(0, 600) : 'something was thrown';
      return { ...took, crash, unaccounted: [], illFormed: [] };
    }
  };

  return { makeBody, tryBody };
};

const timeAgain = (body: Uint8Array, source: string): number => {
  const start = performance.now();
  parseOrForeign(body, source);
  return performance.now() - start;
};
