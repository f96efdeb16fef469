/** Invented papers on vision and robotics. */
import { METHOD_TITLES, type SampleField } from './sample-field.ts';

export const VISION_FIELDS: readonly SampleField[] = [
  {
    category: 'cs.CV',
    papers: 44,
    crossLists: ['cs.LG', 'cs.RO', 'cs.AI', 'cs.NE'],
    topics: [
      {
        subject: 'monocular depth estimation',
        context: 'A single photograph fixes depth only up to what one knows about the world.',
        gap: 'Models that know it well in streets and rooms fail on mirrors, fog and model railways.',
        setting: 'indoor, street and underwater scenes with laser ground truth',
      },
      {
        subject: 'open-vocabulary segmentation',
        context: 'A segmenter that understands words can be asked for things it was never trained on.',
        gap: 'It finds the thing when it is there, and something else when it is not.',
        setting: '2,700 images with phrases that describe nothing in them',
      },
      {
        subject: 'video object tracking',
        context: 'Trackers lose their target when it is hidden for more than a second.',
        gap: 'Longer memory helps and drifts, because it stores its own mistakes.',
        setting: 'five hours of video with occlusions of known length',
      },
      {
        subject: 'novel view synthesis',
        context: 'From a few dozen photographs a scene can now be shown from any angle.',
        gap: 'Thin structures flicker and moving leaves turn into mist.',
        setting: 'gardens, workshops and market stalls',
      },
      {
        subject: 'image generation with spatial control',
        context: 'Designers know where things should be before they know what they look like.',
        gap: 'Generators follow a layout loosely and a count of objects hardly at all.',
        setting: 'layouts with two to twenty objects',
      },
      {
        subject: 'medical image registration',
        context: 'Scans of one patient taken months apart differ by breathing, posture and disease.',
        gap: 'Registration that removes all three removes what the physician looks for.',
        setting: 'lung, liver and brain scans from two centres',
      },
      {
        subject: 'recognition under distribution shift',
        context: 'A classifier meets new cameras, seasons and countries after it has been trained.',
        gap: 'Robustness to artificial noise says little about robustness to the next winter.',
        setting: 'wildlife cameras over four years',
      },
    ],
    approaches: [
      {
        noun: 'test-time adaptation with a veto',
        how: 'adapts its normalisation layers on each batch and takes the step back when a held-out view gets worse',
      },
      {
        noun: 'equivariant feature pyramids',
        how: 'shares filters across scale and rotation, which cuts parameters by a factor of five',
      },
      {
        noun: 'mask proposals from motion',
        how: 'takes what moves together as one object and learns from that without labels',
      },
      {
        noun: 'anchored Gaussian primitives',
        how: 'ties thousands of Gaussians to a few hundred anchors that deform together',
      },
      {
        noun: 'cross-attention over object slots',
        how: 'binds each phrase to one of $K$ slots and adds a slot for what is not there',
      },
      {
        noun: 'self-supervised pretraining on stills and video',
        how: 'predicts the features of a later frame from an earlier one, and treats a still as a video in which nothing happens',
      },
      {
        noun: 'uncertainty from disagreeing heads',
        how: 'trains four cheap heads on one backbone and reads doubt from their disagreement',
      },
    ],
    results: [
      'On {setting}, the error falls by {9-34}\\% against the best published method.',
      'It runs at {24-90} frames per second on a laptop and loses {0.2-1.6} points against the full model on {setting}.',
      'Evaluated on {setting}, it is preferred in {58-76}\\% of blind comparisons.',
      'On {setting}, false alarms drop by a factor of {2-7} at equal recall.',
      'Gains on {setting} are {1.4-5.1} points on average and largest for small objects.',
    ],
    closings: [
      'Failure cases are shown for every scene, not only for the worst.',
      'Training takes one day on four consumer cards.',
      'We find that data cleaning contributed as much as the model.',
      'No faces or number plates are part of the data.',
      'Limits are discussed: transparent objects remain unsolved.',
    ],
    titles: METHOD_TITLES,
  },
  {
    category: 'cs.RO',
    papers: 32,
    crossLists: ['cs.CV', 'cs.LG', 'cs.AI', 'math.OC'],
    topics: [
      {
        subject: 'dexterous in-hand manipulation',
        context: 'Turning a screwdriver in one hand takes a child years and a robot longer.',
        gap: 'Policies trained in simulation rely on contacts that real rubber does not have.',
        setting: 'nine household objects and a sixteen-joint hand',
      },
      {
        subject: 'legged locomotion on soft ground',
        context: 'Sand, snow and moss give way under a foot, and differently each time.',
        gap: 'Controllers that are robust to it are slow on hard ground.',
        setting: 'beaches, gravel and a forest path',
      },
      {
        subject: 'visual navigation without maps',
        context: 'People find their way back by landmarks, not by coordinates.',
        gap: 'Robots that try the same are lost as soon as a door is closed.',
        setting: 'three office floors over six weeks',
      },
      {
        subject: 'motion planning for mobile manipulators',
        context: 'A base that moves while its arm reaches saves seconds in every task.',
        gap: 'Planning for both at once is slow, and planning in turn misses most of the gain.',
        setting: 'shelves, doors and a crowded kitchen',
      },
      {
        subject: 'learning from demonstration',
        context: 'A demonstration shows what to do and hides why.',
        gap: 'Imitators copy the pause, the detour and the scratch of the nose as well.',
        setting: '340 demonstrations by people who had not met a robot before',
      },
      {
        subject: 'aerial inspection of structures',
        context: 'Bridges and turbine blades are inspected by people on ropes.',
        gap: 'Drones could do it if they could stay close to a surface in gusty wind.',
        setting: 'a bridge pier and two turbines in winds up to 11 m/s',
      },
    ],
    approaches: [
      {
        noun: 'tactile servoing',
        how: 'closes the loop on touch at 200 Hz and lets vision set only the goal',
      },
      {
        noun: 'model predictive control with learnt residuals',
        how: 'adds a small learnt term to a rigid-body model and bounds how far it may move the plan',
      },
      {
        noun: 'diffusion policies with safety filters',
        how: 'samples several trajectories and projects the chosen one onto a set that can always be stopped in',
      },
      {
        noun: 'hierarchical skill graphs',
        how: 'stores skills as nodes and what must hold between them as edges, so that failure leads to another path',
      },
      {
        noun: 'factor-graph estimation',
        how: 'treats slip, wind and delay as variables to be estimated together with the pose',
      },
      {
        noun: 'language-conditioned subgoals',
        how: 'asks a language model for the next subgoal only, and checks it against what the gripper can reach',
      },
    ],
    results: [
      'In {120-480} trials on {setting}, it succeeds in {78-96}\\% of cases, against {44-69}\\% for the best baseline.',
      'On {setting}, it is {1.4-3.1} times as fast at the same rate of failure.',
      'It transfers to {setting} without a single real-world training step.',
      'Tests on {setting} show a mean error of {1.2-8.9} mm.',
    ],
    closings: [
      'Every failure was filmed and is described in the supplement.',
      'The controller runs on board, on a processor of 15 W.',
      'Hardware drawings are included.',
      'We discuss what a fall costs, which papers seldom do.',
    ],
    titles: METHOD_TITLES,
  },
];
