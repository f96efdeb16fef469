/**
 * Everything that can be thrown away and deployed anew: functions, schedules, queue, site, alarms. Whatever must last is in
 * the data stack. One construct per capability owns its function, its grants, its schedules and its alarms.
 */
import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { ScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import type { Construct } from 'constructs';
import type { DataStack } from './data-stack.ts';
import { CollectSignals } from './pipeline/collect-signals.ts';
import { DigestQueue } from './pipeline/digest-queue.ts';
import { HarvestPapers } from './pipeline/harvest-papers.ts';
import { Monitoring } from './pipeline/monitoring.ts';
import { PlanDigests } from './pipeline/plan-digests.ts';
import { RankTrending } from './pipeline/rank-trending.ts';
import { SEND_TIMEOUT, SendDigest } from './pipeline/send-digest.ts';
import { ServeWeb } from './pipeline/serve-web.ts';
import type { StageSettings } from './settings.ts';

/** AWS asks for a visibility time-out of at least six times that of the function. */
const VISIBILITY_FACTOR = 6;

export interface PipelineStackProps extends StackProps {
  readonly settings: StageSettings;
  readonly data: DataStack;
}

export class PipelineStack extends Stack {
  constructor(scope: Construct, id: string, { settings, data, ...props }: PipelineStackProps) {
    super(scope, id, props);
    const monitoring = new Monitoring(this, 'Monitoring', settings);
    const context = { data, settings, monitoring, schedules: new ScheduleGroup(this, 'Schedules') };

    new HarvestPapers(this, 'HarvestPapers', context);
    new CollectSignals(this, 'CollectSignals', context);
    new RankTrending(this, 'RankTrending', context);
    const { queue } = new DigestQueue(this, 'DigestQueue', {
      visibilityTimeout: Duration.seconds(SEND_TIMEOUT.toSeconds() * VISIBILITY_FACTOR),
      monitoring,
    });
    new PlanDigests(this, 'PlanDigests', { ...context, queue });
    const { siteUrl } = new ServeWeb(this, 'ServeWeb', context);
    new SendDigest(this, 'SendDigest', { ...context, queue, siteUrl });
    monitoring.finish();
  }
}
