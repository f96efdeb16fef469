/**
 * One Lambda as all of them are: bundled ESM, arm64, Node 24, X-Ray, a log group with an end, a role that may do what is
 * granted and nothing else. No VPC and no reserved concurrency: a new account has ten executions in all.
 */
import { Duration, RemovalPolicy, Validations, type Size } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Runtime, Tracing, type RecursiveLoop } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { bundlingOf, entryOf } from '../bundling.ts';

export interface RoundFunctionProps {
  /** Folder under lambdas/functions, and the name by which logs and metrics know it. */
  readonly name: string;
  readonly description: string;
  /** Literal typed by the function's own settings: `{ … } satisfies SendDigestEnv`. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly timeout: Duration;
  /** MB; the share of a processor grows with it. */
  readonly memorySize: number;
  /** Room under /tmp. @default 512 MB */
  readonly ephemeralStorageSize?: Size;
  /** What Lambda's own loop detection is to do. @default it stops loops */
  readonly recursiveLoop?: RecursiveLoop;
}

/** Logs name subscribers by id only; a month serves an investigation. */
export const LOG_RETENTION = RetentionDays.ONE_MONTH;

export class RoundFunction extends Construct {
  readonly lambda: NodejsFunction;
  private readonly role: Role;

  constructor(scope: Construct, id: string, props: RoundFunctionProps) {
    super(scope, id);
    const { name, environment, ...options } = props;
    const logGroup = new LogGroup(this, 'Logs', { retention: LOG_RETENTION, removalPolicy: RemovalPolicy.DESTROY });
    this.role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(this.role);
    this.lambda = new NodejsFunction(this, 'Function', {
      ...options,
      entry: entryOf(name),
      handler: 'handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      bundling: bundlingOf(name),
      role: this.role,
      logGroup,
      tracing: Tracing.ACTIVE,
      environment: { NODE_OPTIONS: '--enable-source-maps', ...definedOnly(environment) },
    });
    this.acknowledgeWildcard(
      'Resource::*',
      'X-Ray has no resources that a permission could name; the statement holds its two writing actions and nothing else.',
    );
  }

  /** Accepts one wildcard that a grant can't do without. `finding` is cdk-nag's: `Resource::…` or `Action::…`. */
  acknowledgeWildcard(finding: string, reason: string): void {
    Validations.of(this.role).acknowledge({ id: `AwsSolutions-IAM5[${finding}]`, reason });
  }

  /** Exactly these actions on exactly these resources. */
  allow(actions: readonly string[], ...resources: readonly string[]): void {
    this.lambda.addToRolePolicy(new PolicyStatement({ actions: [...actions], resources: [...resources] }));
  }
}

const definedOnly = (environment: RoundFunctionProps['environment']): Record<string, string> =>
  Object.fromEntries(Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined));
