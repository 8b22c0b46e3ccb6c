/** What others need of web contents without knowing their class. */
interface LiveWebContents {
  readonly id: number;
  getURL(): string;
}

/** The web contents of every open window, by their number. */
export const liveWebContents = new Map<number, LiveWebContents>();
