/** Schedules by the clock of New York, where arXiv's day ends: they follow its clock changes by themselves. */
import { Duration, Stack, TimeZone } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal, type IRole } from 'aws-cdk-lib/aws-iam';
import {
  Schedule,
  ScheduleExpression,
  ScheduleTargetInput,
  type CronOptionsWithTimezone,
  type IScheduleGroup,
} from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type { RoundFunction } from './round-function.ts';

export interface NewYorkScheduleProps {
  readonly target: RoundFunction;
  readonly description: string;
  /** In New York's time. */
  readonly cron: Omit<CronOptionsWithTimezone, 'timeZone'>;
  /** What the function gets. @default {} */
  readonly input?: Readonly<Record<string, unknown>>;
  readonly group: IScheduleGroup;
}

/** A run that could not be started by then is left to the next one. */
const MAX_LATENESS = Duration.minutes(10);

export const scheduleInNewYork = (id: string, props: NewYorkScheduleProps): Schedule => {
  const { target, description, cron, input = {}, group } = props;
  return new Schedule(target, id, {
    description,
    schedule: ScheduleExpression.cron({ ...cron, timeZone: TimeZone.AMERICA_NEW_YORK }),
    scheduleGroup: group,
    target: new LambdaInvoke(target.lambda, {
      role: scheduleRoleOf(target),
      input: ScheduleTargetInput.fromObject(input),
      maxEventAge: MAX_LATENESS,
      retryAttempts: 2,
    }),
  });
};

/** The schedule is the retry: a run that failed is not repeated by Lambda as well. */
export const leaveRetriesToSchedule = ({ lambda }: RoundFunction): void => {
  lambda.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: MAX_LATENESS });
};

const ROLE_ID = 'ScheduleRole';

/**
 * One role for all schedules of a function, which may invoke it and nothing else. The target would grant all of its versions
 * as well, by a wildcard: it may not change the role.
 */
const scheduleRoleOf = (target: RoundFunction): IRole => {
  const known = target.node.tryFindChild(ROLE_ID);
  if (known instanceof Role) return known.withoutPolicyUpdates();
  const { account } = Stack.of(target);
  const scheduler = new ServicePrincipal('scheduler.amazonaws.com');
  const role = new Role(target, ROLE_ID, {
    assumedBy: scheduler.withConditions({ StringEquals: { 'aws:SourceAccount': account } }),
  });
  role.addToPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [target.lambda.functionArn] }));
  return role.withoutPolicyUpdates();
};
