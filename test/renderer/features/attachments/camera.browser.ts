import { afterEach, describe, expect, it, vi } from 'vitest';
import { startCamera } from '#renderer/features/attachments/camera.ts';

afterEach(() => vi.restoreAllMocks());

describe('a camera', () => {
  it('[AT29] can be switched off also when the others are not told', async () => {
    vi.spyOn(navigator.mediaDevices, 'enumerateDevices').mockRejectedValue(
      new DOMException('', 'AbortError'),
    );
    const started = await startCamera(undefined);
    if (typeof started === 'string') return expect.fail(started);
    started.stop();
    expect(started.stream.getTracks().map(({ readyState }) => readyState)).toEqual(['ended']);
  });
});
