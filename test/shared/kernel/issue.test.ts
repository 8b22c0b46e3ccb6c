import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pointerOf } from '#shared/kernel/issue.ts';

describe('JSON pointers', () => {
  it.each([
    [[], ''],
    [['values', 'moveDate'], '/values/moveDate'],
    [['a', 0, ''], '/a/0/'],
    [['a/b', 'c~d', '~1'], '/a~1b/c~0d/~01'],
  ])('[RG3] of %j is %j (RFC 6901)', (path, pointer) => {
    expect(pointerOf(path)).toBe(pointer);
  });

  it('[RG3] lead back to their steps', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (path) => {
        const steps = pointerOf(path)
          .split('/')
          .slice(1)
          .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
        expect(steps).toEqual(path);
      }),
    );
  });
});
