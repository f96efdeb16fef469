/** Invented papers on language, retrieval and artificial intelligence. */
import { METHOD_TITLES, type SampleField } from './sample-field.ts';

export const LANGUAGE_FIELDS: readonly SampleField[] = [
  {
    category: 'cs.CL',
    papers: 44,
    crossLists: ['cs.AI', 'cs.LG', 'cs.IR', 'cs.NE'],
    topics: [
      {
        subject: 'long-document summarisation',
        context: 'Reports, hearings and manuals run to hundreds of pages, while readers want half of one.',
        gap: 'Current models keep the opening, lose the middle and repeat the end, and the usual scores barely notice.',
        setting: 'four collections of committee hearings and engineering reports',
      },
      {
        subject: 'low-resource translation',
        context:
          'For most language pairs there are fewer than fifty thousand aligned sentences, many of them from one source.',
        gap: 'Models trained on such data copy the register of that source and fail as soon as the topic changes.',
        setting: 'eleven language pairs with less than one million words each',
      },
      {
        subject: 'faithful question answering',
        context: 'An answer is only useful when its reader can tell which passage it rests on.',
        gap: 'Models cite passages that are related to the answer without supporting it.',
        setting: 'a new set of 6,200 questions whose evidence was marked by three annotators',
      },
      {
        subject: 'dialogue state tracking',
        context: 'Assistants that book, change and cancel have to remember what was agreed ten turns ago.',
        gap: 'Corrections such as "no, the other one" still cause more than a third of all errors.',
        setting: 'scripted and free conversations in five service domains',
      },
      {
        subject: 'tokenisation of agglutinative languages',
        context: 'Subword vocabularies are learnt from text in which a few languages dominate.',
        gap: 'Speakers of agglutinative languages pay for it with longer sequences and worse models at the same cost.',
        setting: 'seven languages with rich morphology',
      },
      {
        subject: 'numerical reasoning in text',
        context: 'Financial and clinical notes mix words with quantities, units and dates.',
        gap: 'Language models read the digits well and the magnitudes badly, above all when units change within a sentence.',
        setting: 'balance sheets, laboratory notes and recipes with known answers',
      },
      {
        subject: 'language model evaluation',
        context:
          'Benchmarks are solved within months of their publication, often because their items leak into training data.',
        gap: 'It remains unclear how much of a reported gain would survive a rewording of the questions.',
        setting: '31 public models and 14 benchmarks',
      },
    ],
    approaches: [
      {
        noun: 'plan-then-write decoding',
        how: 'first writes a short plan with a pointer to the source for every planned sentence, and may leave the plan only at a cost',
      },
      {
        noun: 'contrastive paraphrase training',
        how: 'pulls paraphrases together and pushes apart sentences that differ in one negation, number or name',
      },
      {
        noun: 'retrieval over hidden states',
        how: 'stores hidden states instead of text and reads them back through a learnt index of fixed size',
      },
      {
        noun: 'morphology-aware adapters',
        how: 'adds one small adapter per grammatical feature and lets a gate choose among them for each token',
      },
      {
        noun: 'uncertainty-guided abstention',
        how: 'samples a handful of answers, measures how far their meanings spread, and stays silent beyond a threshold',
      },
      {
        noun: 'curricula from annotator disagreement',
        how: 'orders examples by how much annotators disagreed and returns to the contested ones late in training',
      },
      {
        noun: 'sparse attention with sentence anchors',
        how: 'lets each token attend to its own sentence and to one anchor of every other, so that cost grows as $O(n \\sqrt{n})$',
      },
    ],
    results: [
      'On {setting}, it gains {1.2-6.8} points over the strongest baseline at equal compute.',
      'Experiments on {setting} show that errors fall by {11-38}\\% and that most of the gain comes from the hardest tenth of the items.',
      'On {setting}, human readers prefer its output in {54-71} of 100 comparisons.',
      'It matches models {3-9} times its size on {setting}.',
      'The improvement holds on {setting}, but shrinks to {0.3-1.4} points when the test items are reworded.',
    ],
    closings: [
      'An analysis of the remaining errors shows that two thirds are questions of reference rather than of knowledge.',
      'We discuss where the method fails, in particular on ironic and quoted speech.',
      'All annotation guidelines are part of the appendix.',
      'The gains need no additional training data.',
      'Our results suggest that evaluation on a single register overstates progress.',
    ],
    titles: METHOD_TITLES,
  },
  {
    category: 'cs.IR',
    papers: 28,
    crossLists: ['cs.CL', 'cs.LG', 'cs.AI'],
    topics: [
      {
        subject: 'dense passage retrieval',
        context: 'Dense retrievers answer paraphrased queries well and rare names badly.',
        gap: 'Adding a lexical index helps, but doubles storage and needs a weight that has to be tuned for each collection.',
        setting: 'nine public collections and one library catalogue',
      },
      {
        subject: 'session-based recommendation',
        context: 'Most visitors of a shop are seen once and leave fewer than six clicks.',
        gap: 'Models that shine on long histories have little to say about them.',
        setting: 'click logs of three invented shops with known preferences',
      },
      {
        subject: 'scholarly search',
        context:
          'Researchers search for a method they have half forgotten, a sentence they once read, or the paper before the famous one.',
        gap: 'Citation counts answer none of these, and favour whatever was found before.',
        setting: '1,900 search tasks described by doctoral students',
      },
      {
        subject: 'query autocompletion',
        context: 'Suggestions shape queries before their authors have finished thinking.',
        gap: 'Logs reward what was suggested, so that a first mistake confirms itself.',
        setting: 'two months of anonymised prefixes',
      },
      {
        subject: 'cross-lingual retrieval',
        context: 'The best document is often written in a language that its reader can read but would not search in.',
        gap: 'Multilingual encoders prefer documents in the language of the query even when they are worse.',
        setting: 'queries in eight languages over one shared collection',
      },
      {
        subject: 'evaluation of recommender systems',
        context: 'Offline scores decide which recommender is tried on people.',
        gap: 'They agree with the outcome of the trial little more often than a coin would.',
        setting: '23 paired offline and online comparisons',
      },
    ],
    approaches: [
      {
        noun: 'late interaction with learnt pruning',
        how: 'keeps one vector per token while indexing and learns which two thirds of them can be dropped',
      },
      {
        noun: 'counterfactual click models',
        how: 'estimates what would have been clicked in another order and weights each click by the inverse of its exposure',
      },
      {
        noun: 'query expansion by small generators',
        how: 'asks a model of 200 million parameters for three likely answers and searches with their words as well',
      },
      {
        noun: 'graph-regularised embeddings',
        how: 'ties the embedding of a document to those of the documents that it names, with a strength learnt per link',
      },
      {
        noun: 'listwise reranking under a budget',
        how: 'spends a fixed number of comparisons where the first ranking is least certain',
      },
      {
        noun: 'forgetting as regularisation',
        how: 'lets the weight of an interaction decay with a half-life that is learnt for each kind of item',
      },
    ],
    results: [
      'On {setting}, nDCG@10 rises by {1.1-5.2} points while the index shrinks by {18-62}\\%.',
      'Measured on {setting}, recall at 100 grows from 0.{61-74} to 0.{78-89}.',
      'Median latency stays below {9-40} ms on one core, and quality on {setting} is unchanged within the error of measurement.',
      'On {setting}, the advantage is largest for queries seen fewer than {3-9} times.',
    ],
    closings: [
      'We release run files, so that every figure can be recomputed.',
      'A simple lexical baseline, tuned with care, closes half of the gap, and we recommend it as a point of comparison.',
      'Effects on rare items are reported separately, because averages hide them.',
      'No user data beyond the logs described here were used.',
    ],
    titles: METHOD_TITLES,
  },
  {
    category: 'cs.AI',
    papers: 38,
    crossLists: ['cs.LG', 'cs.CL', 'cs.RO', 'cs.IR'],
    topics: [
      {
        subject: 'tool-using agents',
        context: 'Language models that call tools can book rooms, run code and delete the wrong folder.',
        gap: 'Most benchmarks reward the final state and ignore what was broken on the way.',
        setting: '480 office tasks in a sandbox that records every side effect',
      },
      {
        subject: 'classical planning with learnt heuristics',
        context: 'Planners find proofs of optimality, learnt policies find plans quickly.',
        gap: 'Combining both has mostly meant giving up the proof.',
        setting: 'fourteen domains with up to 300 objects',
      },
      {
        subject: 'multi-agent negotiation',
        context: 'Negotiating agents reach deals that are efficient and unfair, or fair and slow.',
        gap: 'How the protocol shapes this outcome is known only for two parties.',
        setting: 'simulated markets with three to twelve parties',
      },
      {
        subject: 'knowledge graph completion',
        context: 'Knowledge graphs are incomplete in a systematic way: what nobody asked about is missing.',
        gap: 'Link predictors trained on them learn what is recorded rather than what is true.',
        setting: 'five graphs from which facts were removed by known rules',
      },
      {
        subject: 'causal discovery from interventions',
        context: 'A single well-chosen intervention can settle what no amount of observation can.',
        gap: 'Choosing it takes longer than carrying it out once there are more than thirty variables.',
        setting: 'gene circuits, traffic models and random graphs',
      },
      {
        subject: 'mathematical problem solving',
        context: 'Models solve contest problems by routes that no human would take and that often cannot be checked.',
        gap: 'Rewarding only correct answers teaches them to guess well.',
        setting: '2,100 problems with machine-checked solutions',
      },
      {
        subject: 'explanation of decisions',
        context: 'People accept an explanation when it is short, and act on it when it is contrastive.',
        gap: 'Attribution methods provide neither.',
        setting: 'a study with 312 participants and three kinds of decision',
      },
    ],
    approaches: [
      {
        noun: 'reversible action selection',
        how: 'prefers actions whose effect can be undone and asks before taking any other',
      },
      {
        noun: 'search guided by partial proofs',
        how: 'scores a branch by how much of its proof obligation is already met, which keeps the bound admissible',
      },
      {
        noun: 'debate between specialised models',
        how: 'lets two models argue over the first step on which they disagree and a third judge that step alone',
      },
      {
        noun: 'neuro-symbolic abstraction',
        how: 'learns predicates from raw states and hands them to a symbolic solver that may send them back as useless',
      },
      {
        noun: 'budgeted self-verification',
        how: 'decides after each step whether checking it is worth more than taking another one',
      },
      {
        noun: 'world models with explicit ignorance',
        how: 'reserves probability for outcomes that it has no model of, and explores where that share is large',
      },
    ],
    results: [
      'On {setting}, success rises from {41-55}\\% to {61-79}\\% with {12-45}\\% fewer steps.',
      'In {8-37} cases from {setting}, it succeeds where every earlier method ran out of time.',
      'Evaluated on {setting}, it causes {2-6} times fewer irreversible errors at the same rate of success.',
      'On {setting}, the gain persists when the underlying model is replaced by a weaker one.',
    ],
    closings: [
      'We argue that such costs should be reported beside every success rate.',
      'The approach needs no change to the underlying model.',
      'Failure cases are grouped by cause; missing preconditions account for nearly half of them.',
      'A negative result is included: larger search budgets did not help beyond a modest size.',
      'We also describe three variants that did not work.',
    ],
    titles: METHOD_TITLES,
  },
];
