import { CaseCommand } from '#shared/case/case-command.ts';
import type { CaseState } from '#shared/case/case-state.ts';
import { decide } from '#shared/case/decide.ts';
import type { DecideContext } from '#shared/case/decide-context.ts';
import { type ParsedRequest, parseRequest } from '#shared/case/request/parse-request.ts';
import type { RequestDraft } from '#shared/case/request/request-draft.ts';
import type { Json } from '#shared/kernel/canonical-json.ts';
import { CaseId, type OperationId } from '#shared/kernel/identifier.ts';
import { unreachable } from '#shared/kernel/invariant.ts';
import { localDateOf } from '#shared/kernel/local-time.ts';
import { referenceOf } from '#shared/kernel/reference.ts';
import type { AuthoredHeader } from '#shared/protocol/operation-header.ts';
import { PROTOCOL_VERSION, RULES_VERSION } from '#shared/protocol/protocol-version.ts';
import { decideContext } from '#shared/protocol/worked-by.ts';
import type { SaveOutcome } from './counter-api.ts';
import { filesNamedBy } from './files-named-by.ts';
import { findSavedBefore, savedOperation, savedOutcome } from './saved-before.ts';
import type { SavingContext } from './saving-context.ts';

/** A command on a case as this counter shows it; `state` is undefined for a case that the command opens. */
export interface CommandToSave {
  readonly opId: OperationId;
  readonly salt: string;
  readonly caseId: CaseId;
  readonly command: CaseCommand;
  readonly state: CaseState | undefined;
  readonly baseVersion: number;
  /** The part of `baseVersion` that the centre had confirmed. */
  readonly confirmedVersion?: number;
  readonly dependsOn: readonly OperationId[];
}

/** Reads a request strictly, and makes of it the command that is journalled: normalised, so that it reads the same again. */
export async function saveRegistration(
  context: SavingContext,
  form: { readonly opId: OperationId; readonly salt: string; readonly draft: RequestDraft },
): Promise<SaveOutcome> {
  const before = await findSavedBefore(context, form.opId);
  if (before !== undefined) {
    // Read as it was read then: a day or a catalogue later the same form may not be valid any more.
    const { catalogue } = before.workedBy;
    const again = parseRequest(form.draft, { catalogue, receivedOn: localDateOf(before.header.receivedAt) });
    const command = again.ok ? registration(again.value) : undefined;
    const { salt, payload } = before.entry;
    return savedOutcome(before, salt !== form.salt || payload !== JSON.stringify(command));
  }
  const parsed = parseRequest(form.draft, {
    catalogue: context.workedBy.catalogue,
    receivedOn: localDateOf(context.time.now()),
  });
  if (!parsed.ok) return { outcome: 'invalid', issues: parsed.problem };
  return saveCommand(context, {
    opId: form.opId,
    salt: form.salt,
    // A case has the identifier of the operation that registered it.
    caseId: CaseId.parse(form.opId),
    command: registration(parsed.value),
    state: undefined,
    baseVersion: 0,
    dependsOn: [],
  });
}

/** The command as the centre reads it, and so as it is journalled. */
function registration({ request, attachments }: ParsedRequest): CaseCommand {
  const files = attachments.length === 0 ? {} : { attachments };
  return CaseCommand.parse({ kind: 'register-request', request: { ...request, ...files } });
}

/**
 * Decides a command here, appends it to the journal and says what became of it. Saved means that the append returned;
 * the store follows on its own.
 */
export async function saveCommand(context: SavingContext, save: CommandToSave): Promise<SaveOutcome> {
  const { journal } = context;
  const header = authoredHeader(context, save);
  const takesReference = save.state === undefined;
  const decision = decide(save.state, save.command, rehearsal(context, header, save.opId, takesReference));
  if (!decision.ok) {
    const { problem } = decision;
    return 'issues' in problem
      ? { outcome: 'invalid', issues: problem.issues }
      : { outcome: 'refused', code: problem.code };
  }
  // AT9: what is told as saved includes its files.
  const files = filesNamedBy(save.command);
  if (files.length > 0 && !(await context.claimFiles(files, save.opId))) {
    return { outcome: 'not-saved', cause: 'file-not-here' };
  }
  const answer = await journal.appendOperation({
    opId: save.opId,
    salt: save.salt,
    header: header as unknown as { [key: string]: Json },
    payload: JSON.stringify(save.command),
    takesReference,
  });
  switch (answer.outcome) {
    case 'uncertain':
      return { outcome: 'not-saved', cause: 'no-confirmation' };
    case 'refused':
      return { outcome: 'not-saved', cause: answer.code === 'not-enrolled' ? 'not-ready' : answer.code };
    case 'saved':
    case 'already-saved': {
      const isEdited = answer.outcome === 'already-saved' && !answer.samePayload;
      return savedOutcome(await savedOperation(context, answer.entry), isEdited);
    }
    default:
      return unreachable(answer);
  }
}

function authoredHeader(context: SavingContext, save: CommandToSave): AuthoredHeader {
  const { device, time, versions } = context;
  return {
    protocol: PROTOCOL_VERSION,
    rules: RULES_VERSION,
    kind: save.command.kind,
    caseId: save.caseId,
    baseVersion: save.baseVersion,
    ...(save.confirmedVersion === undefined ? {} : { confirmedVersion: save.confirmedVersion }),
    office: device.office,
    counter: device.counter,
    author: context.author,
    role: context.role,
    catalogue: versions.catalogue,
    calendar: versions.calendar,
    offices: versions.offices,
    dependsOn: [...save.dependsOn],
    receivedAt: time.now(),
    time: time.evidence(),
  };
}

/** The context for trying the command before the writer has given it a number: any well-formed number will do. */
function rehearsal(
  { device, workedBy }: SavingContext,
  header: AuthoredHeader,
  opId: OperationId,
  takesReference: boolean,
): DecideContext {
  const reference = referenceOf(device.officeCode, device.station, 1);
  return decideContext(
    { ...header, opId, replica: device.replica, n: 1, prev: null, ...(takesReference ? { reference } : {}) },
    workedBy,
  );
}
