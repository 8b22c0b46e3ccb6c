/** The id of the control at a place of a form: the same for the field, its label and the line that leads to it. */
export function fieldId(pointer: string): string {
  return `field${pointer.replaceAll(/[^A-Za-z0-9_-]/g, '-')}`;
}
