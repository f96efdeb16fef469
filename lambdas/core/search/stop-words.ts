/**
 * Words that say nothing by themselves. They are indexed and count in phrases and when all words are asked for; they are
 * neither looked for when any word will do, nor marked, unless a query has no others.
 */
const STOP_WORDS: ReadonlySet<string> = new Set(
  (
    'a about after all also an and any are as at be been before being between both but by can did do does each for from had has ' +
    'have how if in into is it its may more most no not of on only or other our over s same should so some such than that the ' +
    'their them then there these they this those through to under up upon use used using via was we were what when where which ' +
    'while who why will with within without would you your'
  ).split(' '),
);

/** The words that say something; all of them when none does. */
export const tellingWords = (words: readonly string[]): readonly string[] => {
  const telling = words.filter((word) => !STOP_WORDS.has(word.toLowerCase()));
  return telling.length > 0 ? telling : words;
};
