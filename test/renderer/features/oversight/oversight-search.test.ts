import { describe, expect, it } from 'vitest';
import { filtersToCount, mergeCounts } from '#renderer/features/oversight/count-choices.ts';
import {
  NO_OVERSIGHT_FILTERS,
  type OversightFilters,
  OversightSearch,
  queryOf,
  WHOLE_OVERVIEW,
} from '#renderer/features/oversight/oversight-search.ts';
import { Instant } from '#shared/kernel/instant.ts';
import type { OversightCounts } from '#shared/protocol/oversight.ts';

const at = Instant.parse('2026-11-23T08:00:00.000Z');

function counts(urgencies: Record<string, number>, statuses: Record<string, number>): OversightCounts {
  const listOf = (record: Record<string, number>) =>
    Object.entries(record).map(([value, count]) => ({ value, count }));
  const total = Object.values(urgencies).reduce((sum, count) => sum + count, 0);
  return { total, offices: [], services: [], urgencies: listOf(urgencies), statuses: listOf(statuses), at };
}

describe('the address of the overview', () => {
  it('keeps the part, filters, order and row', () => {
    const whole = {
      part: 'counters',
      reference: '142',
      office: 'smiltene',
      service: 'gmi-pabalsts',
      status: 'registered',
      urgency: 'overdue',
      sort: 'receivedAt',
      descending: true,
      row: '6259389f-7e22-4dc8-b35f-1f1d4dcac0e8',
      at: 3,
    };
    expect(OversightSearch.parse(whole)).toEqual(whole);
    expect(Object.keys(WHOLE_OVERVIEW).toSorted()).toEqual(Object.keys(OversightSearch.shape).toSorted());
    expect(OversightSearch.parse({ reference: 'Ozoliņš', urgency: 'never', at: 'x', name: 'Anna' })).toEqual(
      {},
    );
  });

  it('asks the centre only for what narrows', () => {
    const filters = OversightSearch.parse({ reference: '142', urgency: 'overdue', sort: 'office' });
    expect(queryOf(filters).toString()).toBe('reference=142&urgency=overdue');
  });
});

describe('the counts of the choices', () => {
  const filters: OversightFilters = { ...NO_OVERSIGHT_FILTERS, urgency: 'due-soon', status: 'registered' };

  it('need no second question while nothing is chosen', () => {
    expect(filtersToCount({ ...NO_OVERSIGHT_FILTERS, reference: '142' })).toHaveLength(1);
  });

  it('of a filter that is set are asked for without it', () => {
    expect(filtersToCount(filters).map((asked) => queryOf(asked).toString())).toEqual([
      'status=registered&urgency=due-soon',
      'urgency=due-soon',
      'status=registered',
    ]);
  });

  it('keep the other deadlines and statuses beside the one that is chosen', () => {
    const merged = mergeCounts(filters, [
      counts({ 'due-soon': 8 }, { registered: 8 }),
      counts({ 'due-soon': 10 }, { registered: 8, 'waiting-for-applicant': 2 }),
      counts({ overdue: 70, 'due-soon': 8 }, { registered: 78 }),
    ]);
    expect(merged).toEqual({
      ...counts({ overdue: 70, 'due-soon': 8 }, { registered: 8, 'waiting-for-applicant': 2 }),
      total: 8,
    });
  });

  it('are those of the chosen alone until the others are here, and none until it is', () => {
    const own = counts({ 'due-soon': 8 }, { registered: 8 });
    expect(mergeCounts(filters, [own, undefined, undefined])).toEqual(own);
    expect(mergeCounts(filters, [undefined, own, own])).toBeUndefined();
  });
});
