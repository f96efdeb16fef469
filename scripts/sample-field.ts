/** What a field of the invented sample talks about. `sample-papers.ts` makes papers of it; all of it is made up. */

/** A problem that papers of the field work on. */
export interface SampleTopic {
  /** Noun phrase in lower case, without an article. */
  readonly subject: string;
  /** Why anybody cares: one sentence. */
  readonly context: string;
  /** What is open: one sentence. */
  readonly gap: string;
  /** Where it is shown, after "on": data, an experiment, a class of models. */
  readonly setting: string;
}

/** A way to go about any of the field's topics. */
export interface SampleApproach {
  /** Noun phrase in lower case, without an article. */
  readonly noun: string;
  /** What it does, after "The method": a verb phrase, without the full stop. */
  readonly how: string;
}

export interface SampleField {
  readonly category: string;
  readonly papers: number;
  /** Categories that its papers are cross-listed to, likelier ones first. */
  readonly crossLists: readonly string[];
  readonly topics: readonly SampleTopic[];
  readonly approaches: readonly SampleApproach[];
  /** Sentences. `{setting}` is the topic's; `{2-9}` is a whole number in that range, `{1.5-4.0}` one with a decimal. */
  readonly results: readonly string[];
  /** Sentences. */
  readonly closings: readonly string[];
  /** Title patterns with `{Subject}`, `{Approach}` and, in fields whose methods have names, `{Name}`. */
  readonly titles: readonly string[];
}

/** Title patterns of fields where methods have names. */
export const METHOD_TITLES: readonly string[] = [
  '{Name}: {Approach} for {Subject}',
  '{Name}: {Approach} for {Subject}',
  '{Approach} for {Subject}',
  '{Approach} for {Subject}',
  '{Subject} via {Approach}',
  '{Subject} with {Approach}',
  'Can {Approach} Help? A Study of {Subject}',
  'Rethinking {Subject}: The Case for {Approach}',
  'How Far Can {Approach} Carry {Subject}?',
];

/** Title patterns of fields where they have not. */
export const SOBER_TITLES: readonly string[] = [
  '{Approach} for {Subject}',
  '{Subject} from {Approach}',
  '{Approach} and the Limits of {Subject}',
  'On {Approach} in {Subject}',
  'A Note on {Subject} and {Approach}',
  '{Subject}: New Results from {Approach}',
];
