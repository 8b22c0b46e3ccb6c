import { useState } from 'react';
import { useApp } from '#renderer/context/app-context.tsx';
import type { RemoteCounter } from '#renderer/counter/watchable.ts';
import { type Attachment, AttachmentId } from '#shared/attachments/attachment.ts';
import { KIND_BYTES } from '#shared/attachments/attachment-kind.ts';
import { ATTACHMENT_LIMITS } from '#shared/attachments/attachment-limits.ts';
import { checkContent } from '#shared/attachments/check-attachment.ts';
import type { OperationId } from '#shared/kernel/identifier.ts';
import type { PickedFile } from './picked-file.ts';
import type { RefusedFile } from './refused-files.tsx';

/** Keeping files for one form, one after the other. */
export interface Attaching {
  readonly isBusy: boolean;
  /** What was not kept, until somebody has read that. */
  readonly refused: readonly RefusedFile[];
  readonly markRead: () => void;
  /** Tells of a file that could not even be tried. */
  readonly refuse: (file: RefusedFile) => void;
  /** Keeps each file on this computer and hands on its record; answers which of them were kept. */
  readonly add: (picked: readonly PickedFile[]) => Promise<readonly PickedFile[]>;
}

/** `present` files stand already where those of the form go. `onKept` gets each record once its bytes are safe here. */
export function useAttaching(plan: {
  readonly formId: OperationId;
  readonly present: number;
  readonly onKept: (attachment: Attachment) => void;
}): Attaching {
  const { formId, present, onKept } = plan;
  const { counter } = useApp();
  const [isBusy, setBusy] = useState(false);
  const [refused, setRefused] = useState<readonly RefusedFile[]>([]);
  const refuse = (file: RefusedFile): void => setRefused((before) => [...before, file]);
  const add = async (picked: readonly PickedFile[]): Promise<readonly PickedFile[]> => {
    const kept: PickedFile[] = [];
    setBusy(true);
    for (const one of picked) {
      const isRoom = present + kept.length < ATTACHMENT_LIMITS.filesACase;
      const answer = isRoom ? await keep(counter, formId, one) : 'too-many';
      if (typeof answer === 'string') {
        refuse({ name: one.file.name, bytes: one.file.size, code: answer });
      } else {
        kept.push(one);
        onKept(answer);
      }
    }
    setBusy(false);
    return kept;
  };
  return { isBusy, refused, markRead: () => setRefused([]), refuse, add };
}

/** The record of a file that is kept, or why it is not. What is refused by its content never crosses to the counter. */
async function keep(
  counter: RemoteCounter,
  formId: OperationId,
  { file, source }: PickedFile,
): Promise<Attachment | RefusedFile['code']> {
  try {
    const head = new Uint8Array(await file.slice(0, KIND_BYTES).arrayBuffer());
    const content = checkContent(head, file.size);
    if (!content.ok) return content.problem;
  } catch {
    return 'not-read';
  }
  const id = AttachmentId.parse(crypto.randomUUID());
  const answer = await counter
    .attach({ id, formId, name: file.name, source, content: file })
    .catch(() => ({ outcome: 'not-kept', cause: 'not-ready' }) as const);
  switch (answer.outcome) {
    case 'kept':
      return answer.attachment;
    case 'refused':
      return answer.code;
    case 'not-kept':
      return answer.cause === 'unreadable'
        ? 'not-read'
        : answer.cause === 'disk-full'
          ? 'disk-full'
          : 'not-kept';
  }
}
