/** The bundled sample: invented announcement feeds, made by scripts/make-sample.ts, in the order of their days. */
import { readdir, readFile } from 'node:fs/promises';
import type { RawResponse } from '../lambdas/core/ports/outside.ts';

const SAMPLE_FEEDS = new URL('./sample-feeds/', import.meta.url);
/** `2026-11-20.cs.LG.xml` */
const FEED_NAME = /^(\d{4}-\d{2}-\d{2})\.(.+)\.xml$/;

export async function* sampleResponses(): AsyncGenerator<RawResponse, void> {
  for (const file of (await readdir(SAMPLE_FEEDS)).sort()) {
    const [, date, category] = FEED_NAME.exec(file) ?? [];
    if (date === undefined || category === undefined) continue;
    yield {
      name: `sample/${file}`,
      body: await readFile(new URL(file, SAMPLE_FEEDS)),
      status: 200,
      // When the live feed of that date is built: midnight in New York, in winter.
      receivedAt: `${date}T05:00:00.000Z`,
      category,
    };
  }
}
