/** The repositories on GitHub whose stars may speak for a paper: those that it presents as its own. */
import type { PaperFacts } from '../paper/paper.ts';
import { judgeLinks, type JudgedLink } from './own-repository.ts';

const GITHUB = 'https://github.com/';

/** Code before data, what is there before what is promised, and those of which nothing is said last. */
const trust = ({ standing, holds }: JudgedLink): number =>
  standing === 'linked' ? 3 : (standing === 'announced' ? 1 : 0) + (holds === 'data' ? 1 : 0);

/** `owner/name`, most trusted first, of equals in order of appearance; merely cited ones are left out. */
export const presentedRepositories = (
  facts: Pick<PaperFacts, 'title' | 'abstract' | 'comment' | 'links'>,
): readonly string[] =>
  judgeLinks(facts)
    .filter(({ link, standing }) => standing !== 'cited' && link.startsWith(GITHUB))
    .sort((a, b) => trust(a) - trust(b))
    .map(({ link }) => link.slice(GITHUB.length));
