/** A function's settings from its environment: one zod schema per function, read once at the cold start, all faults in one error. */
import * as z from 'zod';

/** The environment lacks something or holds something unusable. The message names every such variable and no value. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  readonly variables: readonly string[];
  constructor(faults: readonly { readonly variable: string; readonly fault: string }[]) {
    super(`The environment is wrong: ${faults.map(({ variable, fault }) => `${variable} ${fault}`).join('; ')}.`);
    this.variables = faults.map(({ variable }) => variable);
  }
}

/** Text that is there. */
export const textSetting = z.string().trim().min(1, 'is empty');

/** An origin or base URL, given back without a slash at the end. */
export const urlSetting = z
  .url({ protocol: /^https?$/, error: 'is no http(s) URL' })
  .transform((url) => url.replace(/\/+$/, ''));

/** What every function is told. */
export const commonSettings = z.object({
  /** Name of the stage: a dimension of every metric. */
  STAGE: textSetting,
});

/**
 * @param schema object over environment variables; its messages complete the sentence "VARIABLE …"
 * @throws SettingsError naming every variable that is missing or wrong
 */
export const readSettings = <Schema extends z.ZodType>(
  schema: Schema,
  env: Readonly<Record<string, string | undefined>>,
): z.output<Schema> => {
  const parsed = schema.safeParse(env);
  if (parsed.success) return parsed.data;
  throw new SettingsError(
    parsed.error.issues.map(({ path, message }) => {
      const variable = String(path[0] ?? 'environment');
      return { variable, fault: path[0] !== undefined && env[variable] === undefined ? 'is missing' : message };
    }),
  );
};
