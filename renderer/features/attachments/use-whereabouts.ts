import * as Comlink from 'comlink';
import { useEffect, useState } from 'react';
import { useApp } from '#renderer/context/app-context.tsx';
import type { AttachmentWhereabouts } from '#renderer/counter/attachment-api.ts';
import type { AttachmentId } from '#shared/attachments/attachment.ts';

/** Where each of the files is, as it changes; empty until the counter has said so. */
export function useWhereabouts(
  ids: readonly AttachmentId[],
): Readonly<Record<AttachmentId, AttachmentWhereabouts>> {
  const { counter } = useApp();
  const [found, setFound] = useState<Readonly<Record<AttachmentId, AttachmentWhereabouts>>>({});
  const all = ids.join(' ');
  useEffect(() => {
    const watched = all === '' ? [] : (all.split(' ') as AttachmentId[]);
    const ended = counter.watchAttachments(watched, Comlink.proxy(setFound));
    return () => void ended.then((end) => end());
  }, [counter, all]);
  return found;
}
