/** Sources that are not asked: every question is answered with the reason why. */
import type { DailyPapers, Repositories, SourceStop, Stories } from '../../core/ports/attention.ts';

const nothingAsked = {
  requests: () => 0,
  close: () => Promise.resolve(),
};

export const unaskedRepositories = (stop: SourceStop): Repositories => ({
  ...nothingAsked,
  look: () => Promise.resolve({ found: [], absent: [], stop }),
});

export const unaskedDailyPapers = (stop: SourceStop): DailyPapers => ({
  ...nothingAsked,
  listOf: () => Promise.resolve({ papers: [], rejected: 0, stop }),
});

export const unaskedStories = (stop: SourceStop): Stories => ({
  ...nothingAsked,
  submitted: () => Promise.resolve({ stories: [], rejected: 0, stop }),
});
