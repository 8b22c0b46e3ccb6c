import { useEffect } from 'react';
import { belongsToUpperLayer, findKeyName } from './use-keys.ts';

/** The parts of the window, in the order of the page. */
const REGIONS = '.k-head, .k-nav, .k-main, .k-status';

/** What in a part of the window can take the focus. */
const FOCUSABLE = 'a[href], button:not(:disabled), input, select, textarea, [tabindex]';

/**
 * F6 goes to the next part of the window and Shift+F6 to the one before; from anywhere else F6 goes to the main part.
 * Past the last part the key is the browser's again.
 */
export function useRegionKeys(): void {
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => {
      const name = findKeyName(event);
      if ((name !== 'F6' && name !== 'Shift+F6') || belongsToUpperLayer(event)) return;
      const regions = [...document.querySelectorAll<HTMLElement>(REGIONS)];
      const at = regions.findIndex((region) => region.contains(document.activeElement));
      const main = regions.findIndex((region) => region.matches('.k-main'));
      const region = regions[at === -1 ? main : at + (name === 'F6' ? 1 : -1)];
      if (region === undefined) return;
      event.preventDefault();
      const target = region.matches('[tabindex]') ? region : region.querySelector<HTMLElement>(FOCUSABLE);
      target?.focus();
    };
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
}
