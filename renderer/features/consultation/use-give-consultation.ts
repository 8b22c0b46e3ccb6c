import { useRef, useState } from 'react';
import { saveUntilAnswered } from '#renderer/components/save-until-answered.ts';
import { useApp } from '#renderer/context/app-context.tsx';
import type { SaveOutcome } from '#renderer/counter/counter-api.ts';
import { type Consultation, consultationCourse, consultationDraft } from '#shared/case/consultation.ts';
import type { Catalogue } from '#shared/catalogue/public-service.ts';
import type { FieldOption } from '#shared/forms/field-definition.ts';
import { toHex } from '#shared/kernel/hex.ts';
import { OperationId } from '#shared/kernel/identifier.ts';
import { localDateOf } from '#shared/kernel/local-time.ts';

/** A consultation that was given at this screen, and how far its saving has got. */
export interface GivenConsultation {
  /** The operation that registers it. */
  readonly opId: OperationId;
  readonly topic: FieldOption;
  readonly registered: SaveOutcome;
  /** What became of taking it to its end; undefined while that is not known. */
  readonly closed: SaveOutcome | undefined;
}

/** Gives a consultation: registers it and takes it to its end (RG21). The latest stands first. */
export function useGiveConsultation(
  catalogue: Catalogue,
  { service }: Consultation,
): {
  readonly given: readonly GivenConsultation[];
  readonly isBusy: boolean;
  readonly give: (topic: FieldOption) => Promise<void>;
} {
  const { counter } = useApp();
  const [given, setGiven] = useState<readonly GivenConsultation[]>([]);
  const [isBusy, setBusy] = useState(false);
  // A second tap before the screen was drawn anew means the same consultation.
  const busy = useRef(false);
  const give = async (topic: FieldOption): Promise<void> => {
    if (busy.current) return;
    busy.current = true;
    setBusy(true);
    const operation = newOperation();
    const { opId } = operation;
    const tell = (registered: SaveOutcome, closed?: SaveOutcome): void =>
      setGiven((before) => [
        { opId, topic, registered, closed },
        ...before.filter((one) => one.opId !== opId),
      ]);
    try {
      const draft = consultationDraft(catalogue, service, topic);
      const registered = await saveUntilAnswered(
        () => counter.register({ ...operation, draft }),
        (outcome) => tell(outcome),
      );
      tell(registered);
      if (registered.outcome !== 'saved') return;
      const command = consultationCourse(service, topic, localDateOf(registered.receivedAt));
      const { caseId } = registered;
      const closing = newOperation();
      const closed = await saveUntilAnswered(
        () => counter.act({ ...closing, caseId, command }),
        (outcome) => tell(registered, outcome),
      );
      tell(registered, closed);
    } finally {
      busy.current = false;
      setBusy(false);
    }
  };
  return { given, isBusy, give };
}

function newOperation(): { readonly opId: OperationId; readonly salt: string } {
  return {
    opId: OperationId.parse(crypto.randomUUID()),
    salt: toHex(crypto.getRandomValues(new Uint8Array(16))),
  };
}
