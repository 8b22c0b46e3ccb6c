import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MIN_HEIGHT, MIN_WIDTH, placeWindow } from '#electron/window/window-place.ts';

const PRIMARY = { x: 0, y: 0, width: 1920, height: 1040 };
const RIGHT = { x: 1920, y: 0, width: 1280, height: 984 };

function remembered(x: number | null, y: number | null, width = 1366, height = 768) {
  return { x, y, width, height, isMaximized: false };
}

describe('the place of the window', () => {
  it('[DT6] is the middle of the primary display the first time', () => {
    expect(placeWindow(remembered(null, null), [PRIMARY, RIGHT])).toEqual({
      x: 277,
      y: 136,
      width: 1366,
      height: 768,
    });
  });

  it('[DT6] is where the window was left', () => {
    const place = { x: 1925, y: 20, width: 1100, height: 700 };
    expect(placeWindow({ ...place, isMaximized: true }, [PRIMARY, RIGHT])).toEqual(place);
  });

  it('[DT6] is moved back into the display that shows most of it', () => {
    expect(placeWindow(remembered(-300, 900), [PRIMARY, RIGHT])).toMatchObject({ x: 0, y: 272 });
    expect(placeWindow(remembered(1800, -50), [PRIMARY, RIGHT])).toEqual({
      x: 1920,
      y: 0,
      width: 1280,
      height: 768,
    });
  });

  it('[DT6] is on the primary display when its own is gone', () => {
    expect(placeWindow(remembered(2200, 100), [PRIMARY])).toMatchObject({ x: 277, y: 136 });
  });

  it('[DT6] is never smaller than the screens need, unless the display is', () => {
    expect(placeWindow(remembered(10, 10, 700, 500), [PRIMARY])).toEqual({
      x: 10,
      y: 10,
      width: MIN_WIDTH,
      height: MIN_HEIGHT,
    });
    const small = { x: 0, y: 0, width: 800, height: 600 };
    expect(placeWindow(remembered(null, null), [small])).toEqual(small);
  });

  it('[DT6] lies within one display, whatever was remembered', () => {
    const coordinate = fc.integer({ min: -20_000, max: 20_000 });
    const area = fc.record({
      x: fc.integer({ min: -4000, max: 4000 }),
      y: fc.integer({ min: -4000, max: 4000 }),
      width: fc.integer({ min: 320, max: 4000 }),
      height: fc.integer({ min: 240, max: 3000 }),
    });
    const window = fc.record({
      x: fc.option(coordinate),
      y: fc.option(coordinate),
      width: fc.integer({ min: 640, max: 16_000 }),
      height: fc.integer({ min: 480, max: 16_000 }),
      isMaximized: fc.boolean(),
    });
    fc.assert(
      fc.property(window, area, fc.array(area, { maxLength: 3 }), (before, primary, others) => {
        const place = placeWindow(before, [primary, ...others]);
        const holds = [primary, ...others].some(
          (display) =>
            place.x >= display.x &&
            place.y >= display.y &&
            place.x + place.width <= display.x + display.width &&
            place.y + place.height <= display.y + display.height,
        );
        expect(holds).toBe(true);
      }),
    );
  });
});
