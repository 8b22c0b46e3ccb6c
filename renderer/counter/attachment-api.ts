import type { Attachment, AttachmentId, AttachmentSource } from '#shared/attachments/attachment.ts';
import type { AttachmentRefusalCode } from '#shared/attachments/check-attachment.ts';
import type { CaseId, OperationId } from '#shared/kernel/identifier.ts';

/** What became of a file that was to be attached. Only `kept` may be shown as kept. */
export type AttachOutcome =
  | { readonly outcome: 'kept'; readonly attachment: Attachment }
  | { readonly outcome: 'refused'; readonly code: AttachmentRefusalCode }
  /**
   * Nothing of it is here: the disk is full, the file could not be read, or there is no journal to lie beside.
   * `no-confirmation`: the disk failed, and attaching the same again is harmless.
   */
  | {
      readonly outcome: 'not-kept';
      readonly cause: 'disk-full' | 'unreadable' | 'not-ready' | 'no-confirmation';
    };

/** What came of asking for the bytes of a file. */
export type AttachmentReading =
  /** The file, with its media type. The bytes are those whose hash the case names. */
  | { readonly outcome: 'read'; readonly file: Blob }
  | {
      readonly outcome: 'not-read';
      /**
       * `on-its-way`: another counter took it and has not sent it yet. `not-permitted`: the centre does not let this
       * device have it. `damaged`: what is here, or what came, is not the file. `unknown`: it stands on no case here.
       */
      readonly cause:
        | 'on-its-way'
        | 'centre-unreachable'
        | 'not-permitted'
        | 'damaged'
        | 'unknown'
        | 'not-ready';
    };

/** Where a file is, for the screen. */
export type AttachmentWhereabouts =
  /** Here, and named by nothing that was saved. */
  | { readonly kind: 'in-draft' }
  /** Here, on its way to the centre; `sentBytes` of `bytes` are there. */
  | { readonly kind: 'unsent'; readonly bytes: number; readonly sentBytes: number }
  /** The centre does not take it; a person has to look. It stays here. */
  | { readonly kind: 'not-accepted' }
  /** Durable at the centre, and here too. */
  | { readonly kind: 'at-centre' }
  /** Not on this computer. Whether the centre has it already is known when somebody asks for it. */
  | { readonly kind: 'elsewhere' };

/** What the window asks of the counter about files (`docs/attachments.md`). Part of `CounterApi`. */
export interface AttachmentApi {
  /**
   * Keeps a file on this computer, before anything names it. `formId` is the identifier of the form it belongs to: that
   * of the draft or of the operation which will name it. The record that comes back goes into the draft's
   * `attachments`, or into the `files` of `attach-files`, with the evidence it is of.
   */
  attach(file: {
    readonly id: AttachmentId;
    readonly formId: OperationId;
    readonly name: string;
    readonly source: AttachmentSource;
    readonly content: Blob;
  }): Promise<AttachOutcome>;
  /** The bytes of a file that is here, or of a case that is here: fetched from the centre where it must be, and kept. */
  readAttachment(id: AttachmentId, caseId: CaseId | null): Promise<AttachmentReading>;
  /** Tells where each of the files is, at once and whenever it changes. */
  watchAttachments(
    ids: readonly AttachmentId[],
    listener: (whereabouts: Readonly<Record<AttachmentId, AttachmentWhereabouts>>) => void,
  ): () => void;
}
