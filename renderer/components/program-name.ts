/** A name, the same in every language. */
export const PROGRAM_NAME = 'Klātiene';
