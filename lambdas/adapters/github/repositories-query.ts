/** The query for many repositories at once. Names go in only after they were found to be names, and quoted. */

export interface RepositoryName {
  readonly owner: string;
  readonly name: string;
}

/** Owners have at most 39 characters; an underscore is in the names of accounts that a company manages. */
const OWNER_AND_NAME = /^([a-z0-9][\w-]{0,38})\/(?!\.{1,2}$)([\w.-]{1,100})$/i;

/** Reads `owner/name`; undefined for what GitHub allows to nobody. */
export const readRepositoryName = (text: string): RepositoryName | undefined => {
  const [, owner, name] = OWNER_AND_NAME.exec(text) ?? [];
  return owner !== undefined && name !== undefined ? { owner, name } : undefined;
};

const FIELDS = 'id nameWithOwner stargazerCount forkCount createdAt isArchived isFork issues { totalCount }';

/** The key of the nth repository in the answer. */
export const aliasOf = (index: number): string => `r${index}`;

/** Follows renames, as GitHub does by default. Costs about one point of the hour's budget for each hundred (unconfirmed). */
export const repositoriesQuery = (names: readonly RepositoryName[]): string => {
  const asked = names.map(
    ({ owner, name }, index) =>
      `${aliasOf(index)}: repository(owner: ${JSON.stringify(owner)}, name: ${JSON.stringify(name)}) { ${FIELDS} }`,
  );
  return `query {\n${asked.join('\n')}\nrateLimit { cost remaining resetAt }\n}`;
};
