import { AttachedFile } from '#shared/attachments/attachment.ts';
import { ATTACHMENT_LIMITS } from '#shared/attachments/attachment-limits.ts';
import { cleanAttachmentName } from '#shared/attachments/attachment-name.ts';
import type { EvidenceType } from '#shared/catalogue/public-service.ts';
import { type Issue, pointerOf } from '#shared/kernel/issue.ts';
import { requestIssue } from './request-issue.ts';

/**
 * Reads the files that come with a request or are put on a case later (AT4, AT5): each whole, under a clean name, once,
 * and of a piece of evidence that the service knows or of none. `place` is the pointer of the list.
 */
export function parseAttachments(
  place: string,
  drafts: readonly unknown[],
  types: readonly EvidenceType[],
  issues: Issue[],
): readonly AttachedFile[] {
  if (drafts.length > ATTACHMENT_LIMITS.filesACase) issues.push(requestIssue(place, 'too-many-attachments'));
  const files: AttachedFile[] = [];
  for (const [index, draft] of drafts.entries()) {
    const at = `${place}${pointerOf([index])}`;
    const { success, data: file } = AttachedFile.safeParse(draft);
    const isWhole = success && cleanAttachmentName(file.name, file.kind) === file.name;
    if (!isWhole || files.some(({ id }) => id === file.id)) {
      issues.push(requestIssue(at, 'attachment-not-valid'));
    } else if (file.evidence !== null && !types.some(({ id }) => id === file.evidence)) {
      issues.push(requestIssue(`${at}/evidence`, 'unknown-choice'));
    } else files.push(file);
  }
  return files;
}

/** The files of a draft as far as they can be read, for screens. */
export function attachedFilesOf(draft: {
  readonly attachments?: readonly unknown[] | undefined;
}): readonly AttachedFile[] {
  return (draft.attachments ?? []).flatMap((file) => {
    const read = AttachedFile.safeParse(file);
    return read.success ? [read.data] : [];
  });
}
