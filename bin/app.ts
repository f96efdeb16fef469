/** The CDK app: `npx cdk synth`, `npx cdk deploy --all -c stage=NAME`. No network, no Docker, no credentials at synth. */
import { App } from 'aws-cdk-lib';
import { buildRoundApp } from '../lib/round-app.ts';
import { StageSettingsError } from '../lib/settings.ts';

try {
  buildRoundApp(new App());
} catch (error) {
  if (!(error instanceof StageSettingsError)) throw error;
  process.stderr.write(`paper-round: ${error.message}\n`);
  process.exitCode = 2;
}
