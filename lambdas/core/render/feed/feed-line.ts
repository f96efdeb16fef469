/** Text from outside, on one line that every format of a feed can hold: JSON takes all characters, XML 1.0 does not. */
import { cleanLine } from '../mail/mail-text.ts';

/** Control characters and lone surrogates are gone already: of what XML forbids these two are left. */
const NONCHARACTERS = /[\uFFFE\uFFFF]/g;

export const feedLine = (text: string): string => cleanLine(text.replace(NONCHARACTERS, ''));
