import { z } from 'zod';
import { Attachment } from '#shared/attachments/attachment.ts';

/** A part of a file on its way up or down has at most so many bytes. */
export const CHUNK_BYTES = 256 * 1024;

/** `POST /api/attachments`: a counter says which file it is going to send. Saying so again is harmless. */
export const AttachmentAnnouncement = Attachment.pick({ id: true, kind: true, bytes: true, sha256: true });
export type AttachmentAnnouncement = z.infer<typeof AttachmentAnnouncement>;

/** What the centre has of a file: the first `receivedBytes`, or all of it, durable and checked. */
export const AttachmentStanding = z.object({ receivedBytes: z.int().min(0), isStored: z.boolean() });
export type AttachmentStanding = z.infer<typeof AttachmentStanding>;
