/** One page of OAI as the harvest of a window takes it: whole, or with what is to be done because it is not. */
import type { ParsedDocument } from '../../../core/parse/parsed-document.ts';
import type { Fetched } from '../../../core/ports/arxiv.ts';
import type { Intake, OpenedDocument } from '../intake/intake.ts';

/** Why there is no whole page, and what is to be done: the window begun again, left open, or everything stopped. */
export interface PageMissing {
  readonly failure: string;
  readonly then: 'again' | 'open' | 'stopped';
}

export type PageOpened = Required<OpenedDocument & { readonly document: ParsedDocument }> | PageMissing;

export const openPage = async (intake: Intake, fetched: Fetched): Promise<PageOpened> => {
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
      // What has come of the page is stored. The client has asked more than once: the next run begins the window again.
      if (fetched.partial) await intake.take(fetched.partial);
      return { failure: fetched.reason, then: 'open' };
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
