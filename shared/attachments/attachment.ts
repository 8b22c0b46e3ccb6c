import { z } from 'zod';
import { codePoints } from '#shared/kernel/clean-text.ts';
import { Digest, Identifier } from '#shared/kernel/identifier.ts';
import { AttachmentKind } from './attachment-kind.ts';
import { ATTACHMENT_LIMITS } from './attachment-limits.ts';

/** One file. Random, minted when the file is taken, and the same at every counter and at the centre. */
export const AttachmentId = Identifier.brand<'AttachmentId'>();
export type AttachmentId = z.infer<typeof AttachmentId>;

/** What a file came by. */
export const AttachmentSource = z.enum(['file', 'scanner', 'camera']);
export type AttachmentSource = z.infer<typeof AttachmentSource>;

/** A file as it is known without its bytes. The bytes never travel with an operation (`docs/attachments.md`). */
export const Attachment = z.object({
  id: AttachmentId,
  name: z
    .string()
    .min(1)
    .refine((name) => codePoints(name) <= ATTACHMENT_LIMITS.nameCodePoints, 'too long a name'),
  /** By its leading bytes; the media type follows from it. */
  kind: AttachmentKind,
  bytes: z.int().min(1).max(ATTACHMENT_LIMITS.bytes),
  sha256: Digest,
  source: AttachmentSource,
});
export type Attachment = z.infer<typeof Attachment>;

/** A file that belongs to a request. */
export const AttachedFile = Attachment.extend({
  /** The evidence type of the service that it is a copy of; null for anything else. */
  evidence: z.string().nullable(),
});
export type AttachedFile = z.infer<typeof AttachedFile>;
