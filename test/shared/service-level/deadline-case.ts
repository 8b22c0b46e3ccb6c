import type { Instant } from '#shared/kernel/instant.ts';
import type { ClockTerms, Extension } from '#shared/service-level/clock-terms.ts';
import type { Pause } from '#shared/service-level/pause.ts';
import { TimeRule } from '#shared/service-level/time-rule.ts';
import { at, on, utc } from './demo-files.ts';

/** One row of a table of deadlines. */
export interface DeadlineCase {
  /** Begins with the numbers of the rules it shows and says why the deadline is this. */
  readonly because: string;
  /** SMI follows moved working days, VAR does not. */
  readonly office: string;
  readonly terms: ClockTerms;
  /** As written in the table: `2026-10-21`, with what is unsure behind it, `…Z`, or `left 8 working-day`. */
  readonly expected: string;
}

/**
 * Reads a table of deadlines, one in a line: office | rule | start | pauses | extension | clock | because.
 * Times are Latvia's unless they end in Z. Pauses are `from .. to`, parted by `;`, an open one without `to`; an
 * extension is `given -> date`.
 */
export function readDeadlineCases(table: string): readonly DeadlineCase[] {
  return table
    .trim()
    .split('\n')
    .map((line) => {
      const cells = line.split('|').map((cell) => cell.trim());
      const [office = '', rule = '', start = '', pauses = '', extension = '', expected = '', because = ''] =
        cells;
      if (cells.length !== 7 || !/^\[SL\d+\] .{10}/.test(because)) throw new Error(`not a deadline: ${line}`);
      const terms = {
        rule: ruleIn(rule),
        startedAt: instantIn(start),
        pauses: pausesIn(pauses),
        extension: extensionIn(extension),
      };
      return { because, office, terms, expected };
    });
}

function ruleIn(text: string): TimeRule {
  const [value = '', unit] = text === 'immediate' ? ['0', text] : text.split(' ');
  return TimeRule.parse({ value: Number(value), unit });
}

function instantIn(text: string): Instant {
  if (text.endsWith('Z')) return utc(text);
  const [date = '', time = ''] = text.split(' ');
  return at(date, time);
}

function pausesIn(text: string): readonly Pause[] {
  if (text === '') return [];
  return text.split(';').map((pause) => {
    const [from = '', to = ''] = pause.split('..').map((end) => end.trim());
    return { pausedAt: instantIn(from), resumedAt: to === '' ? null : instantIn(to) };
  });
}

function extensionIn(text: string): Extension | null {
  if (text === '') return null;
  const [given = '', date = ''] = text.split('->').map((part) => part.trim());
  return { extendedAt: instantIn(given), extendedTo: on(date) };
}
