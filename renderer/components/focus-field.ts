import { fieldId } from './field-id.ts';

/** Puts the focus on the field at `pointer`, or on the nearest place above it that there is. */
export function focusField(pointer: string): void {
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const place = document.getElementById(fieldId(at));
    const target = place?.matches('input, textarea, select, button, [tabindex]')
      ? place
      : place?.querySelector<HTMLElement>('input, textarea, select, button');
    if (target instanceof HTMLElement) {
      target.focus();
      target.scrollIntoView({ block: 'center' });
      return;
    }
  }
}
