import { useEffect, useLayoutEffect, useRef } from 'react';

/**
 * Keys of a screen, written `Alt+R`, `F2`, `Ctrl+Enter`, `Alt+5`, `Esc` or a lone letter. Letters go by what they type, and by
 * their place on the keyboard only where the layout is not Latin; digits always by their place. AltGr, composing and
 * dead keys are never taken, because they type Latvian letters. A lone letter is taken only outside of text fields.
 *
 * Only the top layer answers: under an open dialog no key of the screen works, and Esc over an open list closes the list.
 */
export type KeyMap = Readonly<Record<string, (event: KeyboardEvent) => void>>;

/** Listens while the component is mounted. */
export function useKeys(keys: KeyMap): void {
  const current = useRef(keys);
  useEffect(() => {
    current.current = keys;
  });
  // A layout effect listens before the plain effects of a dialog beside it, so that the layers are seen as they were
  // when the key went down, not as the dialog leaves them.
  useLayoutEffect(() => {
    let isOfUpperLayer = false;
    const look = (event: KeyboardEvent): void => {
      isOfUpperLayer = belongsToUpperLayer(event);
    };
    const listener = (event: KeyboardEvent): void => {
      if (isOfUpperLayer || event.defaultPrevented) return;
      const name = findKeyName(event);
      const action = name === undefined ? undefined : current.current[name];
      if (action === undefined) return;
      event.preventDefault();
      action(event);
    };
    window.addEventListener('keydown', look, { capture: true });
    window.addEventListener('keydown', listener);
    return () => {
      window.removeEventListener('keydown', look, { capture: true });
      window.removeEventListener('keydown', listener);
    };
  }, []);
}

/** The name of the key that was pressed, as `KeyMap` writes it, or `undefined` for one that is never ours. */
export function findKeyName(event: KeyboardEvent): string | undefined {
  if (event.isComposing || event.key === 'Dead' || event.key === 'Process' || event.repeat) return undefined;
  if (event.getModifierState('AltGraph') || event.metaKey) return undefined;
  if (event.altKey && event.ctrlKey) return undefined;
  const key = keyOf(event);
  const prefix = `${event.ctrlKey ? 'Ctrl+' : ''}${event.altKey ? 'Alt+' : ''}${event.shiftKey ? 'Shift+' : ''}`;
  const isLoneLetter = prefix.replace('Shift+', '') === '' && key.length === 1;
  return isLoneLetter && isTyping(event.target) ? undefined : `${prefix}${key}`;
}

function keyOf(event: KeyboardEvent): string {
  const digit = /^Digit(\d)$/.exec(event.code);
  if (digit?.[1] !== undefined && (event.altKey || /^\d$/.test(event.key))) return digit[1];
  const isOtherScript =
    event.key.length === 1 && /\p{L}/u.test(event.key) && !/\p{Script=Latin}/u.test(event.key);
  const letter = /^Key([A-Z])$/.exec(event.code);
  if (isOtherScript && letter?.[1] !== undefined) return letter[1];
  if (event.key === 'Escape') return 'Esc';
  return event.key.length === 1 ? event.key.toUpperCase() : event.key;
}

/** Inputs that take no text, so that a letter in them may be a key of ours. */
const NOT_TYPED_INTO: ReadonlySet<string | null> = new Set(['radio', 'checkbox', 'button']);

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const field = target.closest('input, textarea, select, [contenteditable]');
  return field !== null && !NOT_TYPED_INTO.has(field.getAttribute('type'));
}

/** Whether something lies over the screen that the key is meant for. */
export function belongsToUpperLayer(event: Pick<KeyboardEvent, 'key' | 'target'>): boolean {
  if (document.querySelector('[role="dialog"][aria-modal="true"]') !== null) return true;
  const { key, target } = event;
  if (key !== 'Escape' || !(target instanceof HTMLElement)) return false;
  return target.closest('[role="combobox"][aria-expanded="true"], [role="menu"]') !== null;
}
