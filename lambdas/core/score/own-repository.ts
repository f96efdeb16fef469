/**
 * Whether a linked repository is presented as the paper's own, read from the words around the link: "our code is available at
 * URL" presents it, "based on URL" cites it. Judged from the part of the sentence before the link and a few words after it.
 *
 * Papers seldom link what they merely cite: of 3,366 links to GitHub in 23,727 papers of October 2025 to March 2026 the rules
 * here call 3 cited, 291 announced, and 18 linked without a word. Of 83 looked at by eye, some of each, two are called wrongly:
 * one cited that was the paper's own, one said to hold data only.
 */
import type { PaperFacts } from '../paper/paper.ts';

/**
 * `released`: said to be available. `announced`: will be. `linked`: nothing is said. `cited`: somebody else's.
 */
export type LinkStanding = 'released' | 'announced' | 'linked' | 'cited';

export interface JudgedLink {
  /** As in `links.code`. */
  readonly link: string;
  readonly standing: LinkStanding;
  /** What is said to be there: only data, or code as well. */
  readonly holds: 'code' | 'data';
}

/** Best first. */
const STANDINGS: readonly LinkStanding[] = ['released', 'announced', 'linked', 'cited'];

/** A shorter name is in many others by chance. */
const MIN_NAME = 4;

/** How much of the sentence is looked at. */
const BEFORE = 160;
const AFTER = 60;
/** A link that is repeated more often is judged by its first places. */
const MAX_PLACES = 4;

/** What is on offer, or that it is. */
const OFFER =
  /\b(?:codes?|codebase|implementations?|source|scripts?|software|toolkits?|tools?|librar(?:y|ies)|packages?|repo|repositor(?:y|ies)|github|projects?|models?|weights|checkpoints?|data(?:sets?|bases?)?|benchmarks?|corp(?:us|ora)|annotations?|collection|bibliography|resources?|materials?|demos?|website|page|homepage|available|avaliable|accessible|releas(?:e|ed|ing)|open[- ]?sourced?|published|provided?|hosted|maintained|found|accessed|downloaded|obtained|download|check|visit|see|here|updates)\b/i;
const IS_CODE =
  /\b(?:codes?|codebase|implementations?|source|scripts?|software|toolkits?|tools?|librar(?:y|ies)|packages?|repo|repositor(?:y|ies)|frameworks?|models?)\b/i;
const IS_DATA = /\b(?:data(?:sets?|bases?)?|benchmarks?|corp(?:us|ora)|annotations?|collection|bibliography)\b/i;
const PROMISE =
  /\b(?:will (?:also |soon )?be|to be|soon|upon (?:acceptance|publication)|after (?:acceptance|publication))\b/i;

/** Somebody else's work, whatever it is used for. */
const DERIVED =
  /\b(?:(?:based|built|builds?|building|relies|rely|relying|run|runs|running) (?:up)?on(?: top of)?|(?:adapted|derived|borrowed|taken|modified|forked|originates?|originating|cloned) from|(?:forks?|extensions?|reimplementations?|modifications?) of|(?:implemented|integrated|developed|trained|evaluated|contributed) (?:in|into|with|within|using|to)|adopted (?:by|from)|extends|extending)\b/gi;
/** Of a sentence that goes on to speak of its own release: "built on X, our code is available at URL". */
const OWN_AGAIN =
  /\b(?:(?:is|are|was|were|be|been|make|made|and) (?:\w+ ){0,3}(?:available|avaliable|accessible|releas\w+|open[- ]?sourced?|published|provided|hosted|found|accessed)|our (?:\w+ ){0,4}(?:code|codebase|implementation|repository|data|dataset|models?)|we (?:\w+ ){0,2}(?:release|provide|publish|share|open))\b/i;
/** "we use nnU-Net (URL": a few words after such a verb or preposition, and then the link. */
const USED =
  /\b(?:use|uses|using|utili[sz]e[sd]?|with|via|through|employ(?:s|ed)?|leverag(?:e|es|ed|ing)|from|by|called|toolbox|framework) (?:[\w.+'/-]{1,30} ){0,4}[([]?$/i;
/** A change to somebody's repository, not the repository. */
const PART_OF_ANOTHER = /^\/(?:pull|issues|discussions)\b/;

const escaped = (text: string): string => text.replace(/\\([_%#&~])/g, '$1');

/** From the last end of a sentence on, which a bracket goes on with; a full stop inside an abbreviation only makes the part shorter. */
const lastSentence = (text: string): string => text.split(/[.!?;] (?=[^\s(]|$)/).at(-1) ?? '';

const alphanumeric = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');

/** `owner/Tide-Former` of "TideFormer: …". A word in the middle of a title may be anybody's: `transformers` names no paper's own. */
const isNamedAlike = (link: string, title: string): boolean => {
  const repository = alphanumeric(link.slice(link.lastIndexOf('/') + 1));
  const name = alphanumeric(title.slice(0, Math.max(0, title.indexOf(':'))));
  return (
    Math.min(repository.length, name.length) >= MIN_NAME && (repository.includes(name) || name.includes(repository))
  );
};

const isCited = (before: string, after: string): boolean => {
  if (PART_OF_ANOTHER.test(after)) return true;
  const derived = [...before.matchAll(DERIVED)].at(-1);
  if (derived) return !OWN_AGAIN.test(before.slice(derived.index + derived[0].length));
  return USED.test(before) && !OFFER.test(before);
};

/** @param before text up to the host's name, @param after text from the end of the repository's name on */
const judgePlace = (before: string, after: string, namedAlike: boolean): Pick<JudgedLink, 'standing' | 'holds'> => {
  const sentence = lastSentence(before.replace(/(?:https?:\/\/)?(?:www\.)?$/i, ''));
  const [rest = ''] = after.slice(0, AFTER).split(/[.;](?:\s|$)/);
  const said = `${sentence} ${/\b(?:for|provid\w+|contain\w+)\b/.test(rest) ? rest : ''}`;
  const holds = IS_DATA.test(said) && !IS_CODE.test(said) ? 'data' : 'code';
  if (isCited(sentence, after) && !namedAlike) return { standing: 'cited', holds };
  if (!namedAlike && !OFFER.test(said)) return { standing: 'linked', holds };
  return { standing: PROMISE.test(sentence) ? 'announced' : 'released', holds };
};

/** Every place of the repository in the text, with what stands around it. */
const placesOf = (link: string, text: string): readonly (readonly [before: string, after: string])[] => {
  const name = link.slice('https://'.length).toLowerCase();
  const lower = text.toLowerCase();
  const places: (readonly [string, string])[] = [];
  let at = lower.indexOf(name);
  while (at >= 0 && places.length < MAX_PLACES) {
    const end = at + name.length;
    places.push([text.slice(Math.max(0, at - BEFORE), at), text.slice(end, end + 2 * AFTER)]);
    at = lower.indexOf(name, end);
  }
  return places;
};

/** The linked repositories of a paper, in order of appearance, each by the best of its places. */
export const judgeLinks = ({
  title,
  abstract,
  comment,
  links,
}: Pick<PaperFacts, 'title' | 'abstract' | 'comment' | 'links'>): readonly JudgedLink[] => {
  if (links.code.length === 0) return [];
  const texts = [abstract, comment ?? ''].map(escaped);
  return links.code.map((link) => {
    const namedAlike = isNamedAlike(link, title);
    const judged = texts
      .flatMap((text) => placesOf(link, text))
      .map(([before, after]) => judgePlace(before, after, namedAlike));
    const [best = { standing: 'linked', holds: 'code' } as const] = judged.toSorted(
      (a, b) => STANDINGS.indexOf(a.standing) - STANDINGS.indexOf(b.standing),
    );
    return { link, ...best };
  });
};
