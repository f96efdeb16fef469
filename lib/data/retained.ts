/** What every resource of the data stack has in common. */
import { CfnResource, RemovalPolicy, type IResource } from 'aws-cdk-lib';

/** The logical id is fixed, whatever becomes of the construct tree, and the resource stays when the stack or its entry goes. */
export const retainAs = (resource: IResource, logicalId: string): void => {
  const { defaultChild } = resource.node;
  if (!(defaultChild instanceof CfnResource)) throw new Error(`${resource.node.path} has no resource of its own.`);
  defaultChild.overrideLogicalId(logicalId);
  defaultChild.applyRemovalPolicy(RemovalPolicy.RETAIN, { applyToUpdateReplacePolicy: true });
};
