import { rereadQuarantine } from '../../../../../local/cli/harvest/reread-quarantine.ts';
import { inventedConsole } from './invented-console.ts';

const COUNTS = { records: 12, new: 2, updated: 0, unchanged: 9, duplicates: 0, rejected: 1 };

describe('the quarantine read again', () => {
  const said = async (report: { responses: number; stillRejected: number }, json = false): Promise<string> => {
    const console = inventedConsole({ json });
    await rereadQuarantine(() => Promise.resolve({ ...report, counts: COUNTS }), console.output);
    return console.out();
  };

  it('says what could be read and what is left', async () => {
    expect(await said({ responses: 2, stillRejected: 1 })).toMatch(
      /^Read 2 responses again, 12 records: 2 new, 9 unchanged, 1 rejected\.\s1\sreject\sleft, with/,
    );
    expect(await said({ responses: 1, stillRejected: 0 })).toMatch(
      /^Read 1 response again, .*\sNothing\sis\srejected\sany\smore\.\n$/s,
    );
  });

  it('says when there is nothing to read', async () => {
    expect(await said({ responses: 0, stillRejected: 0 })).toMatch(/^No response with rejects is archived/);
  });

  it('answers programs with one document', async () => {
    expect(JSON.parse(await said({ responses: 2, stillRejected: 1 }, true))).toEqual({
      responses: 2,
      stillRejected: 1,
      counts: COUNTS,
    });
  });
});
