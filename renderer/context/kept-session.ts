import { z } from 'zod';
import type { Session } from '#renderer/counter/counter-api.ts';
import { StaffMember } from '#shared/protocol/session.ts';

const KEY = 'klatiene.session';
const KeptSession = z.object({ person: StaffMember, token: z.string().nullable() });

/** Keeps the session for as long as this window lives, so that a reload does not ask for the password again. */
export function keepSession(session: Session): void {
  sessionStorage.setItem(KEY, JSON.stringify(session));
}

export function forgetSession(): void {
  sessionStorage.removeItem(KEY);
}

/** The session of this window before it was reloaded. */
export function findKeptSession(): Session | null {
  const text = sessionStorage.getItem(KEY);
  if (text === null) return null;
  try {
    return KeptSession.parse(JSON.parse(text));
  } catch {
    forgetSession();
    return null;
  }
}
