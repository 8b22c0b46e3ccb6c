/** The word by which a failure crosses to the window: the system's code where there is one, else the kind of error. */
export function failureName(failure: unknown): string {
  if (!(failure instanceof Error)) return 'failed';
  const { code } = failure as { code?: unknown };
  return typeof code === 'string' ? code : failure.name;
}
