import { setAsideOf } from '#renderer/store/case-row.ts';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import type { CaseRow, OutboxRow } from '#renderer/store/rows.ts';
import { CaseCommand } from '#shared/case/case-command.ts';
import { separateSatisfaction } from '#shared/case/separate-satisfaction.ts';
import { cleanText } from '#shared/kernel/clean-text.ts';
import type { OperationId } from '#shared/kernel/identifier.ts';
import { isoWeekOf } from '#shared/kernel/iso-week.ts';
import { localDateOf } from '#shared/kernel/local-time.ts';
import type { CounterApi, SaveOutcome } from './counter-api.ts';
import type { SatisfactionBox } from './satisfaction-box.ts';
import { saveCommand } from './save-operation.ts';
import { findSavedBefore, savedOutcome } from './saved-before.ts';
import { findContextOfCase, type SavingContext } from './saving-context.ts';

const RESOLUTION: CaseCommand['kind'] = 'resolve-conflict';

/** Where what a recipient says goes instead of into the case, and what marks it there. */
export interface Apart {
  readonly box: SatisfactionBox;
  readonly mintToken: () => string;
}

/**
 * Saves a command on the case as this counter shows it, decided by the catalogue version of the case (CL5). What is
 * journalled is the content as it enters the case, so that nothing is too long for the way because of what does not
 * belong to it (ST46), and a recipient's mark is kept apart (SA1). `bringUp` brings the store up to the journal and answers whether it is (ST27).
 */
export async function saveAct(
  context: SavingContext,
  store: CounterStore,
  bringUp: () => Promise<boolean>,
  { box, mintToken }: Apart,
  act: Parameters<CounterApi['act']>[0],
): Promise<SaveOutcome> {
  const given = CaseCommand.safeParse(cleaned(act.command)).data;
  if (given === undefined) return { outcome: 'refused', code: 'details-not-valid' };
  const before = await findSavedBefore(context, act.opId);
  if (before !== undefined) {
    const { salt, payload } = before.entry;
    const { command } = separateSatisfaction(given, before.workedBy.catalogue);
    return savedOutcome(before, salt !== act.salt || payload !== JSON.stringify(command));
  }
  if (!(await bringUp())) return { outcome: 'not-saved', cause: 'not-ready' };
  const row = await store.findCase(act.caseId);
  const ofCase = row && (await findContextOfCase(context, row.shown.catalogue));
  if (row === undefined || ofCase === undefined) return { outcome: 'not-saved', cause: 'not-ready' };
  const { command, said } = separateSatisfaction(given, ofCase.workedBy.catalogue);
  const earlier = await store.operationsOf(act.caseId);
  const save = (): Promise<SaveOutcome> =>
    saveCommand(ofCase, {
      opId: act.opId,
      salt: act.salt,
      caseId: act.caseId,
      command,
      state: row.shown,
      baseVersion: seenVersion(row, earlier),
      confirmedVersion: row.confirmed?.version ?? 0,
      dependsOn: dependenciesOf(command, earlier),
    });
  if (said === undefined) return save();
  const { service } = row.shown.request;
  const week = isoWeekOf(localDateOf(context.time.now()));
  return box.with(act.opId, { token: mintToken(), service, week, ...said, scale: [...said.scale] }, save);
}

/** The same with every text in it cleaned. Identifiers and dates have nothing to clean. */
function cleaned(typed: unknown): unknown {
  if (typeof typed === 'string') return cleanText(typed, 'many-lines');
  if (Array.isArray(typed)) return typed.map(cleaned);
  if (typeof typed !== 'object' || typed === null) return typed;
  return Object.fromEntries(Object.entries(typed).map(([key, value]) => [key, cleaned(value)]));
}

/** The version that the author sees: what the centre confirmed, and what this counter added since and still shows. */
function seenVersion(row: CaseRow, earlier: readonly OutboxRow[]): number {
  const aside = setAsideOf(earlier);
  const own = row.provisional
    .filter(({ opId }) => row.confirmed === null || !aside.has(opId))
    .reduce((count, change) => count + change.events.length, 0);
  return (row.confirmed?.version ?? 0) + own;
}

/**
 * The operation that must be decided before one more on the same case (`docs/sync-protocol.md` PR15): the last that is not
 * yet, because that one waits in its turn for those before it.
 */
function lastUndecided(earlier: readonly OutboxRow[]): readonly OperationId[] {
  const undecided = earlier.filter(({ place, verdict }) => {
    const outcome = verdict?.verdict.outcome;
    return place === 'unsent' || !(outcome === 'applied' || outcome === 'merged' || outcome === 'rejected');
  });
  // A resolution waits for nobody, so what comes behind it waits for what it sets free, too (CF10).
  const [others, resolutions] = [
    undecided.filter(({ kind }) => kind !== RESOLUTION),
    undecided.filter(({ kind }) => kind === RESOLUTION),
  ];
  return [...others.slice(-1), ...resolutions.slice(-1)].map(({ opId }) => opId);
}

/** CF10: what a resolution sets free waits for it, so it can wait for nothing of this case itself. */
function dependenciesOf({ kind }: CaseCommand, earlier: readonly OutboxRow[]): readonly OperationId[] {
  return kind === RESOLUTION ? [] : lastUndecided(earlier);
}
