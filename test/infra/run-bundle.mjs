// Runs a bundled handler as Lambda does: one process, one import, events one after the other. Arguments in BUNDLE_RUN:
// the bundle's URL, the events, and the instant at which every clock stands. The last line of stdout is the outcome.
import process from 'node:process';

const { bundle, events, now } = JSON.parse(process.env.BUNDLE_RUN);

// As if the run had only just begun; no clock moves in here.
const REMAINING_MS = 15 * 60_000;

const nowMs = Date.parse(now);
const RealDate = Date;
globalThis.Date = class extends RealDate {
  constructor(...parts) {
    super(...(parts.length === 0 ? [nowMs] : parts));
  }
  static now() {
    return nowMs;
  }
};

const { handler } = await import(bundle);
const answers = [];
for (const [index, event] of events.entries()) {
  const context = { awsRequestId: `request-${index}`, getRemainingTimeInMillis: () => REMAINING_MS };
  answers.push(await handler(event, context));
}
// Once it is all written: a pipe takes a part only at a time.
process.stdout.write(`\n${JSON.stringify(answers)}\n`, () => process.exit(0));
