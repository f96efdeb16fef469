/**
 * The simulated arXiv as a process of its own, so that neither its memory nor its work counts as the harvest's. Started by
 * `loopback-arxiv.ts`, which tells it the time and asks what it was asked.
 */
import { inventArchive } from '../test/arxiv/invent-papers.ts';
import { startSimulatedArxiv } from '../test/arxiv/simulated-arxiv.ts';
import type { LoopbackAnswer, LoopbackArchive, LoopbackOrder } from './loopback-arxiv.ts';

const { papersPerDay, ...options } = JSON.parse(process.argv[2] ?? '') as LoopbackArchive;
let now = new Date(0);
const site = await startSimulatedArxiv({
  archive: inventArchive({
    ...options,
    listDates: Object.keys(papersPerDay),
    papersPerDay: (listDate) => papersPerDay[listDate] ?? 0,
  }),
  clock: () => now,
});
let told = 0;

const answer = (answered: LoopbackAnswer): void => {
  process.send?.(answered);
};

process.on('message', (order: LoopbackOrder) => {
  if (order.now !== undefined) now = new Date(order.now);
  if (order.stalePolls !== undefined)
    site.setFaults({
      scripted: [
        { kind: 'stale-batch', protocol: 'rss', times: order.stalePolls },
        { kind: 'stale-listing', protocol: 'listing', times: order.stalePolls },
      ],
    });
  const requests = site.requests.slice(told).map(({ path, startedAt }) => ({ path, startedMs: startedAt }));
  told = site.requests.length;
  answer({ requests });
});
// The harvest has ended, well or not.
process.on('disconnect', () => void site.close());

const { feedUrl, oaiUrl, apiUrl, listingUrl } = site;
answer({ bases: { feedUrl, oaiUrl, apiUrl, listingUrl }, requests: [] });
