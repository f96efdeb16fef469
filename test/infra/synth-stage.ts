/** Synthesises the stacks of the example stage without bundling, once per test file. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { buildRoundApp } from '../../lib/round-app.ts';

/** Tests run at the root of the repository. */
export const cdkContext = (): Record<string, unknown> => {
  const { context } = JSON.parse(readFileSync(resolve('cdk.json'), 'utf8')) as { context: Record<string, unknown> };
  return context;
};

/** Settings of a stage of its own, with nothing optional. */
export const TEST_STAGE = {
  senderAddress: 'digest@papers.paper-round.net',
  domain: 'paper-round.net',
  postalAddress: 'Paper Round, 12 Long Lane, 10115 Berlin',
  operatorEmail: 'operator@paper-round.net',
  categories: ['cs.LG'],
  sesPricingPlan: 'ESSENTIALS',
};

export interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

export interface SynthesisedStage {
  readonly data: Template;
  readonly pipeline: Template;
  /** While a host name is set and no certificate for it. */
  readonly certificate: { readonly template: Template; readonly region: string } | undefined;
}

/** @param settings of a stage `test`; without them the committed example */
export const synthStage = (settings?: Readonly<Record<string, unknown>>): SynthesisedStage => {
  const stage = settings === undefined ? {} : { stage: 'test', 'paper-round': { test: settings } };
  const app = new App({ context: { ...cdkContext(), 'aws:cdk:bundling-stacks': [], ...stage } });
  const { data, pipeline, certificate } = buildRoundApp(app);
  return {
    data: Template.fromStack(data),
    // Refuses a template whose resources wait for each other in a circle.
    pipeline: Template.fromStack(pipeline),
    certificate: certificate && { template: Template.fromStack(certificate), region: certificate.region },
  };
};

/** Resources of a type, by logical id. */
export const resourcesOf = (template: Template, type: string): readonly (readonly [string, Resource])[] =>
  Object.entries(template.findResources(type) as Record<string, Resource>);

/** That the template holds a resource of this type with at least these properties. */
export const expectResource = (template: Template, type: string, properties: object): void => {
  expect(() => template.hasResourceProperties(type, properties)).not.toThrow();
};
