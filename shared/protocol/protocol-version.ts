/**
 * The number of the protocol between counter and centre. It changes whenever a message changes; every version that was
 * ever released keeps its golden messages in `test/protocol-history`, and `docs/sync-protocol.md` holds the history.
 *
 * - 1: operations with digest chain, push with one verdict each, pull by counter rows, hints.
 */
export const PROTOCOL_VERSION = 1;

/**
 * The version of the rules in `shared/case`, which an operation names: what its author was allowed by.
 *
 * - 2: what was registered can be corrected, and a conflict be resolved (CL84 to CL88).
 */
export const RULES_VERSION = 2;
