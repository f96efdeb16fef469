/**
 * The venue that a comment names, read from the author's own words: "Accepted at NeurIPS 2026", "CVPR 2026 (oral)".
 * A submission, a plan or a refusal is no venue. Only names from the list below are repeated to readers, since the
 * comment is text from outside.
 */

/** What the comment says of the venue. */
export interface NamedVenue {
  /** `NeurIPS 2026`; absent when acceptance is said without a venue that is known here. */
  readonly name?: string;
  /** The comment says accepted, published, to appear or camera-ready; without it a venue is only named. */
  readonly accepted: boolean;
  readonly workshop: boolean;
}

/** Conferences and journals as their fields write them; compared without regard to letter case. */
const VENUES = (
  'AAAI AAMAS ACL AISTATS ASE BMVC CAV CCS CHI CIKM COLING COLM COLT CoRL CRYPTO CVPR EACL ECAI ECCV ECIR EDBT EMNLP ' +
  'EUROCRYPT FAccT FOCS FSE HPCA HRI ICALP ICASSP ICCAD ICCV ICDE ICDM ICLR ICML ICPR ICRA ICSE IJCAI IJCNN ' +
  'Interspeech IROS ISCA ISIT ISMIR ISSTA ITCS IUI JMLR KDD LREC MICCAI MIDL NAACL NDSS NeurIPS NSDI OOPSLA OSDI PLDI ' +
  'PODS POPL RecSys SIGCOMM SIGGRAPH SIGIR SIGMOD SODA SOSP STOC TACL TMLR TPAMI UAI UIST VLDB WACV WSDM WWW'
).split(' ');
const VENUE_BY_LOWER_CASE = new Map(VENUES.map((name) => [name.toLowerCase(), name]));

/** Before a slash stands one of several sponsors: the AAAI/ACM conference on ethics is not AAAI. */
const VENUE = new RegExp(String.raw`\b(${VENUES.join('|')})(?![a-z/])(?:['’\s,-]{0,2}(20\d\d|\d\d)\b)?`, 'i');
const ACCEPTED =
  /\b(?:accepted|to appear|appear(?:s|ed|ing)? (?:in|at)|published (?:as|in|at|by)|presented at|camera[- ]ready|in press)\b/i;
const NOT_ACCEPTED =
  /\b(?:submi(?:tted|ssion|tting)|under (?:peer[- ])?review|in review|(?:not|never|if|until|upon|when|once|be) (?:yet )?accepted|rejected|withdrawn|preprint of)\b/i;
/** "SomeName @ NeurIPS 2025" is a workshop as well, "Accepted @ NeurIPS 2025" is not. */
const WORKSHOP =
  /\bworkshops?\b|\b(?!accepted|appear|appears|appearing|oral|poster|presented|published|spotlight)\w+ ?@ ?\w/i;

const fullYear = (year: string): string => (year.length === 2 ? `20${year}` : year);

/** Reads the comment; `undefined` when it neither says accepted nor names a venue, or speaks of a submission. */
export const findVenue = (comment: string | undefined): NamedVenue | undefined => {
  if (comment === undefined || NOT_ACCEPTED.test(comment)) return undefined;
  const accepted = ACCEPTED.test(comment);
  const workshop = WORKSHOP.test(comment);
  const [, written, year] = VENUE.exec(comment) ?? [];
  const venue = written === undefined ? undefined : VENUE_BY_LOWER_CASE.get(written.toLowerCase());
  if (venue === undefined) return accepted ? { accepted, workshop } : undefined;
  // A name without a year may be anything ("ACL surgery", "code in the style of ICLR") unless acceptance is said.
  if (year === undefined) return accepted ? { name: venue, accepted, workshop } : undefined;
  return { name: `${venue} ${fullYear(year)}`, accepted, workshop };
};

/** What a reader is told: never more than the comment says. */
export const venuePhrase = ({ name, accepted, workshop }: NamedVenue): string => {
  if (name === undefined) return workshop ? 'accepted at a workshop' : 'accepted for publication';
  if (!accepted) return `names ${name} in its comment`;
  return workshop ? `accepted at a workshop of ${name}` : `accepted at ${name}`;
};
