import { ok, type Result, refused } from '#shared/kernel/result.ts';
import { type AttachmentKind, recogniseKind } from './attachment-kind.ts';
import { ATTACHMENT_LIMITS } from './attachment-limits.ts';

/** Every code with which a file is refused before it is kept. Each has a message in both languages. */
export const ATTACHMENT_REFUSAL_CODES = [
  'file-empty',
  'file-too-large',
  'kind-not-accepted',
  'phone-photo',
  'device-full',
  'disk-nearly-full',
] as const;
export type AttachmentRefusalCode = (typeof ATTACHMENT_REFUSAL_CODES)[number];

/** What there is room for, in bytes. `freeBytes` is undefined where the system does not say. */
export interface AttachmentRoom {
  readonly usedBytes: number;
  readonly freeBytes: number | undefined;
}

/** Whether a file may be kept, by its first bytes, its length and the room there is (AT1, AT3); its kind when it may. */
export function checkAttachment(
  head: Uint8Array,
  bytes: number,
  room: AttachmentRoom,
): Result<AttachmentKind, AttachmentRefusalCode> {
  const kind = checkContent(head, bytes);
  if (!kind.ok) return kind;
  if (room.usedBytes + bytes > ATTACHMENT_LIMITS.bytesADevice) return refused('device-full');
  const isTight = room.freeBytes !== undefined && room.freeBytes - bytes < ATTACHMENT_LIMITS.freeBytes;
  return isTight ? refused('disk-nearly-full') : kind;
}

/** The same of the file alone, wherever it is to lie. */
export function checkContent(
  head: Uint8Array,
  bytes: number,
): Result<AttachmentKind, Exclude<AttachmentRefusalCode, 'device-full' | 'disk-nearly-full'>> {
  if (bytes === 0) return refused('file-empty');
  if (bytes > ATTACHMENT_LIMITS.bytes) return refused('file-too-large');
  const kind = recogniseKind(head);
  if (kind === undefined) return refused('kind-not-accepted');
  return kind === 'phone-photo' ? refused(kind) : ok(kind);
}
