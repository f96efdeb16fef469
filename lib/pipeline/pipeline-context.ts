/** What every construct of the pipeline is given. */
import type { IScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import type { DataStack } from '../data-stack.ts';
import type { StageSettings } from '../settings.ts';
import type { Monitoring } from './monitoring.ts';

export interface PipelineContext {
  readonly data: DataStack;
  readonly settings: StageSettings;
  readonly monitoring: Monitoring;
  readonly schedules: IScheduleGroup;
}
