/** JSON out of a body, or in a few words what stood there instead. */

export type JsonBody = { readonly value: unknown } | { readonly instead: string };

/** Of what can't be read nothing is quoted: it may hold anything. */
export const readJson = (body: Uint8Array): JsonBody => {
  const text = new TextDecoder().decode(body);
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return { instead: describe(text.trimStart()) };
  }
};

const describe = (text: string): string => {
  if (text === '') return 'nothing';
  if (/^<(?:!doctype\s+html|html)\b/i.test(text)) return 'an HTML page';
  if (text.startsWith('<')) return 'markup';
  return /^[[{]/.test(text) ? 'damaged or cut JSON' : 'other text';
};
