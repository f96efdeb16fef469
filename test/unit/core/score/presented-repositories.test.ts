import { findLinks } from '../../../../lambdas/core/paper/link.ts';
import { presentedRepositories } from '../../../../lambdas/core/score/presented-repositories.ts';

const presented = (abstract: string, comment?: string) =>
  presentedRepositories({ title: 'Maps', abstract, comment, links: findLinks({ abstract, comment }) });

describe('repositories that a paper presents', () => {
  it.each([
    'Our code is available at https://github.com/lind/fold.',
    'The project code is public via https://github.com/lind/fold.',
    'Data can be accessed from https://github.com/lind/fold',
    'We fold maps (https://github.com/lind/fold).',
  ])('are those it calls its own, or says nothing else of: %s', (abstract) => {
    expect(presented(abstract)).toEqual(['lind/fold']);
  });

  it.each([
    'It is based on the training library https://github.com/frame/work and beats it.',
    'Our model is built upon https://github.com/frame/work.',
    'The system is a fork of https://github.com/frame/work.',
    'All experiments are implemented in (https://github.com/frame/work).',
  ])('are not those that it builds on: %s', (abstract) => {
    expect(presented(abstract)).toEqual([]);
  });

  it('do not hold those that it compares with', () => {
    const abstract = 'We compare with https://github.com/other/thing. Code: https://github.com/lind/fold';
    expect(presented(abstract)).toEqual(['lind/fold']);
  });

  it('are found in the comment as well, and nowhere but on GitHub', () => {
    expect(presented('We fold maps.', 'code at github.com/lind/fold, https://gitlab.com/a/b')).toEqual(['lind/fold']);
  });

  it('are found fast in a long hostile text', () => {
    const abstract = `${'based on '.repeat(12_000)}https://github.com/lind/fold`;
    expect(presented(abstract)).toEqual([]);
  });
});
