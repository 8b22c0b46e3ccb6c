/** Something the application asked of the desktop, which the stand-in only notes down. */
interface RecordedCall {
  /** Module and function, such as `shell.openExternal`. */
  readonly name: string;
  readonly args: readonly unknown[];
}

/** All of them, in their order. A test reads them as `electron.standin.recordedCalls`. */
export const recordedCalls: RecordedCall[] = [];

/** Notes a call down. */
export function recordCall(name: string, ...args: unknown[]): void {
  recordedCalls.push({ name, args });
}
