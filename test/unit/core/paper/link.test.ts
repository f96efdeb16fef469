import * as fc from 'fast-check';
import { findLinks } from '../../../../lambdas/core/paper/link.ts';

const codeIn = (abstract: string): string[] => findLinks({ abstract }).code;
const projectIn = (abstract: string): string[] => findLinks({ abstract }).project;

describe('findLinks: repositories', () => {
  it.each([
    ['Code: https://github.com/owner/repo.', 'https://github.com/owner/repo'],
    ['(http://www.github.com/owner/repo)', 'https://github.com/owner/repo'],
    ['see github.com/owner/repo.git, soon', 'https://github.com/owner/repo'],
    [String.raw`https://github.com/owner/re\_po/tree/main/src`, 'https://github.com/owner/re_po'],
    ['https://gitlab.com/group/sub/repo/-/tree/main', 'https://gitlab.com/group/sub/repo'],
    ['https://bitbucket.org/o/r/src', 'https://bitbucket.org/o/r'],
    ['https://codeberg.org/o/r', 'https://codeberg.org/o/r'],
    ['https://huggingface.co/owner/model', 'https://huggingface.co/owner/model'],
    ['https://huggingface.co/datasets/o/d;', 'https://huggingface.co/datasets/o/d'],
    ['“https://github.com/owner/repo”', 'https://github.com/owner/repo'],
    ['{https://github.com/owner/repo}', 'https://github.com/owner/repo'],
    ['https://github.com/owner/repo,https://example.org', 'https://github.com/owner/repo'],
  ])('finds %s', (text, link) => {
    expect(codeIn(text)).toEqual([link]);
  });

  it('counts a repository once, whatever its letters, page or scheme', () => {
    expect(
      codeIn('https://github.com/Owner/Repo and http://github.com/owner/repo/issues, github.com/owner/repo'),
    ).toEqual(['https://github.com/Owner/Repo']);
  });

  it('takes pages of the host for no repository', () => {
    expect(
      codeIn(
        'https://github.com/topics/ml https://github.com/owner https://huggingface.co/papers/2401.00001 notgithub.com/a/b',
      ),
    ).toEqual([]);
  });

  it('looks into the comment as well', () => {
    expect(findLinks({ abstract: 'None.', comment: 'Code at https://github.com/o/r' }).code).toEqual([
      'https://github.com/o/r',
    ]);
  });
});

describe('findLinks: projects', () => {
  it('keeps other web addresses without the end of the sentence', () => {
    expect(projectIn('Page (https://owner.github.io/page/), https://en.example.org/wiki/A_(b)!')).toEqual([
      'https://owner.github.io/page/',
      'https://en.example.org/wiki/A_(b)',
    ]);
  });

  it.each([
    'this https URL',
    'javascript:alert(1)',
    'ftp://example.org/x',
    'http://127.0.0.1/x http://localhost/x http://[::1]/',
    'https://user:secret@example.org/x',
    'https://arxiv.org/abs/2401.00001 https://doi.org/10.1/x',
    'https://',
  ])('takes no link from %s', (text) => {
    expect(findLinks({ abstract: text })).toEqual({ code: [], project: [] });
  });

  it('stops at ten of a kind', () => {
    const many = Array.from(
      { length: 50 },
      (_, index) => `https://github.com/o/r${index} https://example.org/${index}`,
    ).join(' ');
    expect(codeIn(many)).toHaveLength(10);
    expect(projectIn(many)).toHaveLength(10);
  });

  it('gives only http and https addresses that parse, whatever the text', () => {
    const pieces = fc.constantFrom(
      'https://',
      'http://',
      'github.com/',
      'a',
      '.org',
      '/',
      '@',
      ':',
      '"',
      '<',
      ' ',
      '\\_',
      '%',
      ')',
      '(',
      '…',
      'é',
    );
    fc.assert(
      fc.property(fc.string({ unit: pieces }), (abstract) => {
        const { code, project } = findLinks({ abstract });
        for (const link of [...code, ...project]) expect(new URL(link).protocol).toMatch(/^https?:$/);
        for (const link of [...code, ...project]) expect(link).not.toMatch(/[<>"\s]/);
      }),
    );
  });
});
