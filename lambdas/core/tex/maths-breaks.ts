/**
 * Where a long formula may break. Browsers never break inside `<math>`, and a formula that is wider than a phone would push
 * the page sideways: so a long one is printed as several, one after each relation, sign or comma of its outermost row.
 */

/** A formula of fewer signs fits on a phone, in a title as well. */
const LONG = 16;
/** Signs of two operands, relations and separators, as they stand in markup. */
const BREAKS: ReadonlySet<string> = new Set(
  '= ≠ ≈ ≃ ≅ ∼ ≡ ≤ ≥ ≪ ≫ ≲ ≳ ∝ ∈ ∉ ⊂ ⊆ ⊃ ⊇ → ← ↔ ⇒ ⇔ ↦ ⟶ ⟹ ∣ : , ; + − ± × ⋅ ∪ ∩ ∧ ∨ ⊕ ⊗ ∘ &lt; &gt;'.split(' '),
);

/** Stands between the parts of a long formula. */
export const FORMULA_BREAK = '<wbr />';

const visibleLength = (markup: string): number => markup.replace(/<[^>]*>/g, '').replace(/&[^;]+;/g, ' ').length;

/** The elements of a row, each with what is in it; the markup is well-formed. */
const elementsOf = (row: string): readonly string[] => {
  const elements: string[] = [];
  let depth = 0;
  let start = 0;
  for (const { 0: tag, index } of row.matchAll(/<(\/?)[^>]*>/g)) {
    depth += tag.startsWith('</') ? -1 : 1;
    if (depth > 0) continue;
    elements.push(row.slice(start, index + tag.length));
    start = index + tag.length;
  }
  return elements;
};

const isBreak = (element: string): boolean => {
  const [, sign] = /^<mo[^>]*>([^<]*)<\/mo>$/.exec(element) ?? [];
  return sign !== undefined && BREAKS.has(sign);
};

/** The markup as it is, or as several `<math>` elements with a place to break between each. */
export const breakLong = (markup: string): string => {
  const [, open = '', content = ''] = /^(<math[^>]*>)([\s\S]*)<\/math>$/.exec(markup) ?? [];
  const outer = elementsOf(content);
  // The outermost row adds nothing: `<math>` is one itself.
  const [only = ''] = outer;
  const elements = outer.length === 1 && only.startsWith('<mrow>') ? elementsOf(only.slice(6, -7)) : outer;
  const whole = `${open}${elements.join('')}</math>`;
  if (visibleLength(whole) <= LONG) return whole;
  const parts: string[][] = [[]];
  elements.forEach((element, index) => {
    parts.at(-1)?.push(element);
    // Never right behind the beginning, where a sign has but one operand.
    if (index > 0 && index < elements.length - 1 && isBreak(element)) parts.push([]);
  });
  return parts.map((part) => `${open}${part.join('')}</math>`).join(FORMULA_BREAK);
};
