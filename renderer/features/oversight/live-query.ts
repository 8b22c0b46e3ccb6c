/** Nothing that was hinted is needed for this: the numbers are asked again in any case. */
const POLL_MILLISECONDS = 60_000;
/** While the centre does not answer it is asked more often, so that what is shown is soon true again. */
const RETRY_MILLISECONDS = 10_000;

/** How every question of the overview is repeated. What the browser believes of the network decides nothing. */
export const LIVE_QUERY = {
  refetchInterval: (query: { readonly state: { readonly status: string } }): number =>
    query.state.status === 'error' ? RETRY_MILLISECONDS : POLL_MILLISECONDS,
  networkMode: 'always',
} as const;

/** For what changes rarely: asked again only while there is no answer. */
export const SELDOM_QUERY = {
  ...LIVE_QUERY,
  refetchInterval: (query: { readonly state: { readonly status: string } }): number | false =>
    query.state.status === 'error' ? RETRY_MILLISECONDS : false,
} as const;

/** Every quarter of that for what no hint tells of. */
export const UNHINTED_QUERY = { ...LIVE_QUERY, refetchInterval: POLL_MILLISECONDS / 4 } as const;
