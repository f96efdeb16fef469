/** The papers of the bundled sample: text of all the kinds that occur, at hand in every clone. */
import { assemblePaper } from '../lambdas/core/paper/assemble-paper.ts';
import { factsFromRecord, mergeFacts } from '../lambdas/core/paper/merge-records.ts';
import type { PaperFacts, PaperId, Paper } from '../lambdas/core/paper/paper.ts';
import { parseDocument } from '../lambdas/core/parse/parse-document.ts';
import { sampleResponses } from '../local/sample-source.ts';

/** Each paper once, merged from all feeds that list it. */
export const readSamplePapers = async (): Promise<readonly Paper[]> => {
  const merged = new Map<PaperId, PaperFacts>();
  for await (const { name, body, category = '' } of sampleResponses()) {
    for (const record of parseDocument(body, { source: name, sampleIds: true, category }).records) {
      const facts = factsFromRecord(record);
      const known = merged.get(facts.paperId);
      merged.set(facts.paperId, known ? mergeFacts(known, facts) : facts);
    }
  }
  return [...merged.values()].map((facts) => assemblePaper(facts));
};
