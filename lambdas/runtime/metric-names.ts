/**
 * Names of all metrics, shared by the functions that emit them and the alarms and dashboard that watch them: a name
 * changed on one side only would be an alarm that never rings. Plain data without imports, read by the CDK app too.
 */

/** CloudWatch namespace of every metric of ours. */
export const METRIC_NAMESPACE = 'PaperRound';

/** A count is what one run did; an age or a number behind is freshness, emitted even when nothing was done. */
export const METRICS = {
  /** Records taken in by a harvest, rejects included. */
  recordsRead: 'RecordsRead',
  recordsRejected: 'RecordsRejected',
  requestsToArxiv: 'RequestsToArxiv',
  /** Of the bodies that arXiv sent. */
  bytesFromArxiv: 'BytesFromArxiv',
  /** Answers by which arXiv turned us away: 403, 406, 429 or 503, retried ones included. */
  arxivRefusals: 'ArxivRefusals',
  /** 1 for each run of the harvest, of whatever task, that came to its end. */
  harvestRuns: 'HarvestRuns',
  /** Configured categories without a complete batch after the last poll of the night. 0 on quiet days. */
  batchesShort: 'BatchesShort',
  /** Of these, those of which nothing at all is stored. 0 on quiet days. */
  batchesAbsent: 'BatchesAbsent',
  /** Freshness: batches still short more than a day after their list date. Emitted by every repair run, 0 too. */
  batchesShortOverADay: 'BatchesShortOverADay',
  /** Looks of tonight at papers, each one row of `Signals`. */
  signalLooks: 'SignalLooks',
  /** Of these, those that show a gain. */
  signalGains: 'SignalGains',
  /** Writes of papers whose score has changed by tonight's looks. */
  papersRescored: 'PapersRescored',
  /** To all sources of signals. */
  signalRequests: 'SignalRequests',
  /** Freshness: 1 until tonight's signals have been collected from every source that answers, then 0. Emitted by every run. */
  signalNightsBehind: 'SignalNightsBehind',
  /** Sources that were whole neither tonight nor the night before, after the last run of the night. Those that are switched off don't count. */
  signalSourcesDown: 'SignalSourcesDown',
  listsRanked: 'ListsRanked',
  /** Freshness: list dates that should be ranked by now and are not. Weekends and holidays are no list dates. */
  listDatesBehind: 'ListDatesBehind',
  digestsDue: 'DigestsDue',
  digestsPlanned: 'DigestsPlanned',
  digestsSent: 'DigestsSent',
  digestsSkipped: 'DigestsSkipped',
  digestsFailed: 'DigestsFailed',
  /** The mail may be out, nobody knows. */
  digestsUnknown: 'DigestsUnknown',
  /** Taken back and put on the queue again: SES was asked too fast, the quota is used up, or sending is stopped. */
  digestsPostponed: 'DigestsPostponed',
  /** Orders met while nobody's mail can go: account paused, identity not verified, sandbox. */
  sendingStopped: 'SendingStopped',
  /** Papers of the hot index, as built. */
  searchIndexPapers: 'SearchIndexPapers',
  /** Time that a build of the hot index took. */
  searchIndexSeconds: 'SearchIndexSeconds',
  /** Freshness: since the hot index was last built. Emitted by every run. */
  searchIndexAgeHours: 'SearchIndexAgeHours',
  /** Confirmation mails, and those that tell a subscriber that they are one. */
  confirmationsSent: 'ConfirmationsSent',
  /** Requests that got no mail: the address is suppressed, or was written to lately. */
  confirmationsWithheld: 'ConfirmationsWithheld',
  /** Requests that got no mail because everybody together has used up the limit. */
  confirmationsOverLimit: 'ConfirmationsOverLimit',
  /** Requests that got no mail because SES did not take it, or did not say so. Nothing sends it again. */
  confirmationsFailed: 'ConfirmationsFailed',
} as const;

export type MetricName = (typeof METRICS)[keyof typeof METRICS];

/** Dimensions of every metric. `service` is the name of the function. */
export const metricDimensions = (stage: string, service: string): Readonly<Record<'service' | 'stage', string>> => ({
  service,
  stage,
});
