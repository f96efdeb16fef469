/** Invented papers on machine learning and neural computation. */
import { METHOD_TITLES, type SampleField } from './sample-field.ts';

export const LEARNING_FIELDS: readonly SampleField[] = [
  {
    category: 'cs.LG',
    papers: 44,
    crossLists: ['stat.ML', 'cs.AI', 'cs.NE', 'math.OC', 'cs.CL'],
    topics: [
      {
        subject: 'training of deep networks in low precision',
        context: 'Most of the energy of a training run is spent on moving numbers, not on multiplying them.',
        gap: 'Below eight bits the forward pass is robust, while the backward pass loses small gradients without a sign of it.',
        setting: 'transformers of up to three billion parameters',
      },
      {
        subject: 'forecasting of irregular time series',
        context: 'Sensors fail, patients miss visits and markets close, yet most forecasters expect a regular grid.',
        gap: 'Interpolating to one hides the fact that the gaps themselves carry information.',
        setting: 'six public series from intensive care, energy and seismology',
      },
      {
        subject: 'federated learning with unreliable clients',
        context:
          'Phones leave a training round when their battery is low, and those that stay are not a random sample.',
        gap: 'Averaging over those that answer biases the model toward the well connected.',
        setting: 'simulations with 10,000 clients and recorded availability',
      },
      {
        subject: 'offline reinforcement learning',
        context: 'Where exploring is dangerous, a policy has to be learnt from what others did.',
        gap: "Pessimistic methods stay safe by imitating, and so repeat their teachers' mistakes.",
        setting: 'eighteen control tasks and a simulated insulin pump',
      },
      {
        subject: 'tabular prediction',
        context: 'Trees remain hard to beat on tables, where columns have no order and meaning hides in their names.',
        gap: 'Deep models catch up only after tuning that costs more than it returns.',
        setting: '73 tables with 500 to 200,000 rows',
      },
      {
        subject: 'graph neural networks on heterophilous graphs',
        context: 'Message passing assumes that neighbours are alike.',
        gap: 'In fraud, food and friendship they often are not, and deeper networks make it worse.',
        setting: 'twelve graphs with edge homophily between 0.05 and 0.4',
      },
      {
        subject: 'continual learning without stored examples',
        context: 'Privacy rules may forbid keeping the data that a model has to remember.',
        gap: 'Regularisation alone protects weights rather than behaviour.',
        setting: 'sequences of ten to fifty tasks',
      },
    ],
    approaches: [
      {
        noun: 'gradient routing',
        how: 'sends the gradient of each example through the block that explains it best and leaves the others untouched',
      },
      {
        noun: 'conformal calibration',
        how: 'turns scores into sets with a coverage of $1-\\alpha$ that holds without assumptions on the model',
      },
      {
        noun: 'spectral normalisation of updates',
        how: 'rescales every update by an estimate of its largest singular value, obtained from two products with a vector',
      },
      {
        noun: 'amortised hyperparameter search',
        how: 'trains one network over a distribution of settings and reads the best one off its own loss surface',
      },
      {
        noun: 'diffusion over latent programs',
        how: 'denoises short programs instead of outputs, so that samples can be inspected and reused',
      },
      {
        noun: 'kernel views of attention',
        how: 'replaces the softmax by a positive kernel with features in dimension $d$, which makes the cost linear in the length',
      },
      {
        noun: 'distillation across time',
        how: 'teaches the current model with its own predictions of some thousand steps ago',
      },
    ],
    results: [
      'Across {setting}, it improves the mean rank from {3.1-4.4} to {1.3-2.2}.',
      'On {setting}, the loss of a full-cost run is reached with {22-58}\\% of the compute.',
      'Experiments with {setting} show a gain of {0.9-4.9} points, and no setting in which the method does harm.',
      'We prove a bound of order $O(n^{-1/2})$ and find on {setting} that it is loose by a factor of {2-9} only.',
      'On {setting}, the variance over seeds falls by {25-64}\\%, which matters more to practice than the mean.',
    ],
    closings: [
      'An ablation shows that neither part suffices alone.',
      'The method adds two lines to a standard training loop.',
      'All runs, including those that failed, are listed with their cost.',
      'We close with a discussion of settings in which the assumption behind it is violated.',
      'The effect vanishes when labels are shuffled, as it should.',
    ],
    titles: METHOD_TITLES,
  },
  {
    category: 'cs.NE',
    papers: 20,
    crossLists: ['cs.LG', 'cs.AI', 'q-bio.NC'],
    topics: [
      {
        subject: 'learning rules for spiking networks',
        context: 'Spiking hardware spends energy only on events, if the network that runs on it is sparse.',
        gap: 'Surrogate gradients give accuracy at the price of that very sparsity.',
        setting: 'event-camera gestures and spoken digits',
      },
      {
        subject: 'neural architecture search',
        context: 'The best of ten thousand architectures is often as good as the best of a hundred.',
        gap: 'Search spaces are designed so that little can go wrong, and little can be learnt.',
        setting: 'three search spaces of different smoothness',
      },
      {
        subject: 'evolution of modular controllers',
        context: 'Modularity makes evolved controllers easier to repair and harder to find.',
        gap: 'Rewarding it directly produces modules that do nothing.',
        setting: 'walking, grasping and foraging tasks',
      },
      {
        subject: 'alternatives to backpropagation',
        context:
          'Backpropagation needs weights to be transported backward, which neither brains nor some chips can do.',
        gap: 'Local rules have closed the gap on small images and not beyond.',
        setting: 'image and language tasks up to 400 million parameters',
      },
      {
        subject: 'multi-objective evolutionary search',
        context: 'A front of good compromises is more useful than one best solution.',
        gap: 'With five objectives and more, nearly every candidate is a compromise.',
        setting: 'engineering problems with three to nine objectives',
      },
    ],
    approaches: [
      {
        noun: 'feedback alignment with slow drift',
        how: 'keeps random feedback weights and lets them drift toward the forward ones a thousand times more slowly',
      },
      {
        noun: 'homeostatic thresholds',
        how: 'moves the threshold of every unit so that its rate of activity stays in a narrow band',
      },
      {
        noun: 'novelty search with memory of failures',
        how: 'rewards behaviour unlike anything tried before and counts failed attempts as tried',
      },
      {
        noun: 'forward-only credit assignment',
        how: 'compares two forward passes, one of them nudged toward the target, and never runs backward',
      },
      {
        noun: 'surrogates that know their error',
        how: 'evaluates a candidate for real only when the surrogate doubts its own ranking',
      },
    ],
    results: [
      'On {setting}, accuracy comes within {0.4-2.3} points of the standard method with {3-8} times fewer events.',
      'It needs {30-70}\\% fewer evaluations on {setting}.',
      'Results on {setting} are stable over {20-60} independent runs.',
      'On {setting}, solutions survive the loss of {10-25}\\% of their units.',
    ],
    closings: [
      'A mean-field argument explains why the rule is stable.',
      'We report wall-clock time and energy, since counts of operations mislead.',
      'The code fits on one page, which we print.',
    ],
    titles: METHOD_TITLES,
  },
];
