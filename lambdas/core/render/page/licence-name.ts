/** Licences by the addresses under which arXiv names them. */

const CREATIVE_COMMONS = /^https?:\/\/creativecommons\.org\/(licenses|publicdomain)\/([a-z-]{1,20})\/(\d\.\d)\/?$/i;
const ARXIV_OWN = /^https?:\/\/arxiv\.org\/licenses\/nonexclusive-distrib\/\d\.\d\/?$/i;

/** `CC BY-NC 4.0` for its address; what isn't known is shown as it stands. */
export const licenceName = (license: string): string => {
  if (ARXIV_OWN.test(license)) return 'arXiv’s non-exclusive licence';
  const [, kind, name = '', version = ''] = CREATIVE_COMMONS.exec(license) ?? [];
  if (kind === undefined) return license;
  return kind.toLowerCase() === 'publicdomain' ? `CC0 ${version}` : `CC ${name.toUpperCase()} ${version}`;
};
