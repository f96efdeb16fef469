/** Time zones that readers and their browsers name. */

/** The zone in the spelling of the IANA database; `undefined` for what is none (offsets like +05:00 are none). */
export const knownTimeZone = (name: string): string | undefined => {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/.test(name)) return undefined;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
};
