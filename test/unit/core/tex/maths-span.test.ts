import { mathsSpanAt } from '../../../../lambdas/core/tex/maths-span.ts';

const tex = String.raw;

describe('mathsSpanAt', () => {
  it.each([
    ['$x$ rest', 'x', false],
    [tex`$a \$ b$`, tex`a \$ b`, false],
    ['$$x$$', 'x', true],
    [tex`\(x\)`, 'x', false],
    [tex`\[x\]`, 'x', true],
    ['$5$', '5', false],
    ['$ 5 $', ' 5 ', false],
    ['$3\\times 3$', '3\\times 3', false],
  ])('sees the formula of %s', (text, body, display) => {
    expect(mathsSpanAt(text, 0)).toMatchObject({ start: 0, body, display });
  });

  it.each(['$5 and $10', '$ sign alone', '$$ $$', '$20 per month to $x$', tex`\(open`, '\\b'])(
    'sees none in %j',
    (text) => {
      expect(mathsSpanAt(text, 0)).toBeUndefined();
    },
  );

  it.each([tex`\(a \(b\)`, tex`\[a \[b\]`, tex`\(a\\)`])(
    'sees none where %s opens again or only a line break ends it',
    (text) => {
      expect(mathsSpanAt(text, 0)).toBeUndefined();
    },
  );

  it('sees none without an end within 2,000 characters', () => {
    expect(mathsSpanAt(`$${'x'.repeat(3_000)}$`, 0)).toBeUndefined();
  });

  it('takes US$ for money', () => {
    expect(mathsSpanAt('US$ 5 or US$ 6', 2)).toBeUndefined();
  });
});
