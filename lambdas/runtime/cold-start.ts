/** The three steps at the start of every function, taken at the first event and not at import: settings, dependencies, then the plain function. */
import type * as z from 'zod';
import type { Clock } from '../core/ports/outside.ts';
import { createLogger, type RequestLogger, type RoundLogger } from './logger.ts';
import { createMetrics, type RoundMetrics } from './metrics.ts';
import { readSettings, type commonSettings } from './settings.ts';

/** What a function is given beside its own dependencies. */
export interface Runtime {
  readonly log: RoundLogger;
  readonly metrics: RoundMetrics;
  readonly clock: Clock;
}

/** A schema that holds at least the settings that every function is told. */
export type SettingsSchema = z.ZodType<z.output<typeof commonSettings>>;

export interface FunctionParts<Schema extends SettingsSchema, Deps> {
  /** Name of the function, its folder and its construct: `send-digest`. */
  readonly name: string;
  readonly settings: Schema;
  /** Called once per execution environment; called again when it failed. */
  readonly buildDeps: (settings: z.output<Schema>, runtime: Runtime) => Deps | Promise<Deps>;
}

export interface Started<Deps> extends Runtime {
  readonly log: RequestLogger;
  readonly deps: Deps;
}

/** Gives the function that starts at its first call; all calls share what the first one built. @throws SettingsError */
export const startOnce = <Schema extends SettingsSchema, Deps>({
  name,
  settings: schema,
  buildDeps,
}: FunctionParts<Schema, Deps>): (() => Promise<Started<Deps>>) => {
  const start = async (): Promise<Started<Deps>> => {
    const settings = readSettings(schema, process.env);
    const runtime = {
      log: createLogger(name),
      metrics: createMetrics({ stage: settings.STAGE, service: name }),
      clock: () => new Date(),
    };
    return { ...runtime, deps: await buildDeps(settings, runtime) };
  };
  let started: Promise<Started<Deps>> | undefined;
  return () => {
    started ??= start().catch((error: unknown) => {
      started = undefined;
      throw error;
    });
    return started;
  };
};
