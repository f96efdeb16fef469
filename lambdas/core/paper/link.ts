/**
 * Links in abstract and comment: repositories as `code` in one canonical form, every other web address as `project`.
 * Only http and https; bounded in number and length, since the text comes from outside.
 */
import type { PaperLinks } from './paper.ts';

/** More links than this are a list of references, not the paper's own. */
const MAX_LINKS = 10;
const MAX_URL_LENGTH = 500;

const CODE_HOSTS = String.raw`(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|huggingface\.co)`;
const IS_CODE_HOST = new RegExp(`^${CODE_HOSTS}$`);
/** A web address, or a repository written without its scheme. A backslash may only escape a character, as TeX has it. */
const WEB_ADDRESS = new RegExp(
  String.raw`(?:https?:\/\/|(?<![\w./@-])(?=(?:www\.)?${CODE_HOSTS}\/\w))(?:[^\s<>"'{}|\\^\x60$,;“”‘’]|\\[_%#&~]|[,;](?=\w)(?!https?:))+`,
  'gi',
);

/** Sites that are about papers as such, and say nothing of this one. */
const NOT_A_PROJECT = /(?:^|\.)(?:arxiv\.org|doi\.org|creativecommons\.org|orcid\.org)$/;
const PUBLIC_HOST = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/;

/** First path segments of GitHub and Hugging Face that are pages of the site, not owners. */
const SITE_PAGES = new Set(
  'about apps blog collections contact customer-stories docs enterprise explore features join learn login marketplace models orgs papers pricing search security settings site sponsors tasks topics trending user-attachments'.split(
    ' ',
  ),
);
const REPOSITORY_NAME = /^[\w.-]{1,100}$/;

const cutSentence = (address: string): string => {
  let end = address.length;
  for (;;) {
    const last = address[end - 1] ?? '';
    const isSurplusBracket =
      (last === ')' && !address.slice(0, end).includes('(')) || (last === ']' && !address.slice(0, end).includes('['));
    if (!isSurplusBracket && !/[.,:;!?*…»]/.test(last)) return address.slice(0, end);
    end -= 1;
  }
};

const parseAddress = (written: string): URL | undefined => {
  const text = cutSentence(written.slice(0, MAX_URL_LENGTH).replace(/\\([_%#&~])/g, '$1'));
  const address = /^https?:/i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  return url.username === '' && url.password === '' && PUBLIC_HOST.test(url.hostname) ? url : undefined;
};

/** The first segments, or none when there are fewer. */
const longEnough = (segments: readonly string[], count: number): readonly string[] =>
  segments.length < count ? [] : segments.slice(0, count);

const MAX_GROUP_DEPTH = 5;

/** GitLab nests groups: the repository is everything before `/-/` or a page of it. */
const gitlabPath = (segments: readonly string[]): readonly string[] => {
  const page = segments.findIndex((segment) => /^(?:-|tree|blob|issues|wikis|raw)$/.test(segment));
  const path = page < 0 ? segments : segments.slice(0, page);
  return path.length < 2 ? [] : path.slice(0, MAX_GROUP_DEPTH);
};

/** Data sets and spaces have their kind before owner and name. */
const huggingFacePath = (segments: readonly string[]): readonly string[] =>
  /^(?:datasets|spaces)$/.test(segments[0] ?? '') ? longEnough(segments, 3) : longEnough(segments, 2);

/** The path of the repository that a page belongs to; empty when it belongs to none. */
const repositoryPath = (host: string, segments: readonly string[]): readonly string[] => {
  if (host === 'gitlab.com') return gitlabPath(segments);
  return host === 'huggingface.co' ? huggingFacePath(segments) : longEnough(segments, 2);
};

/** The canonical address of a repository, `undefined` when the page is none. */
const codeLink = (url: URL): string | undefined => {
  const host = url.hostname.replace(/^www\./, '');
  const segments = url.pathname.split('/').filter((segment) => segment !== '');
  if (!IS_CODE_HOST.test(host) || SITE_PAGES.has(segments[0] ?? '')) return undefined;
  const names = repositoryPath(host, segments).map((name) => name.replace(/\.git$/i, ''));
  if (names.length === 0 || !names.every((name) => REPOSITORY_NAME.test(name))) return undefined;
  return `https://${host}/${names.join('/')}`;
};

/** The canonical address of the repository that a text, as a whole, is the address of; `undefined` for anything else. */
export const readRepositoryAddress = (text: string): string | undefined => {
  const url = text.length > MAX_URL_LENGTH ? undefined : parseAddress(text.trim());
  return url && codeLink(url);
};

const keepFew = (links: readonly string[]): string[] => {
  const byKey = new Map<string, string>();
  for (const link of links) {
    const key = link
      .toLowerCase()
      .replace(/^http:/, 'https:')
      .replace(/\/$/, '');
    if (!byKey.has(key)) byKey.set(key, link);
  }
  return [...byKey.values()].slice(0, MAX_LINKS);
};

/** The links of a paper, in order of appearance, without repeats, ten of a kind at most. */
export const findLinks = (text: { readonly abstract: string; readonly comment?: string | undefined }): PaperLinks => {
  const code: string[] = [];
  const project: string[] = [];
  for (const [written] of `${text.abstract} ${text.comment ?? ''}`.matchAll(WEB_ADDRESS)) {
    const url = parseAddress(written);
    if (url === undefined) continue;
    const repository = codeLink(url);
    if (repository !== undefined) code.push(repository);
    else if (!NOT_A_PROJECT.test(url.hostname)) project.push(url.href);
  }
  return { code: keepFew(code), project: keepFew(project) };
};
