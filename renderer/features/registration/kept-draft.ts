import { z } from 'zod';
import { LeftBehind } from '#shared/case/request/carry-over.ts';
import { attachedFilesOf } from '#shared/case/request/parse-attachments.ts';
import { RequestDraft } from '#shared/case/request/request-draft.ts';
import { usualContact } from '#shared/case/request/usual-contact.ts';
import type { Catalogue, PublicService } from '#shared/catalogue/public-service.ts';
import { toHex } from '#shared/kernel/hex.ts';
import { Digest } from '#shared/kernel/identifier.ts';

/** What is kept of a form while it is being written: its content, and the salt that was minted when it opened. */
export const KeptDraft = z.object({
  salt: z.string().regex(/^[0-9a-f]{32}$/),
  draft: RequestDraft,
  /** The version of the catalogue that it is written by. */
  catalogue: Digest.optional(),
  /** What had no place in a later version; there until the person has seen it. */
  left: z.array(LeftBehind).optional().catch(undefined),
});
export type KeptDraft = z.infer<typeof KeptDraft>;

/** An empty form with the office's defaults. */
export function newDraft(catalogue: Catalogue, version: Digest): KeptDraft {
  return {
    salt: toHex(crypto.getRandomValues(new Uint8Array(16))),
    draft: RequestDraft.parse({ channel: 'counter', common: usualContact(catalogue) }),
    catalogue: version,
  };
}

/** The draft for another service: who asks stays, what the former service asked goes. */
export function withService(draft: RequestDraft, service: PublicService): RequestDraft {
  const isServed = service.audience.some((kind) => kind === draft.applicant.kind);
  const applicant = isServed
    ? draft.applicant
    : { identity: { kind: 'person-code' }, ...draft.applicant, kind: service.audience[0] };
  // The files stay: they are scanned once, whatever they turn out to be asked for.
  const files = attachedFilesOf(draft).map((file) => ({ ...file, evidence: null }));
  const attachments = files.length === 0 ? {} : { attachments: files };
  const emptied = { values: {}, eligibility: {}, evidence: {}, fees: {} };
  return { ...draft, service: service.id, applicant, ...emptied, ...attachments };
}

/** Whether anything was entered that is worth keeping. */
export function isWorthKeeping(draft: RequestDraft): boolean {
  const { applicant, need, service, representative } = draft;
  const typed = [
    applicant.givenName,
    applicant.familyName,
    applicant.name,
    applicant.identity?.personCode?.code,
  ];
  return (
    service !== undefined ||
    representative !== undefined ||
    attachedFilesOf(draft).length > 0 ||
    [need, ...typed].some((text) => text !== undefined && text.trim() !== '')
  );
}
