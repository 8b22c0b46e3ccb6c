import type { Session } from '#renderer/counter/counter-api.ts';
import { askerOf } from '#renderer/platform/ask-keeper.ts';
import { connectKeeper } from '#renderer/platform/connect-keeper.ts';

/** Names this window across a reload. Says nothing of anybody: what a window stores lies on the disk. */
const TAB_KEY = 'klatiene.tab';
/** Where an earlier version kept the whole session, on the disk with everything else that a window stores. */
const EARLIER_KEY = 'klatiene.session';

const ask = askerOf(connectKeeper());

/** Keeps the session for as long as this window lives, so that a reload does not ask for the password again. */
export function keepSession(session: Session): void {
  void ask((keeper) => keeper.keepSession({ tab: tabName(), session }));
}

export function forgetSession(): void {
  void ask((keeper) => keeper.keepSession({ tab: tabName(), session: null }));
}

/** The session of this window before it was reloaded. */
export async function findKeptSession(): Promise<Session | null> {
  sessionStorage.removeItem(EARLIER_KEY);
  return (await ask((keeper) => keeper.findSession(tabName()))) ?? null;
}

function tabName(): string {
  const known = sessionStorage.getItem(TAB_KEY);
  if (known !== null) return known;
  const name = crypto.randomUUID();
  sessionStorage.setItem(TAB_KEY, name);
  return name;
}
