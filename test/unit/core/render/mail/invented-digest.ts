/** An invented digest and its reader, for the tests of the mail. */
import type { Digest, DigestEntry } from '../../../../../lambdas/core/digest/digest.ts';
import type { Paper, PaperId } from '../../../../../lambdas/core/paper/paper.ts';
import type { DigestMailInput } from '../../../../../lambdas/core/render/mail/digest-mail.ts';
import type { MailSite } from '../../../../../lambdas/core/render/mail/mail-site.ts';
import type { Subscriber, SubscriberId } from '../../../../../lambdas/core/subscriber/subscriber.ts';

export const ABSTRACT =
  'We ask how much of the backward pass a transformer needs. Keeping the gradient of one block in ten, chosen by its variance, leaves the loss curve of a large model unchanged while step time falls by 38 %. The estimate costs one extra dot product for each block, needs no change to the optimiser, and holds over two orders of magnitude of model size. We show where it fails: small batches, the first thousand steps, and heads that are trained from scratch. A simple schedule avoids all three, and a bound of order $O(n \\log n)$ explains why the variance of the kept blocks predicts the loss of the dropped ones.';

export const makePaper = (facts: Partial<Paper> & { readonly id: string }): Paper => {
  const { id, ...rest } = facts;
  const paperId = id as PaperId;
  return {
    paperId,
    version: 1,
    title: 'Gradients You Can Throw Away: Training Transformers from a Tenth of the Backward Pass',
    abstract: ABSTRACT,
    authors: ['Mira Okonkwo', 'Daniel Ferreira', 'Yuki Sato', 'Priya Raman', 'Lukas Weber', 'Ada Lind', 'Tomás Rey'],
    primaryCategory: 'cs.LG',
    categories: ['cs.LG'],
    aliasCategories: [],
    announcedOn: '2026-11-20',
    announcedBasis: 'listed',
    links: { code: ['https://github.com/example/gradients'], project: [] },
    provenance: {},
    announcedKey: `2026-11-20#${id}`,
    score: {
      formula: '1',
      landmark: '2026-01-01',
      logMass: { day: 0, week: 0, month: 0 },
      contributions: [{ source: 'announcement', on: '2026-11-20', mass: 1, features: [] }],
    },
    contentHash: 'hash',
    ...rest,
  };
};

export const makeEntry = (entry: Partial<DigestEntry> & { readonly paper: Paper }): DigestEntry => ({
  section: 'new',
  category: 'cs.LG',
  rank: 1,
  previousRank: null,
  daysOnList: 1,
  evidence: ['code released', 'listed in 3 fields'],
  ...entry,
});

/** One paper risen, one fallen, one unmoved, and one that is new. */
export const makeDigest = (digest: Partial<Digest> = {}): Digest => ({
  stream: 'daily',
  localDate: '2026-11-20',
  categories: ['cs.LG', 'stat.ML'],
  sections: [
    { section: 'new', entries: [makeEntry({ paper: makePaper({ id: '2611.09871' }) })] },
    {
      section: 'rising',
      entries: [
        makeEntry({
          paper: makePaper({
            id: '2611.08001',
            title: 'Small Models, Long Memories',
            authors: ['Priya Raman', 'Lukas Weber'],
            links: { code: [], project: [] },
          }),
          section: 'rising',
          category: 'stat.ML',
          rank: 2,
          previousRank: 8,
          daysOnList: 2,
          evidence: ['+214 stars since yesterday, 6× usual', '#3 on Hugging Face'],
        }),
      ],
    },
    {
      section: 'still-hot',
      entries: [
        makeEntry({
          paper: makePaper({ id: 'hep-th/9901001', title: 'Large Deviations' }),
          section: 'still-hot',
          rank: 3,
          previousRank: 2,
          daysOnList: 5,
        }),
        makeEntry({
          paper: makePaper({ id: '2611.07001', title: '0', authors: [], abstract: '' }),
          section: 'still-hot',
          rank: 4,
          previousRank: 4,
          daysOnList: 6,
          evidence: [],
        }),
      ],
    },
  ],
  edition: {
    listDate: '2026-11-20',
    announced: 1198,
    stored: 1198,
    state: 'complete',
    shortCategories: [],
    nextListDate: '2026-11-23',
  },
  missingSources: [],
  sample: false,
  ...digest,
});

/** The same with identifiers that arXiv can never assign. */
export const makeSampleDigest = (): Digest => {
  const digest = makeDigest({ sample: true });
  return {
    ...digest,
    sections: digest.sections.map(({ section, entries }, place) => ({
      section,
      entries: entries.map((entry, index) => ({
        ...entry,
        paper: { ...entry.paper, paperId: `2613.000${place}${index}` as PaperId },
      })),
    })),
  };
};

export const SITE: MailSite = {
  baseUrl: 'https://papers.example.com',
  from: 'digest@example.com',
  fromName: 'Paper Round',
  listDomain: 'digest.example.com',
  postalAddress: 'Paper Round at Example Lab, 1 Sample Street, 10115 Berlin',
};

export const SUBSCRIBER: Subscriber = {
  subscriberId: '0123456789abcdef0123456789abcdef' as SubscriberId,
  address: 'reader@example.org',
  state: 'confirmed',
  createdAt: '2026-10-03T21:30:00Z',
  stateChangedAt: '2026-10-03T21:30:00Z',
  consent: { by: 'form', at: '2026-10-03T22:30:00Z', text: 'Send me the digest.' },
  preferences: {
    frequency: 'daily',
    weekday: 1,
    localHour: 7,
    timeZone: 'Europe/Berlin',
    categories: ['cs.LG', 'stat.ML'],
    topics: [],
    exclude: [],
    authors: [],
    maxPapers: 10,
    onlyWithCode: false,
  },
  dueShard: '00',
  dueAt: '2026-11-20T06:00:00.000Z',
};

export const UNSUBSCRIBE_URL = `https://papers.example.com/unsubscribe?token=k1.${SUBSCRIBER.subscriberId}.${'A'.repeat(43)}`;
export const PREFERENCES_URL = `https://papers.example.com/preferences?token=k1.${SUBSCRIBER.subscriberId}.1763650000.${'A'.repeat(43)}`;

export const makeMailInput = (digest: Digest = makeDigest()): DigestMailInput => ({
  digest,
  subscriber: SUBSCRIBER,
  site: SITE,
  unsubscribeUrl: UNSUBSCRIBE_URL,
  preferencesUrl: PREFERENCES_URL,
});
