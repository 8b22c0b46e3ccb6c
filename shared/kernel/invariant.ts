/** A defect: we were wrong. Caught once per border, never used to say no to a person. */
export class Defect extends Error {
  override readonly name = 'Defect';
}

/** Throws a `Defect` with `message` (which must hold no personal data) when `condition` does not hold. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Defect(message);
}

/** Closes a switch: the compiler proves that `value` cannot be here; at run time it is a defect. */
export function unreachable(value: never): never {
  throw new Defect(`unreachable variant: ${typeof value === 'string' ? value : typeof value}`);
}
