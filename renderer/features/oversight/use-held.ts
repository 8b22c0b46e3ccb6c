import { useRef } from 'react';

/** `value`, or the last one that there was while the next is being asked for, so that nothing jumps or loses focus. */
export function useHeld<Value>(value: Value | undefined): Value | undefined {
  const held = useRef<Value>(undefined);
  if (value !== undefined) held.current = value;
  return held.current;
}
