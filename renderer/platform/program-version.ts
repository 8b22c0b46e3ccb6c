/** Put in by the build; absent where the sources run unbuilt, as in tests. */
declare const __PROGRAM_VERSION__: string | undefined;

/** Version of the program, as in package.json. */
export const PROGRAM_VERSION = typeof __PROGRAM_VERSION__ === 'string' ? __PROGRAM_VERSION__ : 'unbuilt';
