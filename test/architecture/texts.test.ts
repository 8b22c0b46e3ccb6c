import { describe, expect, it } from 'vitest';
import { ACTION_KINDS } from '#renderer/features/case/actions/action-kinds.ts';
import { FOR_FINDERS } from '#renderer/features/case/catalogue-changes.tsx';
import { PaperKind } from '#shared/bridge/settings.ts';
import { CaseCommand } from '#shared/case/case-command.ts';
import { CaseEvent } from '#shared/case/case-event.ts';
import { CaseStatus } from '#shared/case/case-status.ts';
import { Priority, RequestType } from '#shared/case/facts/classification.ts';
import { DecisionContent } from '#shared/case/facts/decision.ts';
import { FollowUp, NeedMet } from '#shared/case/facts/evaluation.ts';
import { CONFORMITY_CRITERIA } from '#shared/case/facts/finding.ts';
import { HandOverTarget } from '#shared/case/facts/hand-over.ts';
import { MailFailure, NotificationProof, NotificationSubject } from '#shared/case/facts/notification.ts';
import { OutcomeKind } from '#shared/case/facts/outcome.ts';
import { HandedOut, WayOfProvision } from '#shared/case/facts/provision.ts';
import { QueueUrgency } from '#shared/case/queue-urgency.ts';
import { REFUSAL_CODES } from '#shared/case/refusal.ts';
import { LeftBehind } from '#shared/case/request/carry-over.ts';
import { REQUEST_ISSUE_CODES } from '#shared/case/request/request-issue.ts';
import { EvidenceStatus, FeeRecord } from '#shared/case/request/service-request.ts';
import { CHANGED_PARTS } from '#shared/catalogue/catalogue-change.ts';
import { FIELD_ASPECTS } from '#shared/catalogue/compare-fields.ts';
import { SERVICE_ASPECTS } from '#shared/catalogue/compare-services.ts';
import { EligibilityQuestion, EvidenceMode } from '#shared/catalogue/public-service.ts';
import { FIELD_ISSUE_CODES } from '#shared/forms/field-issue.ts';
import { JOURNAL_REFUSAL_CODES } from '#shared/journal/journal-entry.ts';
import { AuthorityBasis, AuthorityCheck, DocumentKind } from '#shared/person/party.ts';
import { PERSON_CODE_FINDINGS } from '#shared/person/person-code-reason.ts';
import { PERSON_ISSUE_CODES } from '#shared/person/person-issue.ts';
import { RecipientKind } from '#shared/person/recipient-kind.ts';
import { CounterReport } from '#shared/protocol/push.ts';
import { Verdict } from '#shared/protocol/verdict.ts';
import { TimeLeft } from '#shared/service-level/time-left.ts';
import { TimeUnit } from '#shared/service-level/time-rule.ts';
import {
  bareKey,
  findPluralEnding,
  LANGUAGES,
  parametersOf,
  readTexts,
  type Texts,
} from './message-files.ts';
import { readText } from './project-files.ts';
import { findTextUses } from './text-uses.ts';

const lv = readTexts('lv');
const en = readTexts('en');
const uses = findTextUses();
const bareKeys: readonly string[] = [...new Set([...lv.keys(), ...en.keys()].map(bareKey))];

const without = (key: (text: string) => boolean): readonly string[] => bareKeys.filter((bare) => !key(bare));

describe('the message files', () => {
  it('have the same texts in both languages', () => {
    expect(lv.size).toBeGreaterThan(400);
    expect([...new Set([...lv.keys()].map(bareKey))].toSorted()).toEqual(
      [...new Set([...en.keys()].map(bareKey))].toSorted(),
    );
  });

  it.each(LANGUAGES)('have every plural of %s and no other', (language) => {
    const texts = readTexts(language);
    const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted();
    const endings = new Map<string, string[]>();
    for (const key of texts.keys()) {
      const ending = findPluralEnding(key);
      if (ending !== undefined) endings.set(bareKey(key), [...(endings.get(bareKey(key)) ?? []), ending]);
    }
    expect(endings.size).toBeGreaterThan(3);
    for (const [key, found] of endings) {
      expect(found.toSorted(), key).toEqual(categories);
      expect(texts.has(key), `${key} without an ending`).toBe(false);
    }
  });

  it.each(LANGUAGES)('leave no text of %s empty', (language) => {
    const empty = [...readTexts(language)].flatMap(([key, text]) => (text.trim() === '' ? [key] : []));
    expect(empty).toEqual([]);
  });

  it('wait for the same parameters in both languages and in every plural', () => {
    const expected = new Map([...en].map(([key, text]) => [bareKey(key), parametersOf(text)]));
    for (const texts of [lv, en]) {
      for (const [key, text] of texts) expect(parametersOf(text), key).toEqual(expected.get(bareKey(key)));
    }
    expect([...expected.values()].filter((names) => names.length > 0).length).toBeGreaterThan(20);
  });

  it('have the form of our own texts: no stray braces, spaces or straight quotation marks', () => {
    for (const [key, text] of [...lv, ...en]) {
      expect(text.replace(/\{\w+\}/g, '0'), key).not.toMatch(/[{}]| {2}|"/);
      expect(text, key).not.toMatch(/^\s|\s$/);
    }
  });
});

describe('the sources of the renderer', () => {
  const plurals = new Set([...en.keys()].filter((key) => findPluralEnding(key) !== undefined).map(bareKey));

  it('ask for no text that is not there', () => {
    const asked = uses.filter((use) => use.isAsked);
    expect(asked.length).toBeGreaterThan(200);
    const lost = asked.filter(
      ({ patterns }) => !bareKeys.some((key) => patterns.some((pattern) => pattern.test(key))),
    );
    expect(lost.map(({ path, written }) => `${path}: ${written}`)).toEqual([]);
  });

  it('use every text', () => {
    const patterns = uses.flatMap((use) => use.patterns);
    expect(without((key) => patterns.some((pattern) => pattern.test(key)))).toEqual([]);
  });

  it('hand over the number where it chooses the plural', () => {
    const asking = uses.filter(
      ({ isAsked, patterns }) =>
        isAsked && [...plurals].some((key) => patterns.some((pattern) => pattern.test(key))),
    );
    expect(asking.length).toBeGreaterThan(2);
    expect(asking.filter((use) => !use.hasCount).map(({ path, written }) => `${path}: ${written}`)).toEqual(
      [],
    );
  });
});

describe('what the program gives as a word', () => {
  /** Grounds of verdicts that the protocol names: the words after «ground» in its rules. */
  const grounds = [
    ...readText('docs/sync-protocol.md').matchAll(/^- \[PR\d+\] .*?\bgrounds? (`.+)$/gm),
  ].flatMap(([, rest = '']) => [...rest.matchAll(/`([a-z-]+)`/g)].map(([, word]) => word ?? ''));
  const attention = Verdict.options
    .map((option) => option.shape.outcome.value)
    .filter((outcome) => !['applied', 'merged', 'waiting'].includes(outcome));

  const WORDS: Readonly<Record<string, readonly string[]>> = {
    'issues:finding.*': PERSON_CODE_FINDINGS,
    'issues:*': [...PERSON_ISSUE_CODES, ...FIELD_ISSUE_CODES, ...REQUEST_ISSUE_CODES],
    'refusals:*': REFUSAL_CODES,
    'registration:notSaved.*': JOURNAL_REFUSAL_CODES.filter((code) => code !== 'not-enrolled'),
    'sync:grounds.*': grounds,
    'sync:verdict.*': attention,
    'sync:operation.*': CaseCommand.options.map((option) => option.shape.kind.value),
    'common:status.*': CaseStatus.options,
    'common:outcome.*': OutcomeKind.options,
    'case:event.*': CaseEvent.options.map((option) => option.shape.kind.value),
    'caseActions:title.*': ACTION_KINDS,
    'caseSteps:conformity.*': CONFORMITY_CRITERIA,
    'caseSteps:decision.*': DecisionContent.options.map((option) => option.shape.kind.value),
    'caseSteps:inform.proofs.*': NotificationProof.options.map((option) => option.shape.kind.value),
    'caseSteps:handedOut.recipient.*': HandedOut.shape.to.options,
    'caseSteps:needMet.*': NeedMet.options,
    'caseSteps:followUp.kinds.*': FollowUp.options.map((option) => option.shape.kind.value),
    'caseSteps:handOver.targets.*': HandOverTarget.options.map((option) => option.shape.kind.value),
    'case:step.*': ['approve', 'hand-out', 'none'],
    'case:priority.*': Priority.options,
    'case:requestType.*': RequestType.options,
    'case:decision.*': DecisionContent.options.map((option) => option.shape.kind.value),
    'case:subject.*': NotificationSubject.options,
    'mailing:failure.*': MailFailure.options,
    'case:way.*': WayOfProvision.options,
    'case:needMet.*': NeedMet.options,
    'catalogueChanges:part.*': CHANGED_PARTS,
    'catalogueChanges:aspect.*': [...SERVICE_ASPECTS, ...FIELD_ASPECTS].filter(
      (aspect) => !FOR_FINDERS.has(aspect),
    ),
    'catalogueChanges:time.*': TimeUnit.options,
    'registration:carried.left.*': LeftBehind.shape.part.options,
    'deadline:left.*': TimeLeft.shape.unit.options,
    'deadline:filter.*': QueueUrgency.options,
    'party:kinds.*': RecipientKind.options,
    'party:documentKinds.*': DocumentKind.options,
    'party:authority.bases.*': AuthorityBasis.options,
    'party:authority.checks.*': AuthorityCheck.options,
    'registration:evidence.modes.*': EvidenceMode.options,
    'registration:evidence.statuses.*': EvidenceStatus.options,
    'registration:fee.statuses.*': FeeRecord.options.map((option) => option.shape.status.value),
    'registration:consequence.*': EligibilityQuestion.shape.onFail.options,
    'settings:paper.*': PaperKind.options,
    'oversight:storage.*': CounterReport.shape.storage.options,
  };

  const missingIn = (texts: Texts, place: string, words: readonly string[]): readonly string[] =>
    words.filter((word) => !texts.has(place.replace('*', word)));

  it.each(Object.entries(WORDS))('has a text in both languages: %s', (place, words) => {
    expect(words.length).toBeGreaterThan(0);
    for (const texts of [lv, en]) expect(missingIn(texts, place, words)).toEqual([]);
  });

  it('no text speaks of a ground or an issue that nothing gives', () => {
    expect(grounds.length).toBeGreaterThan(10);
    const given = new Set(WORDS['sync:grounds.*']);
    const refusals = new Set<string>(REFUSAL_CODES);
    const issues = new Set(WORDS['issues:*']);
    for (const key of lv.keys()) {
      if (key.startsWith('sync:grounds.')) expect(given, key).toContain(key.slice('sync:grounds.'.length));
      if (key.startsWith('refusals:')) expect(refusals, key).toContain(key.slice('refusals:'.length));
      const code = key.slice('issues:'.length);
      const isOfScreen = code.startsWith('finding.') || code === 'keepReason';
      if (key.startsWith('issues:') && !isOfScreen) expect(issues, key).toContain(code);
    }
  });
});
