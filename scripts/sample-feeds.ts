/**
 * The bundled sample as announcement feeds: five list dates, one feed per category and date, in the format of
 * rss.arxiv.org. Identifiers have month 13, which arXiv can never assign.
 */
import { makeSamplePapers, SAMPLE_FIELDS, type SamplePaper } from './sample-papers.ts';
import { createSampleRandom, type SampleRandom } from './sample-random.ts';

const SEED = 'paper-round sample 1';

/** A week of announcements; Tuesday's list holds the weekend and is the largest. */
const SAMPLE_DAYS = [
  { date: '2026-11-16', papers: 62, weekday: 'Mon' },
  { date: '2026-11-17', papers: 118, weekday: 'Tue' },
  { date: '2026-11-18', papers: 76, weekday: 'Wed' },
  { date: '2026-11-19', papers: 70, weekday: 'Thu' },
  { date: '2026-11-20', papers: 74, weekday: 'Fri' },
] as const;
type SampleDay = (typeof SAMPLE_DAYS)[number];

const FIRST_SEQUENCE_NUMBER = 7003;
/** Share of the papers of earlier days that are replaced on a day. */
const REPLACED_SHARE = 0.04;

const REVISIONS = [
  'This version corrects a sign in the appendix.',
  'This version adds a comparison with two further baselines.',
  'In this version the proof of the main result is shortened.',
  'Figures and a limitation found by a reader were added in this version.',
];

interface SampleItem {
  readonly paper: SamplePaper;
  readonly id: string;
  readonly version: number;
}

export interface SampleBatch {
  readonly day: SampleDay;
  /** New papers and replacements, in the order of their identifiers. */
  readonly items: readonly SampleItem[];
}

const makeBatches = (random: SampleRandom): readonly SampleBatch[] => {
  const papers = makeSamplePapers(random);
  const announced: SampleItem[] = [];
  let sequence = FIRST_SEQUENCE_NUMBER;
  let taken = 0;
  return SAMPLE_DAYS.map((day) => {
    const replacements = random
      .shuffle(announced)
      .slice(0, Math.round(announced.length * REPLACED_SHARE))
      .map((item) => ({
        ...item,
        version: item.version + 1,
        paper: { ...item.paper, abstract: `${item.paper.abstract} ${random.pick(REVISIONS)}` },
      }));
    const fresh = papers.slice(taken, taken + day.papers).map((paper) => {
      sequence += random.between(1, 9);
      return { paper, id: `2613.${String(sequence).padStart(5, '0')}`, version: 1 };
    });
    taken += day.papers;
    const replaced = new Map(replacements.map((item) => [item.id, item]));
    announced.splice(0, announced.length, ...announced.map((item) => replaced.get(item.id) ?? item), ...fresh);
    return { day, items: [...replacements, ...fresh].sort((a, b) => (a.id < b.id ? -1 : 1)) };
  });
};

const escapeXml = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

const ANNOUNCE_TYPES = ['new', 'cross', 'replace', 'replace-cross'] as const;

/** Relative to the feed: new or replaced in the paper's primary category, cross-listed in the others. */
const announceType = ({ paper, version }: SampleItem, category: string): (typeof ANNOUNCE_TYPES)[number] => {
  const primary = paper.categories[0] === category;
  if (version === 1) return primary ? 'new' : 'cross';
  return primary ? 'replace' : 'replace-cross';
};

const dayText = ({ date, weekday }: SampleDay): string => `${weekday}, ${date.slice(8)} Nov ${date.slice(0, 4)}`;

const renderItem = (item: SampleItem, type: string, day: SampleDay): string => {
  const { paper, id, version } = item;
  // The live feed has the space before the line feed too.
  const description = `arXiv:${id}v${version} Announce Type: ${type} \nAbstract: ${paper.abstract}`;
  return [
    '    <item>',
    `      <title>${escapeXml(paper.title)}</title>`,
    `      <link>https://arxiv.org/abs/${id}</link>`,
    `      <description>${escapeXml(description)}</description>`,
    `      <guid isPermaLink="false">oai:arXiv.org:${id}v${version}</guid>`,
    ...paper.categories.map((category) => `      <category>${category}</category>`),
    `      <pubDate>${dayText(day)} 00:00:00 -0500</pubDate>`,
    `      <arxiv:announce_type>${type}</arxiv:announce_type>`,
    `      <dc:rights>${paper.license}</dc:rights>`,
    ...(paper.journalRef === undefined
      ? []
      : [`      <arxiv:journal_reference>${escapeXml(paper.journalRef)}</arxiv:journal_reference>`]),
    `      <dc:creator>${escapeXml(paper.creator)}</dc:creator>`,
    '    </item>',
  ].join('\n');
};

const renderFeed = ({ day, items }: SampleBatch, category: string): string => {
  const listed = items
    .filter(({ paper }) => paper.categories.includes(category))
    .map((item) => ({ item, type: announceType(item, category) }))
    .sort((a, b) => ANNOUNCE_TYPES.indexOf(a.type) - ANNOUNCE_TYPES.indexOf(b.type));
  return `<?xml version='1.0' encoding='UTF-8'?>
<rss xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" version="2.0">
  <channel>
    <title>${category} updates on arXiv.org (invented sample)</title>
    <link>http://rss.arxiv.org/rss/${category}</link>
    <description>Invented sample of Paper Round in the format of arXiv's feed for ${category}. Every paper, person, figure and link in it is made up; no identifier exists at arXiv.</description>
    <atom:link href="http://rss.arxiv.org/rss/${category}" rel="self" type="application/rss+xml"/>
    <docs>http://www.rssboard.org/rss-specification</docs>
    <language>en-us</language>
    <lastBuildDate>${dayText(day)} 05:00:00 +0000</lastBuildDate>
    <pubDate>${dayText(day)} 00:00:00 -0500</pubDate>
    <skipDays>
      <day>Saturday</day>
      <day>Sunday</day>
    </skipDays>
${listed.map(({ item, type }) => `${renderItem(item, type, day)}\n`).join('')}  </channel>
</rss>
`;
};

/** What each day announces; the same on every call. */
export const makeSampleBatches = (): readonly SampleBatch[] => makeBatches(createSampleRandom(SEED));

/** File name (`2026-11-20.cs.LG.xml`) to content; the same on every call. */
export const makeSampleFeeds = (): ReadonlyMap<string, string> =>
  new Map(
    makeSampleBatches().flatMap((batch) =>
      SAMPLE_FIELDS.map(({ category }) => [`${batch.day.date}.${category}.xml`, renderFeed(batch, category)] as const),
    ),
  );
