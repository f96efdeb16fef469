/** Wrapper for functions that EventBridge Scheduler calls: the schedule's input is parsed, the report is logged and given back. */
import type { Context } from 'aws-lambda';
import * as z from 'zod';
import { startOnce, type FunctionParts, type Runtime, type SettingsSchema } from './cold-start.ts';
import { invoke } from './invocation.ts';
import type { LogFields } from './logger.ts';

/** What one run is given beside its dependencies and its input. */
export interface ScheduledRun extends Runtime {
  /** Milliseconds until Lambda kills the run: what has to end by itself before that looks here before each step. */
  readonly remainingMs: () => number;
}

export interface ScheduledFunction<
  Schema extends SettingsSchema,
  Deps,
  Input,
  Report extends LogFields,
> extends FunctionParts<Schema, Deps> {
  /** Shape of the schedule's input. */
  readonly input: z.ZodType<Input>;
  readonly run: (deps: Deps, input: Input, run: ScheduledRun) => Promise<Report>;
}

/** Input of the schedules that run through the night: the last run of a night closes it. */
export const nightInput = z.object({
  /** Nothing comes after this run: what is missing now is missing. */
  last: z.boolean().default(false),
});

export const scheduledFunction = <Schema extends SettingsSchema, Deps, Input, Report extends LogFields>(
  definition: ScheduledFunction<Schema, Deps, Input, Report>,
): ((event: unknown, context: Pick<Context, 'awsRequestId' | 'getRemainingTimeInMillis'>) => Promise<Report>) => {
  const start = startOnce(definition);
  return (event, context) =>
    invoke({
      name: definition.name,
      start,
      requestId: context.awsRequestId,
      work: async (started) =>
        definition.run(started.deps, definition.input.parse(event), {
          ...started,
          remainingMs: () => context.getRemainingTimeInMillis(),
        }),
      summarise: (report) => report,
    });
};
