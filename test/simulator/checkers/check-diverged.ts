import type { CaseRow } from '#renderer/store/rows.ts';
import { officeSpace } from '#shared/protocol/pull.ts';
import type { CaseFact, CentreRecord } from '../centre/simulated-centre.ts';
import type { Finding } from './finding.ts';
import { modelOf, versionOf } from './model.ts';
import type { CounterFacts, WorldFacts } from './world-facts.ts';

/** SM14 and SM15: the centre's cases are what the model makes of its operations, and every counter shows them. */
export function checkDiverged({ centre, counters }: WorldFacts): readonly Finding[] {
  const about = [
    ...centreAgainstModel(centre).map((text) => found('SM14', text)),
    ...counters
      .filter(({ isInUse }) => isInUse)
      .flatMap((counter) => counterAgainstCentre(counter, centre).map((text) => found('SM15', text))),
  ];
  return about;
}

function found(rule: Finding['rule'], about: string): Finding {
  return { figure: 'diverged', rule, about };
}

function centreAgainstModel(centre: CentreRecord): readonly string[] {
  const { cases, objections } = modelOf(centre);
  const texts = [...objections];
  const kept = new Map(centre.cases.map((one) => [one.caseId, one]));
  for (const caseId of kept.keys()) {
    if (!cases.has(caseId)) texts.push(`${caseId} has an effect of no operation`);
  }
  for (const [caseId, model] of cases) {
    const one = kept.get(caseId);
    if (one === undefined) {
      texts.push(`${caseId} is not at the centre`);
      continue;
    }
    const { state, version, events } = one;
    const effects = events.map(({ opId }) => opId);
    const notes = state.notes.map(({ text }) => text);
    const isSame =
      version === model.effects.length &&
      state.status === model.status &&
      effects.join() === model.effects.join() &&
      notes.join() === model.notes.join();
    if (!isSame) {
      const told = `${version} ${state.status} ${effects.length} events, ${notes.length} notes`;
      const meant = `${model.effects.length} ${model.status}, ${model.notes.length} notes`;
      texts.push(`${caseId} at the centre: ${told}; the model: ${meant}`);
    }
  }
  return texts;
}

function counterAgainstCentre(counter: CounterFacts, centre: CentreRecord): readonly string[] {
  const texts: string[] = [];
  const rows = new Map(counter.cases.map((row) => [row.caseId, row]));
  const verdicts = new Map(centre.operations.map((operation) => [operation.opId, operation]));
  for (const one of centre.cases) {
    const row = rows.get(one.caseId);
    if (one.state.office !== counter.office) {
      if (row !== undefined) texts.push(`${counter.name} shows ${one.caseId} of another office`);
    } else if (row === undefined) texts.push(`${counter.name} does not show ${one.caseId}`);
    else if (!isConfirmed(row, one)) {
      texts.push(`${counter.name} has ${one.caseId} at ${row.confirmed?.version} of ${one.version}`);
    } else if (row.provisional.length === 0 && !isShown(row, one)) {
      texts.push(`${counter.name} shows ${one.caseId} as ${row.status}, the centre as ${one.state.status}`);
    }
  }
  const known = new Set(centre.cases.map(({ caseId }) => caseId));
  for (const row of counter.cases) {
    // What a life of the centre that ended has told stays, and is known for it, until the present one tells it again.
    const isOfThisLife = row.life === counter.life;
    if (!known.has(row.caseId) && row.confirmed !== null && isOfThisLife) {
      texts.push(`${counter.name} has ${row.caseId} confirmed, and the centre does not have it`);
    }
    for (const { opId } of row.provisional) {
      const operation = verdicts.get(opId);
      if (operation !== undefined && versionOf(operation) !== undefined) {
        texts.push(`${counter.name} shows ${opId} as not decided, and it has its effect`);
      }
    }
  }
  for (const { opId, place, verdict } of counter.outbox) {
    const outcome = verdict?.verdict.outcome;
    // A fork may be the verdict on this copy of the operation alone.
    if (place === 'unsent' || outcome === 'fork') continue;
    const told = verdicts.get(opId)?.verdict?.outcome;
    if (told !== outcome) texts.push(`${counter.name} knows ${opId} as ${outcome}, the centre as ${told}`);
  }
  return texts;
}

function isConfirmed({ confirmed }: CaseRow, { version, events }: CaseFact): boolean {
  const own = confirmed?.events.map(({ origin }) => origin.opId).join();
  return confirmed?.version === version && own === events.map(({ opId }) => opId).join();
}

function isShown({ shown, status }: CaseRow, { state }: CaseFact): boolean {
  const notes = (of: { readonly notes: readonly { readonly text: string }[] }): string =>
    of.notes.map(({ text }) => text).join();
  return status === state.status && notes(shown) === notes(state);
}

/** The numbers of a counter's office in the feed; used where a hole is looked for. */
export function cursorOf({ cursors, office }: CounterFacts): number {
  return cursors.find(({ space }) => space === officeSpace(office))?.cursor ?? 0;
}
