/** The words that invented papers are made of. Nothing in them is from a real paper, and no name is a person's. */
import type { Passage } from './paper-text.ts';

const plain = (text: string): Passage => ({ tex: text, unicode: text, converted: text });

/** Accents are converted by every source but the feeds and `arXivRaw`. */
const accented = (tex: string, unicode: string): Passage => ({ tex, unicode, converted: unicode });

/** Greek inside maths is converted by the OAI format `arXiv` alone. */
const greek = (tex: string, converted: string): Passage => ({ tex, unicode: tex, converted });

export const VERBS =
  'Watering,Pruning,Raking,Mulching,Sowing,Grafting,Weeding,Trimming,Training,Transplanting,Counting,Mapping,Rotating,Thinning,Shading,Staking'.split(
    ',',
  );

export const ADJECTIVES =
  'Sparse,Deep,Stochastic,Recurrent,Shallow,Robust,Adaptive,Equivariant,Modular,Latent,Causal,Hybrid,Federated,Noisy,Smooth,Convex'.split(
    ',',
  );

export const OBJECTS =
  'Hedges,Orchards,Lawns,Roots,Trellises,Seed Banks,Greenhouses,Flower Beds,Ponds,Compost Heaps,Vines,Rock Gardens,Meadows,Allotments,Arbours,Terraces'.split(
    ',',
  );

export const FORENAMES: readonly Passage[] = [
  ...'Ada,Bo,Cy,Dot,Eve,Fern,Gus,Hal,Ivy,Jo,Kit,Lark,Moss,Nell,Olive,Pip'.split(',').map(plain),
  accented('J\\"org', 'Jörg'),
  accented("Ren\\'ee", 'Renée'),
  accented('{\\AA}se', 'Åse'),
  accented('Fran\\c{c}ois', 'François'),
];

export const KEYNAMES: readonly Passage[] = [
  ...'Beech,Elm,Fir,Ashgrove,Thornbury,Reedham,Willowby,Oakes,Larchmont,Hazelton,Birchall,Mosswell'
    .split(',')
    .map(plain),
  accented('F\\"ohre', 'Föhre'),
  accented('Pe\\~nalver', 'Peñalver'),
  accented('{\\O}rnsted', 'Ørnsted'),
  accented('Ch\\^ataigner', 'Châtaigner'),
];

export const SENTENCES: readonly Passage[] = [
  plain(
    'We water a garden by gradient descent and show that the roots of the method reach the ground water after a number of steps that does not depend on the size of the bed.',
  ),
  plain(
    'Hedges that are trimmed by the usual rules grow back within a season, and no one has asked until now whether the shears could learn from the hedge rather than the other way round.',
  ),
  plain(
    'Our rake has $O(n \\log n)$ teeth, which is fewer than any rake before it, and it still gathers all leaves that satisfy $x_i < y_i$ for every tree in the orchard.',
  ),
  greek(
    'For small $\\alpha$ and large $\\beta$ the pond freezes with probability $1 - \\epsilon$, and the ducks move to a neighbouring pond whose size is given in closed form.',
    'For small $α$ and large $β$ the pond freezes with probability $1 - ε$, and the ducks move to a neighbouring pond whose size is given in closed form.',
  ),
  plain(
    'Experiments on four allotments & two greenhouses support the claim; the fifth allotment was eaten by snails before the measurement could be completed, which we report as a lower bound.',
  ),
  accented(
    "The lawn is a Poincar\\'e disc, so that mowing it in straight lines takes for ever; we mow along horocycles instead and finish before the rain in all but one of the trials.",
    'The lawn is a Poincaré disc, so that mowing it in straight lines takes for ever; we mow along horocycles instead and finish before the rain in all but one of the trials.',
  ),
  plain(
    'A compost heap of depth twelve is turned once a week, and its temperature is used as a label for a classifier that was never told what a compost heap is or why it should be warm.',
  ),
  plain(
    'It is the gardener\'s choice whether to sow in rows or in circles; we prove that neither helps, that "both" is worse, and that leaving the bag closed is optimal in the worst case.',
  ),
  greek(
    'With a step of $\\Gamma_\\mu$ per night the vine reaches the roof in finite time, and the bound $\\lambda < 2$ is tight for every trellis that carries its own weight.',
    'With a step of $Γ_μ$ per night the vine reaches the roof in finite time, and the bound $λ < 2$ is tight for every trellis that carries its own weight.',
  ),
  plain(
    'All seeds, soils and watering plans are published together with the notebooks, so that anybody with a window sill and some patience can repeat the experiments at home.',
  ),
  accented(
    'Following the F\\"ohre criterion we discard every tree that leans, and keep the shadows of the others as a training set for the sundial in the middle of the terrace.',
    'Following the Föhre criterion we discard every tree that leans, and keep the shadows of the others as a training set for the sundial in the middle of the terrace.',
  ),
  plain(
    'The results hold for roses, for weeds and for everything between them, with the exception of mint, which grows where it likes and is treated in an appendix of its own.',
  ),
];
