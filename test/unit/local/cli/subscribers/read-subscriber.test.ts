import * as fc from 'fast-check';
import {
  readSubscriber,
  SUBSCRIBER_FIELDS,
  type SubscriberInput,
} from '../../../../../local/cli/subscribers/read-subscriber.ts';

const DEFAULTS = { categories: ['cs.AI', 'cs.LG'] };
const read = (input: SubscriberInput) => readSubscriber({ email: 'ada@example.org', ...input }, DEFAULTS);

describe('a subscriber as an operator writes them', () => {
  it('needs no more than an address', () => {
    expect(read({ email: ' Ada@EXAMPLE.org ' })).toEqual({
      address: 'Ada@example.org',
      preferences: {
        frequency: 'daily',
        weekday: 1,
        localHour: 7,
        timeZone: 'America/New_York',
        categories: ['cs.AI', 'cs.LG'],
        topics: [],
        exclude: [],
        authors: [],
        maxPapers: 10,
        onlyWithCode: false,
      },
    });
  });

  it('takes lists split by ; and texts of numbers', () => {
    expect(
      read({
        frequency: 'weekly',
        localHour: '06',
        timeZone: 'europe/berlin',
        categories: 'cs.LG; stat.ML',
        topics: 'graph, neural; nets ;',
        exclude: ';',
        authors: 'Falk, Ada;Lind',
        maxPapers: '50',
      }),
    ).toMatchObject({
      preferences: {
        frequency: 'weekly',
        localHour: 6,
        timeZone: 'Europe/Berlin',
        categories: ['cs.LG', 'stat.ML'],
        topics: ['graph, neural', 'nets'],
        exclude: [],
        authors: ['Falk, Ada', 'Lind'],
        maxPapers: 50,
      },
    });
  });

  it('takes the values of JSON, null and empty ones being as good as absent', () => {
    expect(
      read({
        localHour: 0,
        categories: ['all'],
        topics: ['maps', 'maps'],
        frequency: null,
        timeZone: '',
        maxPapers: 1,
      }),
    ).toMatchObject({
      preferences: { localHour: 0, categories: ['all'], topics: ['maps'], frequency: 'daily', maxPapers: 1 },
    });
  });

  it.each([
    ['yes', true],
    ['TRUE', true],
    [true, true],
    ['no', false],
    ['', false],
  ])('reads %j of onlyWithCode as %j', (onlyWithCode, expected) => {
    expect(read({ onlyWithCode })).toMatchObject({ preferences: { onlyWithCode: expected } });
  });

  it('folds aliases and subsumed archives into the categories that are announced', () => {
    expect(read({ categories: 'math.MP;math-ph;q-alg;cs.LG' })).toMatchObject({
      preferences: { categories: ['math-ph', 'math.QA', 'cs.LG'] },
    });
  });

  it.each<[keyof SubscriberInput, unknown]>([
    ['email', ''],
    ['email', 'Ada <ada@example.org>'],
    ['email', 'ada@example.org,bo@example.org'],
    ['email', 'ada@example.org\nBcc: bo@example.org'],
    ['email', 5],
    ['frequency', 'hourly'],
    ['localHour', '24'],
    ['localHour', '-1'],
    ['localHour', '7.5'],
    ['localHour', '0x7'],
    ['localHour', true],
    ['timeZone', 'Mars/Base'],
    ['timeZone', '+01:00'],
    ['timeZone', 60],
    ['categories', 'cs.LG,stat.ML'],
    ['categories', 'cs.XX'],
    ['categories', { a: 1 }],
    ['topics', [1]],
    ['topics', 'a\u001B[2J'],
    ['topics', 'x'.repeat(201)],
    ['authors', Array.from({ length: 101 }, (_, index) => `name ${index}`)],
    ['maxPapers', '0'],
    ['maxPapers', '51'],
    ['maxPapers', 'ten'],
    ['onlyWithCode', 'maybe'],
    ['onlyWithCode', 1],
  ])('refuses %s %j, naming the field alone', (field, value) => {
    expect(read({ [field]: value })).toEqual({
      fault: expect.stringMatching(new RegExp(`^${field} must be (?!.* must be )`)) as string,
    });
  });

  it('names all fields that are wrong', () => {
    const reading = read({ email: 'x', localHour: '99', maxPapers: '99' });
    expect('fault' in reading && reading.fault).toBe(
      'email must be one bare mail address; localHour must be a whole number from 0 to 23; maxPapers must be a whole number from 1 to 50',
    );
  });

  it('never throws, and never repeats what a field holds', () => {
    const marker = 'bo@example.net';
    const value = fc.oneof(fc.constant(marker), fc.jsonValue(), fc.constant([marker]));
    fc.assert(
      fc.property(
        fc.record(Object.fromEntries(SUBSCRIBER_FIELDS.map((field) => [field, value])), { requiredKeys: [] }),
        (input) => {
          const reading = readSubscriber(input, DEFAULTS);
          expect('fault' in reading ? reading.fault : '').not.toContain(marker);
        },
      ),
    );
  });
});
