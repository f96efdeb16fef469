/** `owner/name` of an address on GitHub, or of what is that already. */

const NAME = /^(?:(?:https?:\/\/)?(?:www\.)?github\.com\/)?([\w-]{1,39}\/[\w.-]{1,100}?)(?:\.git)?(?:[/#?].*)?$/i;

/** @returns undefined for anything else */
export const repositoryName = (text: string): string | undefined => NAME.exec(text.trim())?.[1];
