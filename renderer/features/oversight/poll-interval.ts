/** Nothing that was hinted is needed for this: the numbers are asked again in any case. */
export const POLL_MILLISECONDS = 60_000;
