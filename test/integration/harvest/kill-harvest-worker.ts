/** A process that does one run of the harvest and ends, unless it is killed. Its argument: place and step as JSON. */
import { runHarvestStep, type HarvestPlace, type HarvestStep } from './harvest-step.ts';

const { place, step } = JSON.parse(process.argv[2] ?? '') as {
  readonly place: HarvestPlace;
  readonly step: HarvestStep;
};
await runHarvestStep(place, step);
