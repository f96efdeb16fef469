/** arXiv's resumption tokens: the request itself with `skip=N`, URL-encoded. No state is kept, and nothing expires. */

/** What a list is of. Absent: not limited. */
export interface OaiWindowQuery {
  readonly verb: string;
  readonly metadataPrefix: string;
  readonly set?: string | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  /** Records of the day `from` (or of the whole list) that were shown already. */
  readonly skip: number;
}

const FIELDS = ['verb', 'metadataPrefix', 'set', 'from', 'until'] as const;

/** As it stands in the answer: `cs:cs:LG` is encoded twice in it (`cs%253Acs%253ALG`). */
export const encodeToken = (query: OaiWindowQuery): string => {
  const parts = FIELDS.flatMap((field) => {
    const value = query[field];
    return value === undefined ? [] : [`${field}=${encodeURIComponent(value)}`];
  });
  return encodeURIComponent([...parts, `skip=${query.skip}`].join('&'));
};

/** @param text the value of the argument, once decoded; may be encoded still. Undefined when it is no token. */
export const decodeToken = (text: string): OaiWindowQuery | undefined => {
  const parameters = new URLSearchParams(text.includes('=') ? text : decodeOrNothing(text));
  const skip = parameters.get('skip') ?? '';
  const verb = parameters.get('verb');
  const metadataPrefix = parameters.get('metadataPrefix');
  if (verb === null || metadataPrefix === null || !/^\d{1,9}$/.test(skip)) return undefined;
  return {
    verb,
    metadataPrefix,
    set: parameters.get('set') ?? undefined,
    from: parameters.get('from') ?? undefined,
    until: parameters.get('until') ?? undefined,
    skip: Number(skip),
  };
};

const decodeOrNothing = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
};
