/** The app of one stage: the data stack, the pipeline stack on top of it, and the rules that both are held against. */
import { Tags, Validations, type App } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { DataStack } from './data-stack.ts';
import { PipelineStack } from './pipeline-stack.ts';
import { EXAMPLE_STAGE, readStageSettings } from './settings.ts';

/** Stacks are named `PaperRound-STAGE-Data` and `PaperRound-STAGE-Pipeline`. */
const PRODUCT = 'PaperRound';

export interface RoundApp {
  readonly data: DataStack;
  readonly pipeline: PipelineStack;
}

/** Reads `-c stage=NAME` (default `example`) and that stage's settings. @throws StageSettingsError */
export const buildRoundApp = (app: App): RoundApp => {
  const stage: unknown = app.node.tryGetContext('stage') ?? EXAMPLE_STAGE;
  const settings = readStageSettings(app.node.tryGetContext('paper-round'), String(stage));
  const { account, region } = settings;
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
  Tags.of(app).add('product', 'paper-round');
  Tags.of(app).add('stage', settings.stage);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return { data, pipeline };
};
