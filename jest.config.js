import process from 'node:process';

// The tests run on Node 20 on purpose; the SDK would say about it in every file.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

// Four projects: `unit` (pure code and fakes), `integration` (real engines on loopback), `infra` (CDK policies and
// bundles), `browser` (Chromium; skipped with a plain message where none is installed).
const shared = {
  testEnvironment: 'node',
  transform: {
    '^.+\\.[cm]?ts$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
};
const project = (displayName, directory) => ({
  ...shared,
  displayName,
  testMatch: [`<rootDir>/test/${directory}/**/*.test.ts`],
});

export default {
  projects: [
    project('unit', 'unit'),
    project('integration', 'integration'),
    project('infra', 'infra'),
    project('browser', 'browser'),
  ],
  testTimeout: 60_000,
  // Many tests wait for servers and child processes: a worker for each processor, and none left over for jest itself.
  maxWorkers: '100%',
};
