/**
 * The app of one stage: the data stack, the pipeline stack on top of it, a stack for the site's certificate where one is to be
 * made, and the rules that all are held against.
 */
import { Tags, Validations, type App } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { CertificateStack } from './certificate-stack.ts';
import { DataStack } from './data-stack.ts';
import { PipelineStack } from './pipeline-stack.ts';
import { EXAMPLE_STAGE, readStageSettings } from './settings.ts';

/** Stacks are named `PaperRound-STAGE-Data`, `PaperRound-STAGE-Pipeline` and `PaperRound-STAGE-Certificate`. */
const PRODUCT = 'PaperRound';

export interface RoundApp {
  readonly data: DataStack;
  readonly pipeline: PipelineStack;
  /** While a host name is set and no certificate for it. */
  readonly certificate?: CertificateStack;
}

/** Reads `-c stage=NAME` (default `example`) and that stage's settings. @throws StageSettingsError */
export const buildRoundApp = (app: App): RoundApp => {
  const stage: unknown = app.node.tryGetContext('stage') ?? EXAMPLE_STAGE;
  const settings = readStageSettings(app.node.tryGetContext('paper-round'), String(stage));
  const { account, region, customDomain } = settings;
  const env = { ...(account !== undefined && { account }), ...(region !== undefined && { region }) };
  const name = `${PRODUCT}-${settings.stage}`;
  const data = new DataStack(app, `${name}-Data`, {
    settings,
    env,
    description: 'Paper Round: tables, raw responses, mail identity, token keys. Everything in it outlives the stack.',
    terminationProtection: settings.stage !== EXAMPLE_STAGE,
  });
  const pipeline = new PipelineStack(app, `${name}-Pipeline`, {
    settings,
    data,
    env,
    description: 'Paper Round: harvest, rank, plan, send, serve. Can be destroyed and deployed anew at any time.',
  });
  const certificate =
    customDomain !== undefined && customDomain.certificateArn === undefined
      ? new CertificateStack(app, `${name}-Certificate`, {
          customDomain,
          account,
          description:
            "Paper Round: the certificate of the site's host name, in the region where CloudFront looks for it.",
        })
      : undefined;
  Tags.of(app).add('product', 'paper-round');
  Tags.of(app).add('stage', settings.stage);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return { data, pipeline, ...(certificate && { certificate }) };
};
