/** When short batches are repaired: each evening, once OAI holds the announcement of the day (reference: about 22:30 in New York). */
import { addDays, newYorkInstant } from '../calendar/new-york-time.ts';
import { newYorkDate } from '../calendar/announcement-calendar.ts';

/** 22:30 in New York. */
const REPAIR_HOUR = 22;
const REPAIR_MINUTES = 30;

/** For so many days a short batch is repaired; what has not come by then is not in OAI. */
export const REPAIR_DAYS = 14;

const repairOn = (date: string): Date =>
  new Date(newYorkInstant(date, REPAIR_HOUR).getTime() + REPAIR_MINUTES * 60_000);

/** The first repair that begins after this instant. */
export const nextRepairAfter = (now: Date): Date => {
  const tonight = repairOn(newYorkDate(now));
  return now < tonight ? tonight : repairOn(addDays(newYorkDate(now), 1));
};

/** The repair that began last, at or before this instant. */
export const lastRepairUpTo = (now: Date): Date => {
  const tonight = repairOn(newYorkDate(now));
  return now < tonight ? repairOn(addDays(newYorkDate(now), -1)) : tonight;
};

/** When a batch of that date that is short now is repaired next; undefined when it is too old by then. */
export const nextRepairOf = (date: string, now: Date): string | undefined => {
  const next = nextRepairAfter(now);
  return addDays(date, REPAIR_DAYS) < newYorkDate(next) ? undefined : next.toISOString();
};
