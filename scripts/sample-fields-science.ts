/** Invented papers on physics, astronomy and the brain. */
import { SOBER_TITLES, type SampleField } from './sample-field.ts';

export const SCIENCE_FIELDS: readonly SampleField[] = [
  {
    category: 'quant-ph',
    papers: 30,
    crossLists: ['cs.LG', 'math.OC', 'cs.AI'],
    topics: [
      {
        subject: 'quantum error correction below threshold',
        context: 'Adding qubits to a code helps only if their errors are rare and independent.',
        gap: 'Leakage and crosstalk make them neither, and decoders are tuned as if they were both.',
        setting: 'surface codes of distance three to nine with simulated leakage',
      },
      {
        subject: 'entanglement distribution over networks',
        context: 'A quantum network has to hand out entanglement faster than it decays.',
        gap: 'Optimal schedules are known for chains and guessed for everything else.',
        setting: 'metropolitan networks with five to forty nodes',
      },
      {
        subject: 'simulation of open quantum systems',
        context: 'No system is closed, and the cost of simulating its surroundings grows with their memory.',
        gap: 'Markovian approximations fail precisely where the physics is interesting.',
        setting: 'spin-boson models at strong coupling',
      },
      {
        subject: 'variational quantum eigensolvers',
        context: 'Shallow circuits can reach ground states of molecules that are also within reach of a laptop.',
        gap: 'Beyond those, gradients vanish like $2^{-n}$ and noise hides what is left.',
        setting: 'hydrogen chains and small transition-metal complexes',
      },
      {
        subject: 'quantum state tomography',
        context:
          'Learning a state of $n$ qubits takes exponentially many measurements unless one knows what one looks for.',
        gap: 'Adaptive schemes promise less and are rarely compared at equal cost.',
        setting: 'ion-trap data of six and eight qubits',
      },
      {
        subject: 'sensing with squeezed light',
        context: 'Squeezing lowers noise in one quadrature at the price of the other.',
        gap: 'Loss returns the noise, and most of the promised gain is lost before the detector.',
        setting: 'a table-top interferometer with 12\\% loss',
      },
    ],
    approaches: [
      {
        noun: 'tensor-network decoders',
        how: 'contracts the likelihood of all error patterns approximately, at a cost polynomial in the bond dimension $\\chi$',
      },
      {
        noun: 'dynamical decoupling sequences',
        how: 'applies pulses at times that cancel both the static and the slowly varying part of the noise',
      },
      {
        noun: 'symmetry-adapted ansatz circuits',
        how: 'conserves particle number and spin by construction, which removes most of the parameters',
      },
      {
        noun: 'classical shadows with feedback',
        how: 'chooses the next random basis from what the previous ones have left uncertain',
      },
      {
        noun: 'process tensors of finite memory',
        how: 'compresses the influence of the environment into a matrix-product form of fixed length',
      },
      {
        noun: 'bosonic encodings',
        how: 'stores a logical state $|\\psi\\rangle$ in one oscillator whose dominant error is a loss that can be seen',
      },
    ],
    results: [
      'For {setting}, the logical error rate falls by a factor of {2.1-7.8} at unchanged overhead.',
      'We find for {setting} a fidelity of 0.9{41-89} with {30-75}\\% fewer shots.',
      'For {setting}, the predicted scaling with exponent ${0.5-1.9}$ is confirmed over two decades.',
      'An upper bound follows that is saturated by {setting} to within {3-9}\\%.',
    ],
    closings: [
      'The scheme needs only local gates and could be tried on present devices.',
      'We identify the regime in which no advantage remains.',
      'An extension to qudits is straightforward.',
      'The required cooperativity is $C \\gtrsim 20$.',
    ],
    titles: SOBER_TITLES,
  },
  {
    category: 'astro-ph.GA',
    papers: 28,
    crossLists: ['cs.LG', 'stat.ML'],
    topics: [
      {
        subject: 'star formation in dwarf galaxies',
        context: 'Dwarf galaxies form stars in bursts, and we see each of them only once.',
        gap: 'How long a burst lasts is therefore known only from averages over unlike galaxies.',
        setting: '64 dwarfs within 12 Mpc',
      },
      {
        subject: 'stellar streams of the outer halo',
        context: 'Streams remember the potential in which their parent was torn apart.',
        gap: 'Gaps in them are read as dark subhaloes, although a passing bar leaves the same trace.',
        setting: 'nine streams beyond 20 kpc',
      },
      {
        subject: 'kinematics of molecular gas',
        context: 'Cold gas shows where a disc is about to form stars.',
        gap: 'Beam smearing turns rotation into dispersion, most of all where the curve is steep.',
        setting: 'interferometric maps of 31 spirals',
      },
      {
        subject: 'feedback of active nuclei',
        context: 'Winds from active nuclei are energetic enough to empty their hosts and seldom seem to.',
        gap: 'The mass that they carry is uncertain by a factor of ten, because only one phase is seen at a time.',
        setting: 'seventeen nearby Seyfert galaxies',
      },
      {
        subject: 'metallicity gradients at high redshift',
        context: 'Discs that grow from inside out should be metal-poor at their rim.',
        gap: 'At $z > 2$ half of the measured gradients are flat or inverted.',
        setting: 'lensed galaxies at $1.8 < z < 3.2$',
      },
      {
        subject: 'globular cluster populations',
        context: 'Globular clusters are nearly as old as their galaxies and outlive most mergers.',
        gap: 'Their ages are uncertain by a billion years, which is the length of the story that they could tell.',
        setting: 'clusters of four early-type galaxies',
      },
    ],
    approaches: [
      {
        noun: 'integral-field spectroscopy',
        how: 'fits every spaxel with a sum of two components and keeps the second only where the evidence asks for it',
      },
      {
        noun: 'forward modelling of images',
        how: 'compares simulated and observed pixels directly, with the point-spread function as part of the model',
      },
      {
        noun: 'zoom-in simulations',
        how: 'follows a region of 2 Mpc with a resolution of $800\\,M_\\odot$ inside a coarse box',
      },
      {
        noun: 'hierarchical Bayesian ages',
        how: 'lets all objects share one prior that is learnt along with their ages',
      },
      {
        noun: 'orbit-superposition dynamics',
        how: 'weights a library of orbits until light, velocity and its higher moments are reproduced',
      },
      {
        noun: 'deep narrow-band imaging',
        how: 'reaches a surface brightness of 29 mag per square arcsecond after a careful treatment of scattered light',
      },
    ],
    results: [
      'For {setting}, we find a median of ${1.2-8.9} \\pm 0.{2-9}$ in the usual units, with no trend in stellar mass.',
      'Of {setting}, {18-61}\\% show the signature at more than {3-5}$\\sigma$.',
      'In {setting}, the slope is steeper than simulated by {0.1-0.6} dex.',
      'The results for {setting} agree with a time scale of {40-900} Myr.',
    ],
    closings: [
      'A deeper survey would settle the question with a few nights.',
      'Reduced data cubes are described in the appendix.',
      'The selection function is modelled explicitly.',
      'We caution that dust may hide the opposite trend.',
    ],
    titles: SOBER_TITLES,
  },
  {
    category: 'q-bio.NC',
    papers: 20,
    crossLists: ['cs.NE', 'cs.LG', 'stat.ML'],
    topics: [
      {
        subject: 'working memory in recurrent circuits',
        context: 'A number can be kept in mind for seconds by neurons that forget within milliseconds.',
        gap: 'Persistent and dynamic accounts both fit the averages and differ in single trials.',
        setting: 'recordings of 1,140 neurons in a delayed-choice task',
      },
      {
        subject: 'predictive coding in sensory cortex',
        context: 'Cortex responds less to what it expects.',
        gap: 'Adaptation explains much of this as well, and few experiments tell the two apart.',
        setting: 'tone sequences with controlled surprise',
      },
      {
        subject: 'grid cells and path integration',
        context: 'Grid cells tile space with hexagons, whether or not the animal sees it.',
        gap: 'What happens to the tiling when two senses disagree is unknown.',
        setting: 'a virtual arena with sheared feedback',
      },
      {
        subject: 'sleep and memory consolidation',
        context: 'What is learnt in the evening is better known in the morning.',
        gap: 'Replay happens in both sleep and rest, and it is open which of it matters.',
        setting: 'two nights each of 38 volunteers',
      },
      {
        subject: 'motor learning in the cerebellum',
        context: 'The cerebellum corrects a movement before its error is felt.',
        gap: 'A single teaching signal seems too poor for the variety of what it corrects.',
        setting: 'reaching movements under rotated vision',
      },
    ],
    approaches: [
      {
        noun: 'low-rank network models',
        how: 'fits networks whose connectivity has rank two or three and reads the mechanism off their vectors',
      },
      {
        noun: 'latent dynamics of single trials',
        how: 'infers a trajectory for each trial and compares speeds rather than means',
      },
      {
        noun: 'optogenetic perturbation',
        how: 'silences one population for 100 ms at random times and asks the model what should follow',
      },
      {
        noun: 'information-theoretic bounds',
        how: 'bounds what any decoder could read from the spikes, in bits per second',
      },
      {
        noun: 'normative learning rules',
        how: 'derives plasticity from an objective and tests it against the changes that were measured',
      },
    ],
    results: [
      'In {setting}, the model explains {46-81}\\% of the variance across trials.',
      'Predictions for {setting} were registered beforehand, and {3-5} of 6 hold.',
      'Analysing {setting}, we find a shift of {12-95} ms that earlier averages hide.',
      'In {setting}, the effect is present in {14-33} of 36 subjects.',
    ],
    closings: [
      'The result speaks for a mixture of both accounts, with a ratio that changes within the trial.',
      'We list the recordings that would falsify the model.',
      'Code for the fits accompanies the paper.',
    ],
    titles: SOBER_TITLES,
  },
];
