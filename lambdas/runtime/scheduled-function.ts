/** Wrapper for functions that EventBridge Scheduler calls: the schedule's input is parsed, the report is logged and given back. */
import type { Context } from 'aws-lambda';
import * as z from 'zod';
import { startOnce, type FunctionParts, type Runtime, type SettingsSchema } from './cold-start.ts';
import { invoke } from './invocation.ts';
import type { LogFields } from './logger.ts';

export interface ScheduledFunction<
  Schema extends SettingsSchema,
  Deps,
  Input,
  Report extends LogFields,
> extends FunctionParts<Schema, Deps> {
  /** Shape of the schedule's input. */
  readonly input: z.ZodType<Input>;
  readonly run: (deps: Deps, input: Input, runtime: Runtime) => Promise<Report>;
}

/** Input of the schedules that run through the night: the last run of a night closes it. */
export const nightInput = z.object({
  /** Nothing comes after this run: what is missing now is missing. */
  last: z.boolean().default(false),
});

export const scheduledFunction = <Schema extends SettingsSchema, Deps, Input, Report extends LogFields>(
  definition: ScheduledFunction<Schema, Deps, Input, Report>,
): ((event: unknown, context: Pick<Context, 'awsRequestId'>) => Promise<Report>) => {
  const start = startOnce(definition);
  return (event, { awsRequestId }) =>
    invoke({
      name: definition.name,
      start,
      requestId: awsRequestId,
      work: async (started) => definition.run(started.deps, definition.input.parse(event), started),
      summarise: (report) => report,
    });
};
