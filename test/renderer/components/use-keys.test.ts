import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { belongsToUpperLayer, findKeyName } from '#renderer/components/use-keys.ts';

/** What of an element these keys are asked about: which ones it stands in. */
class Element {
  readonly #tag: string;
  readonly #type: string | null;

  constructor(tag: string, type: string | null = null) {
    this.#tag = tag;
    this.#type = type;
  }

  getAttribute(name: string): string | null {
    return name === 'type' ? this.#type : null;
  }

  closest(selector: string): Element | null {
    return selector.split(', ').includes(this.#tag) ? this : null;
  }
}

interface Key {
  readonly key: string;
  readonly code: string;
  readonly altGraph?: boolean;
  readonly altKey?: boolean;
  readonly ctrlKey?: boolean;
  readonly shiftKey?: boolean;
  readonly metaKey?: boolean;
  readonly isComposing?: boolean;
  readonly repeat?: boolean;
}

/** The name of a key that is pressed in an element of the page. */
function nameOf({ altGraph = false, ...key }: Key, tag = 'div', type?: string): string | undefined {
  const event = {
    altKey: false,
    ctrlKey: false,
    shiftKey: false,
    metaKey: false,
    isComposing: false,
    repeat: false,
    ...key,
    target: new Element(tag, type),
    getModifierState: (name: string) => name === 'AltGraph' && altGraph,
  };
  return findKeyName(event as unknown as KeyboardEvent);
}

beforeEach(() => vi.stubGlobal('HTMLElement', Element));
afterEach(() => vi.unstubAllGlobals());

describe('the name of a key', () => {
  it.each([
    [{ key: 'F2', code: 'F2' }, 'F2'],
    [{ key: 'Escape', code: 'Escape' }, 'Esc'],
    [{ key: 'Enter', code: 'Enter', ctrlKey: true }, 'Ctrl+Enter'],
    [{ key: 'Enter', code: 'Enter', ctrlKey: true, shiftKey: true }, 'Ctrl+Shift+Enter'],
    [{ key: 'r', code: 'KeyR', altKey: true }, 'Alt+R'],
    [{ key: 'n', code: 'KeyN' }, 'N'],
    // Where a letter lies on the keyboard decides only in another script.
    [{ key: 'y', code: 'KeyZ', altKey: true }, 'Alt+Y'],
    [{ key: 'к', code: 'KeyR', altKey: true }, 'Alt+R'],
    [{ key: 'ā', code: 'KeyA', altKey: true }, 'Alt+Ā'],
    [{ key: '5', code: 'Digit5', altKey: true }, 'Alt+5'],
    [{ key: '(', code: 'Digit5', altKey: true }, 'Alt+5'],
    [{ key: '5', code: 'Digit5' }, '5'],
    [{ key: '%', code: 'Digit5', shiftKey: true }, 'Shift+%'],
    [{ key: '/', code: 'Slash' }, '/'],
  ])('%o is %s', (key, name) => {
    expect(nameOf(key)).toBe(name);
  });

  it.each([
    { key: 'ā', code: 'KeyA', ctrlKey: true, altKey: true },
    { key: 'ā', code: 'KeyA', altKey: true, altGraph: true },
    { key: 'ē', code: 'KeyE', altGraph: true },
    { key: 'Dead', code: 'Quote' },
    { key: 'Process', code: 'KeyA' },
    { key: 'a', code: 'KeyA', isComposing: true },
    { key: 'F2', code: 'F2', repeat: true },
    { key: 'r', code: 'KeyR', metaKey: true },
  ])('%o is never ours', (key) => {
    expect(nameOf(key)).toBeUndefined();
  });

  it.each(['input', 'textarea', 'select'])(
    'a lone letter in a field (%s) is text, other keys are not',
    (tag) => {
      expect(nameOf({ key: 'n', code: 'KeyN' }, tag)).toBeUndefined();
      expect(nameOf({ key: 'N', code: 'KeyN', shiftKey: true }, tag)).toBeUndefined();
      expect(nameOf({ key: 'n', code: 'KeyN', altKey: true }, tag)).toBe('Alt+N');
      expect(nameOf({ key: 'F2', code: 'F2' }, tag)).toBe('F2');
      expect(nameOf({ key: 'Escape', code: 'Escape' }, tag)).toBe('Esc');
    },
  );

  it.each(['radio', 'checkbox', 'button'])(
    'a lone letter on a control that takes no text (%s) is a key',
    (type) => {
      expect(nameOf({ key: 'v', code: 'KeyV' }, 'input', type)).toBe('V');
    },
  );
});

describe('what lies over a screen', () => {
  const LIST = '[role="combobox"][aria-expanded="true"]';
  const isMeantForIt = (key: string, tag: string, hasDialog = false): boolean => {
    vi.stubGlobal('document', { querySelector: () => (hasDialog ? new Element('div') : null) });
    return belongsToUpperLayer({ key, target: new Element(tag) as unknown as EventTarget });
  };

  it('takes every key while it is an open dialog', () => {
    expect(isMeantForIt('Escape', 'div', true)).toBe(true);
    expect(isMeantForIt('Enter', 'input', true)).toBe(true);
    expect(isMeantForIt('F2', 'div', true)).toBe(true);
  });

  it('takes Esc alone while it is an open list', () => {
    expect(isMeantForIt('Escape', LIST)).toBe(true);
    expect(isMeantForIt('F2', LIST)).toBe(false);
    expect(isMeantForIt('Escape', 'input')).toBe(false);
  });
});
