/** What the index takes of a paper. */
import type { Paper } from '../../core/paper/paper.ts';

/** `hotness`: ln of the score of the month window; only its order counts. */
export interface IndexDocument extends Pick<
  Paper,
  'paperId' | 'title' | 'abstract' | 'authors' | 'categories' | 'announcedOn'
> {
  readonly hotness: number;
}
