/** Up to which number one page of a space reaches. */
export interface PageEnd {
  readonly cursor: number;
  /** Whether the space goes on after that. */
  readonly more: boolean;
}

/**
 * Where a page of about `limit` changes ends, from the numbers of the first `limit + 1` changes after `asked`, in order.
 * Changes of one transaction share a number, and a cursor in their middle would lose the rest: they stay together, even
 * when they alone are more than `limit`. `head` is the number of the space's last change.
 */
export function pageEndOf(sequences: readonly number[], asked: number, limit: number, head: number): PageEnd {
  const beyond = sequences[limit];
  if (beyond === undefined) return { cursor: sequences.at(-1) ?? asked, more: false };
  const before = sequences.findLast((sequence) => sequence < beyond);
  return before === undefined ? { cursor: beyond, more: beyond < head } : { cursor: before, more: true };
}
