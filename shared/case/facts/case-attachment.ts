import type { AttachedFile } from '#shared/attachments/attachment.ts';
import type { OperationId, PersonId } from '#shared/kernel/identifier.ts';
import type { Instant } from '#shared/kernel/instant.ts';

/** A file on a case: what it is, and who put it there when (`docs/attachments.md`). */
export interface CaseAttachment extends AttachedFile {
  readonly opId: OperationId;
  readonly at: Instant;
  readonly by: PersonId;
  /** Why it counts no more; null while it counts. The file itself stays. */
  readonly removed: { readonly at: Instant; readonly by: PersonId; readonly reason: string } | null;
}
