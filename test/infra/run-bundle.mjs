// Runs a bundled handler as Lambda does: one process, one import, events one after the other. Arguments in BUNDLE_RUN:
// the bundle's URL, the events, and the instant at which every clock stands. The last line of stdout is the outcome.
import process from 'node:process';

const { bundle, events, now } = JSON.parse(process.env.BUNDLE_RUN);

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
for (const [index, event] of events.entries()) answers.push(await handler(event, { awsRequestId: `request-${index}` }));
process.stdout.write(`\n${JSON.stringify(answers)}\n`);
process.exit(0);
