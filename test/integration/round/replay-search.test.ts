/** What can be searched after a replay: papers of any year, without `after:`. */
import { join } from 'node:path';
import { parseSearchQuery } from '../../../lambdas/core/search/search-query.ts';
import { openLocalSearch } from '../../../local/search-index.ts';
import {
  arxivRaw,
  dailyRow,
  listRecords,
  oaiRecord,
  rawVersion,
  rssFeed,
  rssItem,
} from '../../unit/core/parse/invented-documents.ts';
import { writeRecordings } from './invented-recordings.ts';
import { makeDirectory, ranRound } from './started-round.ts';

const directory = makeDirectory();
afterAll(async () => {
  await (await directory).remove();
});

it('finds papers that were announced years apart, and says since when', async () => {
  const home = (await directory).path;
  const recordings = join(home, 'recordings');
  const submitted = rawVersion(1, { date: 'Wed, 12 Jun 2019 17:59:59 GMT' });
  await writeRecordings(recordings, {
    'today.jsonl': dailyRow({ id: '2611.01001', title: 'Gardens of Today' }),
    '2017.jsonl': dailyRow({ id: '1706.01001', title: 'Gardens of a Summer', date: '2017-06-13' }),
    // A paper of which only a later version has been seen.
    'rss.xml': rssFeed([rssItem({ id: '1810.01001v2', type: 'replace', title: 'Gardens, Revised' })]),
    'oai.xml': listRecords([
      oaiRecord(arxivRaw({ id: '1906.01001', versions: submitted }), {
        id: '1906.01001',
      }),
    ]),
  });
  const data = join(home, 'data');
  await ranRound(['--replay', recordings, '--data', data]);
  const search = openLocalSearch({ root: data });
  try {
    const answer = await search.search(parseSearchQuery('gardens'), { sort: 'newest', limit: 20, offset: 0 });
    expect(answer).toMatchObject({
      paperIds: ['2611.01001', '1906.01001', '1810.01001', '1706.01001'],
      searchedFrom: '2017-06-13',
      papersSearched: 4,
    });
    expect(answer).not.toHaveProperty('olderSince');
  } finally {
    await search.close();
  }
});
