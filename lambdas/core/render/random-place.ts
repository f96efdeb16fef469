/** Why one of the first places isn't earned: said wherever that place is shown. */
export const RANDOM_PLACE_REASON =
  'the first places of a list make attention by accident, so one of them goes by lot to a paper that few have seen';
