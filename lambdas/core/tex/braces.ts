/** Pairs the braces of a text in one pass, so that reading a group never searches for its end. */

/** Position of each opening brace to that of its closing one; escaped and unbalanced braces have no partner. */
export const matchBraces = (text: string): ReadonlyMap<number, number> => {
  const partners = new Map<number, number>();
  const open: number[] = [];
  for (const { index, 0: token } of text.matchAll(/\\[\s\S]|[{}]/g)) {
    if (token === '{') open.push(index);
    if (token !== '}') continue;
    const opening = open.pop();
    if (opening !== undefined) partners.set(opening, index);
  }
  return partners;
};
