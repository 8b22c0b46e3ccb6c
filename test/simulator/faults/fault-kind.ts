/**
 * Everything that can go wrong in a simulated run. The keys are those of `faults` in the report of `npm run sim`, and
 * the table in `docs/sync-protocol.md` says what each of them is (SM8).
 */
export const FAULT_KINDS = [
  'request-lost',
  'answer-lost',
  'request-twice',
  'request-reordered',
  'line-slow',
  'answer-cut',
  'portal-page',
  'body-too-large',
  'too-many-requests',
  'centre-busy',
  'token-refused',
  'protocol-refused',
  'half-open',
  'one-way',
  'line-down',
  'hints-broken',
  'killed-saving',
  'killed-applying',
  'killed-idle',
  'flush-failed',
  'unflushed-lost',
  'torn-tail',
  'journal-damaged',
  'disk-full',
  'store-emptied',
  'store-failing',
  'store-behind',
  'profile-cloned',
  'profile-restored',
  'clock-stepped',
  'centre-killed',
  'centre-restored',
  'centre-copied',
  'author-revoked',
  'device-revoked',
  'rules-skewed',
  'protocol-skewed',
  'kind-unknown',
  'field-unknown',
  'same-case',
  'file-raced',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** How often each kind happened. */
export type FaultCounts = Record<FaultKind, number>;

export function noFaults(): FaultCounts {
  return Object.fromEntries(FAULT_KINDS.map((kind) => [kind, 0])) as FaultCounts;
}
