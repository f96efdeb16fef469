/**
 * How every function is bundled: ESM with the SDK inside, which starts in a third of the time of one that
 * leaves the SDK to the runtime. The bundle test builds with the same options, so that it tests what is deployed.
 */
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Charset, OutputFormat, SourceMapMode, type BundlingOptions } from 'aws-cdk-lib/aws-lambda-nodejs';

/**
 * Packages in CommonJS that ended up in an ES module call `require` for Node's own modules, and look for files of theirs in
 * `__dirname`; ES modules have neither.
 */
const COMMONJS_BANNER =
  "import { createRequire as createRequireOfBundle } from 'node:module'; const require = createRequireOfBundle(import.meta.url), __dirname = import.meta.dirname;";

/**
 * Lambda hands a function its credentials in the environment. The SDK loads the other ways to find some on demand, which
 * never comes; they would add 110 KB to every bundle.
 */
const OTHER_CREDENTIALS = [
  '@aws-sdk/credential-provider-http',
  '@aws-sdk/credential-provider-ini',
  '@aws-sdk/credential-provider-process',
  '@aws-sdk/credential-provider-sso',
  '@aws-sdk/credential-provider-web-identity',
  '@smithy/credential-provider-imds',
];

/** In esbuild's own words. `target`: the local tests run the bundles on Node 20. */
export const ESBUILD_OPTIONS = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  mainFields: ['module', 'main'],
  minify: true,
  // Letters outside ASCII as they are, instead of escapes of six bytes.
  charset: 'utf8',
  legalComments: 'none',
  sourcemap: 'linked',
  sourcesContent: false,
  banner: { js: COMMONJS_BANNER },
  external: OTHER_CREDENTIALS,
} as const;

/** The same in CDK's words. */
const BUNDLING: BundlingOptions = {
  format: OutputFormat.ESM,
  target: ESBUILD_OPTIONS.target,
  mainFields: [...ESBUILD_OPTIONS.mainFields],
  minify: ESBUILD_OPTIONS.minify,
  charset: Charset.UTF8,
  esbuildArgs: { '--legal-comments': ESBUILD_OPTIONS.legalComments },
  sourceMap: true,
  sourceMapMode: SourceMapMode.DEFAULT,
  sourcesContent: ESBUILD_OPTIONS.sourcesContent,
  banner: ESBUILD_OPTIONS.banner.js,
  externalModules: [...OTHER_CREDENTIALS],
};

const SQLITE = 'node_modules/node-sqlite3-wasm/dist/node-sqlite3-wasm.wasm';
/** Files that a function reads from beside its bundle: where they come from, below the root of the repository. */
export const FILES_BESIDE: Readonly<Partial<Record<string, readonly string[]>>> = {
  'build-search-index': [SQLITE],
  'serve-web': [SQLITE],
};

/** With the files of that function beside it. */
export const bundlingOf = (functionName: string): BundlingOptions => ({
  ...BUNDLING,
  commandHooks: {
    beforeBundling: () => [],
    beforeInstall: () => [],
    // By Node, which is there on every platform.
    afterBundling: (root, output) =>
      (FILES_BESIDE[functionName] ?? []).map((path) => {
        const [from, to] = [join(root, path), join(output, basename(path))].map((file) => JSON.stringify(file));
        return `node -e "require('fs').copyFileSync(process.argv[1], process.argv[2])" ${from} ${to}`;
      }),
  },
});

/** The file that a function's bundle starts from. */
export const entryOf = (functionName: string): string =>
  fileURLToPath(new URL(`../lambdas/functions/${functionName}/index.ts`, import.meta.url));
