/** What `doctor` finds on this machine: Node and the environment variables. */
import { isLoopback, readRoundSettings } from '../../round-settings.ts';
import type { Environment } from '../cli-data.ts';
import { findingsOf, type Finding } from './finding.ts';

const { ok, note, wrong } = findingsOf('here');

/** package.json: `engines`. */
const MIN_NODE = { major: 20, minor: 19 } as const;

/** @param version as in `process.versions.node` */
export const nodeFinding = (version: string): Finding => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > MIN_NODE.major || (major === MIN_NODE.major && minor >= MIN_NODE.minor)
    ? ok(`Node ${version} is new enough.`)
    : wrong({
        what: `Node ${version} is older than ${MIN_NODE.major}.${MIN_NODE.minor}.`,
        remedy: `Install Node ${MIN_NODE.major}.${MIN_NODE.minor} or newer.`,
      });
};

/** The variables of a local round. */
export const environmentFindings = (env: Environment): readonly Finding[] => {
  try {
    const { categories, dynamodbEndpoint, sesEndpoint, gitHubToken } = readRoundSettings(env);
    return [
      ok(`Rounds here harvest ${categories.length} categories: ${categories.join(', ')}.`),
      gitHubToken === undefined
        ? note({
            what: 'No GITHUB_TOKEN is set, so rounds here do not look at stars.',
            remedy: 'Make a token of GitHub that may do nothing (README.md), and set it.',
          })
        : ok('GITHUB_TOKEN is set: rounds here look at stars.'),
      ...Object.entries({ AWS_ENDPOINT_URL_DYNAMODB: dynamodbEndpoint, AWS_ENDPOINT_URL_SES: sesEndpoint })
        .filter(([, endpoint]) => endpoint !== undefined && !isLoopback(endpoint))
        .map(([name]) =>
          note({
            what: `${name} is not on loopback, and local rounds refuse to write there.`,
            remedy: `Unset ${name}, or run npm start with --allow-remote if that is what you want.`,
          }),
        ),
    ];
  } catch (error) {
    return [
      wrong({
        what: error instanceof Error ? error.message : String(error),
        remedy: 'Correct or unset the variables named.',
      }),
    ];
  }
};
