import { findLinks } from '../../../../lambdas/core/paper/link.ts';
import { judgeLinks } from '../../../../lambdas/core/score/own-repository.ts';
import { presentedRepositories } from '../../../../lambdas/core/score/presented-repositories.ts';

const factsOf = (abstract: string, comment?: string, title = 'Folding maps') => ({
  ...{ title, abstract, comment },
  links: findLinks({ abstract, comment }),
});
const presented = (abstract: string, comment?: string, title?: string) =>
  presentedRepositories(factsOf(abstract, comment, title));
const judged = (abstract: string, comment?: string) =>
  judgeLinks(factsOf(abstract, comment)).map(({ standing, holds }) => `${holds} ${standing}`);

describe('repositories that a paper presents', () => {
  it.each([
    'Our code is available at https://github.com/lind/fold.',
    'The project code is public via https://github.com/lind/fold.',
    'Data can be accessed from https://github.com/lind/fold',
    'Our code can be downloaded from: https://github.com/lind/fold',
    'We fold maps (https://github.com/lind/fold).',
    String.raw`The maps are at \url{https://github.com/lind/fold}.`,
    'Built on top of a common library, our code is available at https://github.com/lind/fold.',
    'The tool is implemented in Rust, and available at https://github.com/lind/fold.',
    'See https://github.com/lind/fold for code and data.',
  ])('are those it calls its own, or says nothing else of: %s', (abstract) => {
    expect(presented(abstract)).toEqual(['lind/fold']);
  });

  it.each([
    'It is based on the training library https://github.com/fold/engine and beats it.',
    'Our model is built upon https://github.com/fold/engine.',
    'The system is a fork of https://github.com/fold/engine.',
    'All experiments are implemented in (https://github.com/fold/engine).',
    'We use FrameWork (https://github.com/fold/engine) for folding.',
    'Maps are folded with https://github.com/fold/engine.',
    'The folds were adapted from https://github.com/fold/engine.',
    'Our method has been adopted by the FrameWork (https://github.com/fold/engine) team.',
    'We open-source a fold (https://github.com/fold/engine/pull/12).',
  ])('are not those that it builds on: %s', (abstract) => {
    expect(presented(abstract)).toEqual([]);
  });

  it('come in order of trust: what is there, what is promised, what holds data, what nothing is said of', () => {
    const abstract =
      'We fold maps (https://github.com/lind/bare). The dataset is available at https://github.com/lind/data. ' +
      'Code will be released at https://github.com/lind/soon. Code: https://github.com/lind/fold';
    expect(presented(abstract)).toEqual(['lind/fold', 'lind/data', 'lind/soon', 'lind/bare']);
  });

  it('are known by a name in the title, whatever the words around', () => {
    expect(presented('We work with https://github.com/lind/map-fold.', undefined, 'MapFold: Folding')).toEqual([
      'lind/map-fold',
    ]);
  });

  it('are judged by the best place, in abstract or comment', () => {
    expect(presented('It is based on https://github.com/lind/fold.', 'Code: https://github.com/lind/fold')).toEqual([
      'lind/fold',
    ]);
  });

  it('are found in the comment as well, and nowhere but on GitHub', () => {
    expect(presented('We fold maps.', 'code at github.com/lind/fold, https://gitlab.com/a/b')).toEqual(['lind/fold']);
  });

  it('are found fast in a long hostile text', () => {
    const abstract = `${'based on '.repeat(12_000)}https://github.com/lind/fold`;
    expect(presented(abstract)).toEqual([]);
    const repeated = 'use a a a a a a a (https://github.com/lind/fold '.repeat(2000);
    expect(presented(repeated)).toHaveLength(1);
  });
});

describe('what is said of a linked repository', () => {
  it.each([
    ['Code is available at https://github.com/lind/fold', 'code released'],
    ['Code will be made available at https://github.com/lind/fold', 'code announced'],
    ['The dataset and code are available at https://github.com/lind/fold', 'code released'],
    ['Our benchmark is available at https://github.com/lind/fold', 'data released'],
    ['We fold maps of many kinds. https://github.com/lind/fold', 'code linked'],
    ['The fold is based on https://github.com/lind/fold', 'code cited'],
  ])('%s: %s', (abstract, said) => {
    expect(judged(abstract)).toEqual([said]);
  });

  it('is nothing without links', () => {
    expect(judged('We fold maps.')).toEqual([]);
  });
});
