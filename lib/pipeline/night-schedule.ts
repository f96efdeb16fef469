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

/** When a function runs, and what for. */
export interface ScheduledRuns {
  readonly description: string;
  /** In New York's time. */
  readonly cron: Omit<CronOptionsWithTimezone, 'timeZone'>;
  /** What the function gets. @default {} */
  readonly input?: Readonly<Record<string, unknown>>;
}

export interface NewYorkSchedulesProps {
  readonly target: RoundFunction;
  readonly group: IScheduleGroup;
  /** By the construct id of the schedule. */
  readonly runs: Readonly<Record<string, ScheduledRuns>>;
}

/** A run that could not be started by then is left to the next one. */
const MAX_LATENESS = Duration.minutes(10);

/** Everything that starts the function. The schedule is the retry: a run that failed is not repeated by Lambda as well. */
export const scheduleInNewYork = ({ target, group, runs }: NewYorkSchedulesProps): void => {
  const role = createScheduleRole(target);
  target.lambda.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: MAX_LATENESS });
  for (const [id, { description, cron, input = {} }] of Object.entries(runs)) {
    new Schedule(target, id, {
      description,
      schedule: ScheduleExpression.cron({ ...cron, timeZone: TimeZone.AMERICA_NEW_YORK }),
      scheduleGroup: group,
      target: new LambdaInvoke(target.lambda, {
        role,
        input: ScheduleTargetInput.fromObject(input),
        maxEventAge: MAX_LATENESS,
        retryAttempts: 2,
      }),
    });
  }
};

/**
 * One role for all schedules of a function, which may invoke it and nothing else. The target would grant all of its versions
 * as well, by a wildcard: it may not change the role.
 */
const createScheduleRole = (target: RoundFunction): IRole => {
  const { account } = Stack.of(target);
  const scheduler = new ServicePrincipal('scheduler.amazonaws.com');
  const role = new Role(target, 'ScheduleRole', {
    assumedBy: scheduler.withConditions({ StringEquals: { 'aws:SourceAccount': account } }),
  });
  role.addToPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [target.lambda.functionArn] }));
  return role.withoutPolicyUpdates();
};
