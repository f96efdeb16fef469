/** Papers of the sample that are there for their odd shape: both shapes exist on arXiv. */
import { makeAuthors } from './sample-names.ts';
import type { SamplePaper } from './sample-papers.ts';
import type { SampleRandom } from './sample-random.ts';

/** A title that many programs take for a missing one. */
const titledZero = (random: SampleRandom): SamplePaper => ({
  title: '0',
  abstract:
    'We study what learning systems make of inputs that carry no signal at all. A network that is shown only zeros still learns: ' +
    'its biases drift toward the mean of the targets at a rate that depends on the optimiser, and weight decay decides what is left ' +
    "of everything else. We compute this drift for $f(x) = W\\sigma(Vx + b) + c$, show that it explains {\\L}ubowice's paradox of " +
    'the empty batch, and argue that a run on zeros is the cheapest test of a training loop.',
  creator: makeAuthors(random, 1).join(', '),
  categories: ['cs.LG', 'stat.ML'],
  license: 'http://creativecommons.org/licenses/by/4.0/',
});

/** A collaboration with affiliations in brackets, whose commas separate nothing. */
const threeHundredAuthors = (random: SampleRandom): SamplePaper => {
  const [first = '', ...others] = makeAuthors(random, 300);
  const creator = [`${first} (Institute for Invented Astronomy, Nowhere, Atlantis)`, ...others].join(', ');
  return {
    title: 'A Census of Faint Galaxies from the First Two Years of the Lantern Survey',
    abstract:
      'The Lantern Survey images 3,100 square degrees in six bands to a depth of 26.4 mag. From its first two years we select ' +
      '$4.1 \\times 10^6$ galaxies fainter than the Magellanic Clouds and measure their sizes, colours and clustering. Their number ' +
      'density follows a power law of slope $-1.42 \\pm 0.03$ down to the limit of the survey, without the turnover that several ' +
      'models of reionisation ask for. Half of the sample lies in groups whose brightest member is itself a dwarf. We describe the ' +
      'catalogue, its completeness, and the tests that it passed before it was unblinded.',
    creator,
    categories: ['astro-ph.GA', 'astro-ph.CO'],
    license: 'http://creativecommons.org/licenses/by/4.0/',
    journalRef: 'Annals of Invented Astronomy 7 (2026) 113',
  };
};

export const SPECIAL_PAPERS: readonly ((random: SampleRandom) => SamplePaper)[] = [titledZero, threeHundredAuthors];
