/** An answer taken apart at its records, so that a fault can leave some out or double them. */
import type { Protocol } from './answer.ts';

export interface RecordPieces {
  readonly head: string;
  /** Each with the blanks up to the next one; on a listing page, with the headings between. */
  readonly records: readonly string[];
  readonly tail: string;
}

/** OAI pages of identifiers hold headers alone. */
const marksOf = (text: string, protocol: Protocol): readonly [start: string, end: string] => {
  if (protocol === 'oai') return text.includes('<record>') ? ['<record>', '</record>'] : ['<header>', '</header>'];
  if (protocol === 'rss') return ['<item>', '</item>'];
  return protocol === 'listing' ? ['<dt>', '</dd>'] : ['<entry>', '</entry>'];
};

export const takeApart = (text: string, protocol: Protocol): RecordPieces => {
  const [startMark, endMark] = marksOf(text, protocol);
  const starts: number[] = [];
  for (let at = text.indexOf(startMark); at !== -1; at = text.indexOf(startMark, at + 1)) starts.push(at);
  const [first] = starts;
  if (first === undefined) return { head: text, records: [], tail: '' };
  const end = text.lastIndexOf(endMark) + endMark.length;
  return {
    head: text.slice(0, first),
    records: starts.map((start, index) => text.slice(start, starts[index + 1] ?? end)),
    tail: text.slice(end),
  };
};

export const putTogether = ({ head, records, tail }: RecordPieces): string => head + records.join('') + tail;
