// Typed lint for everything, and the layer rules of docs/architecture.md: core <- adapters <- functions -> runtime,
// lib takes from lambdas only constants and types, lambdas never import lib or local.
import js from '@eslint/js';
import jest from 'eslint-plugin-jest';
import tseslint from 'typescript-eslint';

const forbid = (...patterns) => ({
  'no-restricted-imports': ['error', { patterns: patterns.map(([regex, message]) => ({ regex, message })) }],
});
const outward = [
  [
    '^\\..*/(adapters|functions|runtime|lib|local|bin)/',
    'This layer may not import outward: core <- adapters <- functions -> runtime.',
  ],
];

export default tseslint.config(
  { ignores: ['cdk.out', 'coverage', 'node_modules'] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['*.js', '*.mjs'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Taking a key out of an object by destructuring is the point, not an oversight.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  { files: ['**/*.js', '**/*.mjs'], ...tseslint.configs.disableTypeChecked },
  {
    files: ['lambdas/core/**'],
    rules: {
      ...forbid(...outward, ['^node:(?!crypto$)', 'The core does no I/O.'], ['^@aws-', 'The core knows no AWS.']),
      'no-restricted-globals': ['error', 'process', 'fetch', 'setTimeout', 'setInterval', 'performance', 'console'],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Time comes in as a value.' },
        { object: 'Math', property: 'random', message: 'Randomness comes in as a value.' },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Time comes in as a value.' },
      ],
    },
  },
  {
    files: ['lambdas/adapters/**'],
    rules: forbid(['^\\..*/(functions|lib|local|bin)/', 'Adapters know only the core and the runtime types.']),
  },
  {
    files: ['lambdas/functions/**', 'lambdas/runtime/**'],
    rules: forbid(['^\\..*/(lib|local|bin)/', 'Lambdas never import lib, local or bin.']),
  },
  {
    files: ['lib/**'],
    rules: forbid(
      ['^\\..*/(local|bin)/', 'lib is CDK only.'],
      [
        '/lambdas/(?!adapters/dynamodb/table-schema|runtime/metric-names|.*settings)',
        'lib takes only constants and environment types from lambdas.',
      ],
    ),
  },
  {
    files: ['test/**'],
    ...jest.configs['flat/recommended'],
    rules: {
      ...jest.configs['flat/recommended'].rules,
      'jest/expect-expect': ['error', { assertFunctionNames: ['expect', 'fc.assert', 'expect*'] }],
    },
  },
);
