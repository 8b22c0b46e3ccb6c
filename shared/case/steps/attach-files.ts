import { z } from 'zod';
import { AttachedFile, AttachmentId } from '#shared/attachments/attachment.ts';
import { ATTACHMENT_LIMITS } from '#shared/attachments/attachment-limits.ts';
import type { CaseAttachment } from '#shared/case/facts/case-attachment.ts';
import { parseAttachments } from '#shared/case/request/parse-attachments.ts';
import type { CaseState } from '../case-state.ts';
import { DETAIL_LIMITS } from '../detail-limits.ts';
import { Details } from '../details.ts';
import { EventOrigin } from '../event-origin.ts';
import { type Decided, made, refusedAs, refusedDetails, type StepContext } from '../step-context.ts';

/** Put files on a case. Their bytes travel by themselves, before or after this (`docs/attachments.md`). */
export const AttachFiles = z.object({
  kind: z.literal('attach-files'),
  files: z.array(AttachedFile).min(1).max(ATTACHMENT_LIMITS.filesACase),
});

export const FilesAttached = z.object({
  kind: z.literal('files-attached'),
  origin: EventOrigin,
  files: z.array(AttachedFile),
});

/** Count a file no more. Nothing is deleted. */
export const RemoveAttachment = z.object({
  kind: z.literal('remove-attachment'),
  attachment: AttachmentId,
  reason: z.string(),
});

export const AttachmentRemoved = z.object({
  kind: z.literal('attachment-removed'),
  origin: EventOrigin,
  attachment: AttachmentId,
  reason: z.string(),
});

/** AT5 */
export function decideAttaching(
  { attachments }: CaseState,
  command: z.infer<typeof AttachFiles>,
  { origin, service }: StepContext,
): Decided {
  const details = new Details();
  const files = parseAttachments('/files', command.files, service.evidence, details.issues);
  if (details.issues.length > 0) return refusedDetails(details);
  if (files.some((file) => attachments.some(({ id }) => id === file.id))) {
    return refusedAs('attached-already');
  }
  const counted = attachments.filter(({ removed }) => removed === null).length;
  if (counted + files.length > ATTACHMENT_LIMITS.filesACase) return refusedAs('too-many-attachments');
  return made({ kind: 'files-attached', origin, files: [...files] });
}

/** AT6 */
export function decideRemoval(
  { attachments }: CaseState,
  command: z.infer<typeof RemoveAttachment>,
  { origin }: StepContext,
): Decided {
  const details = new Details();
  const reason = details.required('/reason', command.reason, DETAIL_LIMITS.reason);
  if (details.issues.length > 0) return refusedDetails(details);
  const found = attachments.find(({ id }) => id === command.attachment);
  if (found === undefined || found.removed !== null) return refusedAs('not-attached');
  return made({ kind: 'attachment-removed', origin, attachment: found.id, reason });
}

export function afterAttaching(state: CaseState, event: z.infer<typeof FilesAttached>): CaseState {
  const added = attachmentsOf(event.files, event.origin);
  const isNew = ({ id }: CaseAttachment): boolean => state.attachments.every((known) => known.id !== id);
  return { ...state, attachments: [...state.attachments, ...added.filter(isNew)] };
}

export function afterRemoval(
  state: CaseState,
  { attachment, origin, reason }: z.infer<typeof AttachmentRemoved>,
): CaseState {
  const removed = { at: origin.at, by: origin.by, reason };
  const attachments = state.attachments.map((file) =>
    file.id === attachment && file.removed === null ? { ...file, removed } : file,
  );
  return { ...state, attachments };
}

/** Files as they stand on a case from an operation on. */
export function attachmentsOf(
  files: readonly AttachedFile[],
  { opId, at, by }: EventOrigin,
): readonly CaseAttachment[] {
  return files.map((file) => ({ ...file, opId, at, by, removed: null }));
}
