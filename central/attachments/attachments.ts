import { sql } from 'kysely';
import type { EnrolledDevice } from '#central/directory/devices.ts';
import type { InstitutionDatabase } from '#central/directory/people.ts';
import type { OversightScope } from '#central/oversight/oversight-scope.ts';
import { scopeCondition } from '#central/oversight/queue-query.ts';
import type { AttachedFile, AttachmentId } from '#shared/attachments/attachment.ts';
import { MEDIA_TYPES } from '#shared/attachments/attachment-kind.ts';
import type { CaseState } from '#shared/case/case-state.ts';
import type { CaseId } from '#shared/kernel/identifier.ts';
import type { Clock } from '#shared/kernel/ports.ts';
import { ok, type Result, refused } from '#shared/kernel/result.ts';
import type { AttachmentAnnouncement, AttachmentStanding } from '#shared/protocol/attachments.ts';
import type { AttachmentFolder } from './attachment-folder.ts';

/** Who may read a case: a device those of its office, a person those of the scope. */
export type AttachmentReader =
  | { readonly kind: 'device'; readonly device: EnrolledDevice }
  | { readonly kind: 'person'; readonly scope: OversightScope };

/** A part of a file, and what it is a part of. */
export interface AttachmentPart {
  readonly file: AttachedFile;
  readonly mediaType: string;
  readonly bytes: Buffer;
}

export interface AttachmentPorts {
  readonly database: InstitutionDatabase;
  readonly folder: AttachmentFolder;
  readonly clock: Clock;
}

/** The files of cases at the centre: what arrives, part by part, and who may have it (`docs/attachments.md`). */
export class Attachments {
  readonly #ports: AttachmentPorts;

  constructor(ports: AttachmentPorts) {
    this.#ports = ports;
  }

  /**
   * Takes note of a file that a device is going to send, and tells what is here of it. `file-not-accepted`: another
   * file was announced under the identifier.
   */
  async announce(
    file: AttachmentAnnouncement,
    { replica, office }: EnrolledDevice,
  ): Promise<Result<AttachmentStanding, 'file-not-accepted'>> {
    const { database, clock } = this.#ports;
    const { kysely, institution } = database;
    await kysely
      .insertInto('attachment')
      .values({
        institution,
        attachment_id: file.id,
        kind: file.kind,
        bytes: file.bytes,
        sha256: file.sha256,
        replica,
        office,
        announced_at: clock.now(),
        stored_at: null,
      })
      .onConflict((conflict) => conflict.columns(['institution', 'attachment_id']).doNothing())
      .execute();
    return this.#alone(file.id, async (known) => {
      if (known === undefined) return refused('file-not-accepted');
      const { kind, bytes, sha256 } = known;
      if (kind !== file.kind || bytes !== file.bytes || sha256 !== file.sha256) {
        return refused('file-not-accepted');
      }
      return ok(await this.#standing(known));
    });
  }

  /**
   * Takes the bytes from `offset` on, as far as they are new, and tells what is here then. `undefined`: nobody
   * announced the file. `file-damaged` and `file-not-accepted`: all of it arrived and is not what was announced.
   */
  receive(
    id: AttachmentId,
    offset: number,
    bytes: Uint8Array,
  ): Promise<Result<AttachmentStanding, 'file-damaged' | 'file-not-accepted'> | undefined> {
    const { folder } = this.#ports;
    return this.#alone(id, async (known) => {
      if (known === undefined) return undefined;
      const standing = await this.#standing(known);
      const { receivedBytes, isStored } = standing;
      // A repeat, or a part that comes before the one in front of it: whoever sent it goes on from what is here.
      if (isStored || offset > receivedBytes || offset + bytes.length <= receivedBytes) return ok(standing);
      if (offset + bytes.length > known.bytes) return refused('file-not-accepted');
      await folder.append(id, bytes.subarray(receivedBytes - offset));
      const reached = offset + bytes.length;
      if (reached < known.bytes) return ok({ receivedBytes: reached, isStored: false });
      const outcome = await folder.complete(known);
      if (outcome === 'damaged') return refused('file-damaged');
      if (outcome === 'other-kind') return refused('file-not-accepted');
      await known.markStored();
      return ok({ receivedBytes: known.bytes, isStored: true });
    });
  }

  /**
   * A part of a file of a case. `not-found`: there is no such case or file, or it is not for the reader. A file that was
   * set aside can still be read by whoever may read the case.
   */
  async read(
    reader: AttachmentReader,
    caseId: CaseId,
    id: AttachmentId,
    range: { readonly offset: number; readonly length: number },
  ): Promise<Result<AttachmentPart, 'not-found' | 'file-on-its-way'>> {
    const file = await this.#findOnCase(reader, caseId, id);
    if (file === undefined) return refused('not-found');
    const { database, folder } = this.#ports;
    const stored = await database.kysely
      .selectFrom('attachment')
      .select('sha256')
      .where('institution', '=', database.institution)
      .where('attachment_id', '=', id)
      .where('stored_at', 'is not', null)
      .executeTakeFirst();
    // Bytes that are not those which the case names are nobody's.
    if (stored?.sha256 !== file.sha256) return refused('file-on-its-way');
    const bytes = await folder.read(id, range.offset, Math.min(range.length, file.bytes));
    return ok({ file, mediaType: MEDIA_TYPES[file.kind], bytes });
  }

  async #findOnCase(
    reader: AttachmentReader,
    caseId: CaseId,
    id: AttachmentId,
  ): Promise<AttachedFile | undefined> {
    const { kysely, institution } = this.#ports.database;
    const mayRead =
      reader.kind === 'device'
        ? sql<boolean>`office = ${reader.device.office}`
        : scopeCondition(reader.scope);
    const found = await sql<{ state: string }>`
      select state from service_case
      where institution = ${institution} and case_id = ${caseId} and ${mayRead}`.execute(kysely);
    const state: CaseState | undefined = found.rows[0] && JSON.parse(found.rows[0].state);
    return state?.attachments.find((file) => file.id === id);
  }

  /** What is here of a file. One that was all there when the centre stopped is found again. */
  async #standing(known: KnownFile): Promise<AttachmentStanding> {
    const { folder } = this.#ports;
    const whole = { receivedBytes: known.bytes, isStored: true };
    if (known.isStored) return whole;
    const receivedBytes = await folder.receivedBytes(known.id);
    const isWhole = (await folder.isWhole(known.id))
      ? await folder.holds(known)
      : receivedBytes >= known.bytes && (await folder.complete(known)) === 'stored';
    if (!isWhole) return { receivedBytes: receivedBytes < known.bytes ? receivedBytes : 0, isStored: false };
    await known.markStored();
    return whole;
  }

  /** Does one thing after the other with a file, whatever process does it. */
  #alone<Answer>(id: AttachmentId, work: (known: KnownFile | undefined) => Promise<Answer>): Promise<Answer> {
    const { database, clock } = this.#ports;
    const { kysely, institution } = database;
    return kysely.transaction().execute(async (transaction) => {
      const row = await transaction
        .selectFrom('attachment')
        .selectAll()
        .where('institution', '=', institution)
        .where('attachment_id', '=', id)
        .forUpdate()
        .executeTakeFirst();
      if (row === undefined) return work(undefined);
      const { kind, bytes, sha256, stored_at } = row;
      const markStored = async (): Promise<void> => {
        await transaction
          .updateTable('attachment')
          .set({ stored_at: clock.now() })
          .where('institution', '=', institution)
          .where('attachment_id', '=', id)
          .execute();
      };
      return work({ id, kind, bytes, sha256, isStored: stored_at !== null, markStored });
    });
  }
}

interface KnownFile extends AttachmentAnnouncement {
  readonly isStored: boolean;
  markStored(): Promise<void>;
}
