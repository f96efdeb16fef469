/**
 * Everything that can be thrown away and deployed anew: functions, schedules, queues, site, alarms. Whatever must last is in
 * the data stack. One construct per capability owns its function, its grants, its schedules and its alarms.
 */
import { Stack, type StackProps } from 'aws-cdk-lib';
import { ScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import type { Construct } from 'constructs';
import type { DataStack } from './data-stack.ts';
import { BuildSearchIndex } from './pipeline/build-search-index.ts';
import { CollectSignals } from './pipeline/collect-signals.ts';
import { ConfirmationQueue } from './pipeline/confirmation-queue.ts';
import { DigestQueue } from './pipeline/digest-queue.ts';
import { HarvestPapers } from './pipeline/harvest-papers.ts';
import { Monitoring } from './pipeline/monitoring.ts';
import { PlanDigests } from './pipeline/plan-digests.ts';
import { RankTrending } from './pipeline/rank-trending.ts';
import { CONFIRMATION_TIMEOUT, SendConfirmation } from './pipeline/send-confirmation.ts';
import { SEND_TIMEOUT, SendDigest } from './pipeline/send-digest.ts';
import { ServeWeb } from './pipeline/serve-web.ts';
import type { StageSettings } from './settings.ts';

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
    new BuildSearchIndex(this, 'BuildSearchIndex', context);
    const { queue } = new DigestQueue(this, 'DigestQueue', { handledWithin: SEND_TIMEOUT, monitoring });
    new PlanDigests(this, 'PlanDigests', { ...context, queue });
    const { queue: confirmations } = new ConfirmationQueue(this, 'ConfirmationQueue', {
      handledWithin: CONFIRMATION_TIMEOUT,
      monitoring,
    });
    const { siteUrl } = new ServeWeb(this, 'ServeWeb', { ...context, confirmations });
    new SendDigest(this, 'SendDigest', { ...context, queue, siteUrl });
    new SendConfirmation(this, 'SendConfirmation', { ...context, queue: confirmations, siteUrl });
    monitoring.finish();
  }
}
