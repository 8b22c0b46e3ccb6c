import type { AttachmentSource } from '#shared/attachments/attachment.ts';

/** A file that somebody wants to add, and what it came by. */
export interface PickedFile {
  readonly file: File;
  readonly source: AttachmentSource;
}
