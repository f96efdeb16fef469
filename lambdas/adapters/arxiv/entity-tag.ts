/** Entity tags as far as they are kept and sent back. */

/** RFC 9110, 8.8.3, in ASCII and bounded: the tag is stored, and goes into a header of the next request. */
const ENTITY_TAG = /^(W\/)?"[\x21\x23-\x7e]{0,200}"$/;

/** The tag itself; undefined for what is none. */
export const readEntityTag = (text: string | undefined): string | undefined =>
  text !== undefined && ENTITY_TAG.test(text) ? text : undefined;
