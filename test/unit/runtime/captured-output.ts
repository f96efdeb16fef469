/** What a function writes to its log, as objects: log lines and metrics alike. */

export type LogLine = Readonly<Record<string, unknown>>;

export interface CapturedOutput {
  lines(): readonly LogLine[];
  text(): string;
  stop(): void;
}

/** Powertools write to stdout through a console of their own. */
export const captureOutput = (): CapturedOutput => {
  const written: string[] = [];
  const keep = (chunk: unknown): boolean => {
    written.push(String(chunk));
    return true;
  };
  const spies = [process.stdout, process.stderr].map((stream) => jest.spyOn(stream, 'write').mockImplementation(keep));
  const text = (): string => written.join('');
  return {
    text,
    lines: () =>
      text()
        .split('\n')
        .filter((line) => line.startsWith('{'))
        .map((line) => JSON.parse(line) as LogLine),
    stop: () => {
      for (const spy of spies) spy.mockRestore();
    },
  };
};
