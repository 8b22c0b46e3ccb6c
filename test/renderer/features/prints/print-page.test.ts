import { describe, expect, it } from 'vitest';
import { printPage } from '#renderer/platform/print-page.ts';

/** A page whose `print` does what it is told. */
function pageThat(print: (tell: (event: string) => void) => void) {
  const target = new EventTarget();
  return {
    addEventListener: target.addEventListener.bind(target),
    removeEventListener: target.removeEventListener.bind(target),
    print: () => print((event) => target.dispatchEvent(new Event(event))),
  };
}

describe('printing the page', () => {
  it('[LT15] is offered when the window to print in opened', () => {
    expect(printPage(pageThat((tell) => void tell('beforeprint')))).toEqual({ outcome: 'offered' });
  });

  it('[LT15] failed when nothing opened, or with the reason that the browser gave', () => {
    expect(printPage(pageThat(() => undefined))).toEqual({
      outcome: 'failed',
      cause: 'not-opened',
      reason: '',
    });
    const refusing = pageThat(() => {
      throw new Error('no printer');
    });
    expect(printPage(refusing)).toEqual({ outcome: 'failed', cause: 'refused', reason: 'no printer' });
  });
});
