/**
 * Whether a paper brings a benchmark or a data set of its own. Strict on purpose: "we evaluate on a benchmark" and
 * "dataset distillation" must not be told to readers as "introduces a benchmark".
 */

/** Words between the article and the noun; a preposition among them means that the noun belongs to something else. */
const ADJECTIVES = String.raw`(?:(?!(?:on|for|that|which|to|with|using|by|from|of|in|over|across|and|the|a|an)\b)[\w-]+,? ){0,5}?`;
/** A noun that only qualifies the next one ("dataset pruning") is not what is introduced. */
const RESOURCE = String.raw`(benchmark|dataset|data set|corpus)(?: suite| dataset)?(?=[.,:;()]|$| (?:for|of|that|to|with|containing|comprising|consisting|designed|called|named|built|in|spanning|covering|where|which|and)\b)`;
const VERB = String.raw`\b(?:introduc|present|propos|releas|construct|curat|contribut|creat|develop|build)(?:e|es|ed|ing|s)?`;

/** "we introduce FooBench, a large benchmark for …", "we release the first dataset of …". */
const IN_ABSTRACT = new RegExp(
  String.raw`${VERB} (?:[\w$\\{}-]+(?: \([\w-]+\))?, )?(?:a|an|the first|our|two|three|new) ${ADJECTIVES}${RESOURCE}`,
  'i',
);
/** "FooBench: A Benchmark for …". */
const IN_TITLE = new RegExp(String.raw`(?:^|[:,] )(?:a|an|the) ${ADJECTIVES}${RESOURCE}`, 'i');

/** Most abstracts name neither: a cheap look first. */
const NAMES_RESOURCE = /benchmark|data ?set|corpus/i;

/** `benchmark` or `dataset`, as the title or else the abstract says. */
export const introducedResource = ({
  title,
  abstract,
}: {
  readonly title: string;
  readonly abstract: string;
}): 'benchmark' | 'dataset' | undefined => {
  const noun = (IN_TITLE.exec(title) ??
    (NAMES_RESOURCE.test(abstract) ? IN_ABSTRACT.exec(abstract) : null))?.[1]?.toLowerCase();
  if (noun === undefined) return undefined;
  return noun === 'benchmark' ? 'benchmark' : 'dataset';
};
