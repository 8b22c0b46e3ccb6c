/** Helps that promise a list of addresses to pick from, which this program does not have. */
const SPEAKS_OF_A_LIST = /sarakst|\blist\b/i;

/** What of the catalogue's help for an address is true here: all of it, or nothing. */
export function addressHelp(help: string): string {
  return SPEAKS_OF_A_LIST.test(help) ? '' : help;
}
