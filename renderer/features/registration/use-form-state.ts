import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldId } from '#renderer/components/field-id.ts';
import { issueText } from '#renderer/components/issue-text.ts';
import { useNow } from '#renderer/components/use-now.ts';
import { parseRequest } from '#shared/case/request/parse-request.ts';
import type { RequestDraft } from '#shared/case/request/request-draft.ts';
import { requestFacts } from '#shared/case/request/request-facts.ts';
import { findService } from '#shared/catalogue/find-service.ts';
import type { Catalogue } from '#shared/catalogue/public-service.ts';
import type { OperationId } from '#shared/kernel/identifier.ts';
import { localDateOf } from '#shared/kernel/local-time.ts';
import type { RequestForm } from './request-form.ts';

/** Codes that say «not filled in yet»: shown only after an attempt to register, never while a person goes through. */
const ONLY_AFTER_ATTEMPT: ReadonlySet<string> = new Set([
  'required',
  'condition-not-answered',
  'service-not-chosen',
]);

/**
 * The form as its sections see it. The strict reading runs with every change; a sentence appears at a field once the
 * person has left it, or has tried to register.
 */
export function useFormState(
  formId: OperationId,
  catalogue: Catalogue,
  draft: RequestDraft,
  setDraft: (change: (draft: RequestDraft) => RequestDraft) => void,
): RequestForm & {
  readonly isAttaching: boolean;
  readonly attempts: number;
  readonly attempt: () => void;
  readonly leave: (elementId: string) => void;
} {
  const { t } = useTranslation();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [attempts, setAttempts] = useState(0);
  const [isAttaching, setAttaching] = useState(false);
  const today = localDateOf(useNow(60));

  const service = draft.service === undefined ? undefined : findService(catalogue, draft.service);
  const facts = useMemo(
    () => (service === undefined ? undefined : requestFacts(catalogue, service, draft)),
    [catalogue, service, draft],
  );
  const issues = useMemo(() => {
    const parsed = parseRequest(draft, { catalogue, receivedOn: today });
    return parsed.ok ? [] : parsed.problem;
  }, [catalogue, draft, today]);

  const errorAt = useCallback(
    (pointer: string): string | undefined => {
      const issue = issues.find((candidate) => candidate.pointer === pointer);
      if (issue === undefined) return undefined;
      const wasThere = left.has(fieldId(pointer)) && !ONLY_AFTER_ATTEMPT.has(issue.code);
      return attempts > 0 || wasThere ? issueText(issue, t) : undefined;
    },
    [issues, left, attempts, t],
  );
  const change = useCallback(
    (part: Partial<RequestDraft>) => {
      // Another service is another form: that the one before was tried says nothing about it.
      if (part.service !== undefined) {
        setAttempts(0);
        setLeft(new Set());
      }
      setDraft((present) => ({ ...present, ...part }));
    },
    [setDraft],
  );
  const changeBy = useCallback(
    (changeOf: (draft: RequestDraft) => Partial<RequestDraft>) =>
      setDraft((present) => ({ ...present, ...changeOf(present) })),
    [setDraft],
  );
  const attempt = useCallback(() => setAttempts((count) => count + 1), []);
  const leave = useCallback((elementId: string) => {
    setLeft((present) => (present.has(elementId) ? present : new Set([...present, elementId])));
  }, []);
  return {
    formId,
    catalogue,
    draft,
    change,
    changeBy,
    isAttaching,
    setAttaching,
    service,
    facts,
    issues,
    errorAt,
    attempts,
    attempt,
    leave,
  };
}
