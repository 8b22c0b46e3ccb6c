import { type Dispatch, type SetStateAction, useEffect } from 'react';
import { useApp } from '#renderer/context/app-context.tsx';
import type { Workplace } from '#renderer/context/workplace.ts';
import { carryOver } from '#shared/case/request/carry-over.ts';
import { changesOfService } from '#shared/catalogue/compare-catalogues.ts';
import type { Catalogue } from '#shared/catalogue/public-service.ts';
import type { KeptDraft } from './kept-draft.ts';

/**
 * Carries a draft over when it was written by another version of the catalogue than the one in force: when it is opened
 * again, and while it stands open (CA55).
 */
export function useCarriedDraft(
  { catalogue: writtenBy }: Pick<KeptDraft, 'catalogue'>,
  setKept: Dispatch<SetStateAction<KeptDraft>>,
  { catalogue, reference }: Workplace,
): void {
  const { counter } = useApp();
  const present = reference.versions.catalogue;
  useEffect(() => {
    if (writtenBy === present) return;
    let isWanted = true;
    const before =
      writtenBy === undefined
        ? Promise.resolve(undefined)
        : counter.readCatalogue(writtenBy).catch(() => undefined);
    void before.then((was) => {
      if (isWanted) setKept((kept) => carried(kept, was, { ...reference.versions, value: catalogue }));
    });
    return () => {
      isWanted = false;
    };
  }, [counter, writtenBy, present, catalogue, reference, setKept]);
}

function carried(
  kept: KeptDraft,
  was: Catalogue | undefined,
  present: { readonly catalogue: NonNullable<KeptDraft['catalogue']>; readonly value: Catalogue },
): KeptDraft {
  const { draft, left } = carryOver(kept.draft, was, present.value);
  const { service } = kept.draft;
  const isChanged =
    was !== undefined && service !== undefined && changesOfService(was, present.value, service).length > 0;
  const known = kept.left ?? [];
  const isTold = kept.left !== undefined || left.length > 0 || isChanged;
  return {
    ...kept,
    draft,
    catalogue: present.catalogue,
    ...(isTold && { left: [...known, ...left] }),
  };
}
