import type { ReferenceShelf } from '#renderer/store/reference-shelf.ts';
import type { AttachmentId } from '#shared/attachments/attachment.ts';
import type { StaffRole } from '#shared/case/staff-role.ts';
import type { JournalPort } from '#shared/journal/journal-port.ts';
import type { Digest, OperationId, PersonId } from '#shared/kernel/identifier.ts';
import { findDeskRole } from '#shared/protocol/grants.ts';
import type { ReferenceVersions } from '#shared/protocol/pull.ts';
import type { StaffMember } from '#shared/protocol/session.ts';
import type { WorkedBy } from '#shared/protocol/worked-by.ts';
import type { DeviceTime } from './device-time.ts';
import type { Device } from './side-files.ts';

/** Who saves, where, and by which versions. */
export interface SavingContext {
  readonly journal: JournalPort;
  readonly shelf: ReferenceShelf;
  /** Makes sure that the files an operation names are on this disk. */
  readonly claimFiles: (ids: readonly AttachmentId[], opId: OperationId) => Promise<boolean>;
  readonly device: Device;
  readonly time: DeviceTime;
  readonly author: PersonId;
  readonly role: StaffRole;
  readonly versions: ReferenceVersions;
  readonly workedBy: WorkedBy;
}

/** The context of `person` at this device now, or `undefined` who has no role here, or no versions to work by. */
export async function findSavingContext(
  parts: Pick<SavingContext, 'journal' | 'shelf' | 'claimFiles'>,
  device: Device,
  time: DeviceTime,
  person: StaffMember,
): Promise<SavingContext | undefined> {
  const { journal, shelf, claimFiles } = parts;
  const role = findDeskRole(person.grants, device.office);
  const versions = await shelf.findCurrent();
  const workedBy = versions && (await shelf.findWorkedBy(versions, device.office));
  if (role === undefined || versions === undefined || workedBy === undefined) return undefined;
  return { journal, shelf, claimFiles, device, time, author: person.id, role, versions, workedBy };
}

/** The same for a case of another catalogue version, which goes by its own for good (CL5); `undefined`: not here. */
export async function findContextOfCase(
  context: SavingContext,
  catalogue: Digest,
): Promise<SavingContext | undefined> {
  const versions = { ...context.versions, catalogue };
  const workedBy = await context.shelf.findWorkedBy(versions, context.device.office);
  return workedBy && { ...context, versions, workedBy };
}
