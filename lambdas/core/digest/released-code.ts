/** Whether a paper has released its code, for readers who want only those that have. */
import type { Paper } from '../paper/paper.ts';

/** What the score says of a link that is the paper's own (`announcement-features.ts`): one that is only promised, or cites the code of others, says otherwise. */
const CODE_EVIDENCE: ReadonlySet<string> = new Set(['code released', 'links a repository']);

/** By the score's evidence; or by a repository that the paper does not link itself and Hugging Face names as its own. */
export const hasReleasedCode = ({ score, links, repository }: Paper): boolean =>
  score.contributions.some(({ features }) =>
    features.some(({ name, evidence }) => name === 'code-link' && CODE_EVIDENCE.has(evidence ?? '')),
  ) ||
  (repository !== undefined && links.code.length === 0);
