import { z } from 'zod';
import { Attachment } from '#shared/attachments/attachment.ts';
import { OperationId } from '#shared/kernel/identifier.ts';
import { Instant } from '#shared/kernel/instant.ts';

/** What is kept beside the bytes of a file on this computer. */
export const AttachmentNote = z.object({
  attachment: Attachment,
  /** The form it was attached to: the draft or the operation that names it. Null for one that the centre gave. */
  formId: OperationId.nullable(),
  keptAt: Instant,
  /** When the centre was found to have it, durable; null until then. */
  centreAt: Instant.nullable(),
});
export type AttachmentNote = z.infer<typeof AttachmentNote>;
