/** `npx tsx bench/fuzz-body.ts NUMBER`: makes one body of the fuzz again, writes it to stdout and the verdict to stderr. */
import { findSeedPages } from './fuzz/find-seed-pages.ts';
import { createBodyFuzz } from './fuzz/try-body.ts';

const number = Number(process.argv[2]);
if (Number.isInteger(number) && number >= 0) {
  const { pages } = await findSeedPages();
  const { makeBody, tryBody } = createBodyFuzz(pages);
  process.stdout.write(makeBody(number).body);
  process.stderr.write(`\n${JSON.stringify(tryBody(number), undefined, 2)}\n`);
} else {
  process.stderr.write('Give the number of a body: npx tsx bench/fuzz-body.ts NUMBER\n');
  process.exitCode = 2;
}
