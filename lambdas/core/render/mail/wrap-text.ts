/** Lines of the text parts. RFC 5322 asks for at most 78 characters where they can be broken. */

const MAX_LINE_LENGTH = 78;

/** Breaks at spaces; a word that is longer than the line (a URL) stands alone and whole. */
export const wrapText = (text: string, indent = ''): string => {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(' ')) {
    const joined = line.trim() === '' ? line + word : `${line} ${word}`;
    if (joined.length > MAX_LINE_LENGTH && line.trim() !== '') {
      lines.push(line);
      line = indent + word;
    } else line = joined;
  }
  return [...lines, line].join('\n');
};
