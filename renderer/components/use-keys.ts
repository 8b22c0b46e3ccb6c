import { useEffect, useRef } from 'react';

/**
 * Keys of a screen, written `Alt+R`, `F2`, `Ctrl+Enter`, `Alt+5`, `Esc` or a lone letter. Letters go by what they type, and by
 * their place on the keyboard only where the layout is not Latin; digits always by their place. AltGr, composing and
 * dead keys are never taken, because they type Latvian letters. A lone letter is taken only outside of text fields.
 */
export type KeyMap = Readonly<Record<string, (event: KeyboardEvent) => void>>;

/** Listens while the component is mounted. */
export function useKeys(keys: KeyMap): void {
  const current = useRef(keys);
  useEffect(() => {
    current.current = keys;
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => {
      const name = findKeyName(event);
      const action = name === undefined ? undefined : current.current[name];
      if (action === undefined) return;
      event.preventDefault();
      action(event);
    };
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
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

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null
  );
}
