import type { AttachmentId } from '#shared/attachments/attachment.ts';
import type { CaseCommand } from '#shared/case/case-command.ts';
import { attachedFilesOf } from '#shared/case/request/parse-attachments.ts';

/** The files that a command puts on a case. */
export function filesNamedBy(command: CaseCommand): readonly AttachmentId[] {
  switch (command.kind) {
    case 'register-request':
      return attachedFilesOf(command.request).map(({ id }) => id);
    case 'attach-files':
      return command.files.map(({ id }) => id);
    default:
      return [];
  }
}
