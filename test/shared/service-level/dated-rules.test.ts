import { describe, expect, it } from 'vitest';
import { DatedRules, ruleOn } from '#shared/service-level/dated-rules.ts';
import { dueOf } from '#shared/service-level/due.ts';
import {
  DECISION_CONTESTING,
  SUBMISSION_ANSWER,
  SUBMISSION_FORWARDING,
} from '#shared/service-level/law-times.ts';
import type { TimeRule } from '#shared/service-level/time-rule.ts';
import { at, demoOfficeCalendar, on } from './demo-files.ts';

const notFollowing = demoOfficeCalendar('VAR');
const month: TimeRule = { value: 1, unit: 'month' };
const workingDays = (value: number): TimeRule => ({ value, unit: 'working-day' });

describe('ruleOn', () => {
  const rules: DatedRules = {
    before: month,
    changes: [
      { effectiveFrom: on('2026-03-01'), rule: workingDays(10) },
      { effectiveFrom: on('2028-01-01'), rule: workingDays(5) },
    ],
  };

  it.each([
    ['1999-12-31', month],
    ['2026-02-28', month],
    ['2026-03-01', workingDays(10)],
    ['2027-12-31', workingDays(10)],
    ['2028-01-01', workingDays(5)],
    ['2099-01-01', workingDays(5)],
  ])('[SL48] what was received on %s goes by %o', (receivedOn, rule) => {
    expect(ruleOn(rules, on(receivedOn))).toEqual(rule);
  });

  it('[SL48] changes stand in order, each date once', () => {
    expect(DatedRules.safeParse(rules).success).toBe(true);
    for (const changes of [rules.changes.toReversed(), [...rules.changes, ...rules.changes.slice(1)]]) {
      const read = DatedRules.safeParse({ before: month, changes });
      expect(read.error?.issues.map(({ message }) => message)).toEqual(['changes-out-of-order']);
    }
  });
});

describe('the times that laws name', () => {
  it('[SL48] are tables that could be read', () => {
    for (const rules of [SUBMISSION_ANSWER, SUBMISSION_FORWARDING, DECISION_CONTESTING]) {
      expect(DatedRules.parse(rules)).toEqual(rules);
    }
  });

  it.each([
    ['2026-02-27', '2026-03-27'],
    ['2026-02-28', '2026-03-30'],
    ['2026-03-01', '2026-03-13'],
    ['2026-03-02', '2026-03-16'],
  ])('[SL49] a submission of %s is answered by %s', (receivedOn, dueOn) => {
    const rule = ruleOn(SUBMISSION_ANSWER, on(receivedOn));
    expect(dueOf(rule, at(receivedOn, '10:00'), notFollowing)).toMatchObject({ dueOn });
  });

  it.each([
    ['2026-02-27', '2026-03-10'],
    ['2026-02-28', '2026-03-10'],
    ['2026-03-01', '2026-03-06'],
    ['2026-03-02', '2026-03-09'],
  ])('[SL50] a submission of %s for another institution is forwarded by %s', (receivedOn, dueOn) => {
    const rule = ruleOn(SUBMISSION_FORWARDING, on(receivedOn));
    expect(dueOf(rule, at(receivedOn, '10:00'), notFollowing)).toMatchObject({ dueOn });
  });

  it.each([
    ['2026-01-31', '2026-03-02'],
    ['2026-10-09', '2026-11-09'],
    ['2028-01-31', '2028-02-29'],
  ])('[SL51] a decision in effect on %s may be contested until %s', (effectiveOn, dueOn) => {
    const rule = ruleOn(DECISION_CONTESTING, on(effectiveOn));
    expect(dueOf(rule, at(effectiveOn, '10:00'), notFollowing)).toMatchObject({ dueOn });
  });
});
