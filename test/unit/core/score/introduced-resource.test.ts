import { introducedResource } from '../../../../lambdas/core/score/introduced-resource.ts';

describe('introduced resource', () => {
  it.each([
    ['TideBench: A Benchmark for Tides', '', 'benchmark'],
    ['TideSet: A Large-Scale Dataset of Tides', '', 'dataset'],
    ['Tides', 'To this end, we introduce TideBench, a comprehensive benchmark for tides.', 'benchmark'],
    ['Tides', 'We release the first dataset of harbour tides.', 'dataset'],
    ['Tides', 'We construct a large annotated corpus, and study it.', 'dataset'],
    ['Tides', 'We present a benchmark dataset.', 'benchmark'],
  ])('finds it in %j %j', (title, abstract, resource) => {
    expect(introducedResource({ title, abstract })).toBe(resource);
  });

  it.each([
    ['Tides', 'We evaluate on a benchmark.'],
    ['Tides', 'We propose a method that beats every benchmark.'],
    ['Tides', 'We present a method for the benchmark of tides.'],
    ['Tides', 'We propose a dataset distillation method.'],
    ['Dataset Pruning: A Survey', 'Each dataset shrinks.'],
    ['0', ''],
  ])('finds none in %j %j', (title, abstract) => {
    expect(introducedResource({ title, abstract })).toBeUndefined();
  });
});
