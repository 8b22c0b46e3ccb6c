import { describe, expect, it } from 'vitest';
import { QueueSearch, WHOLE_QUEUE } from '#renderer/features/queue/queue-search.ts';

const whole = {
  reference: 'SMI-7K2',
  status: 'waiting-for-applicant',
  service: 'gmi-pabalsts',
  due: 'overdue',
  sync: 'saved-here',
  order: 'receivedAt',
  descending: true,
  row: '6259389f-7e22-4dc8-b35f-1f1d4dcac0e8',
  at: 120,
};

describe('the address of the queue', () => {
  it('keeps filters, order and row', () => {
    expect(QueueSearch.parse(whole)).toEqual(whole);
    expect(Object.keys(WHOLE_QUEUE).toSorted()).toEqual(Object.keys(QueueSearch.shape).toSorted());
  });

  it.each([
    { reference: '310510-01236' },
    { reference: 'Ozoliņš' },
    { status: 'archived' },
    { service: 'Anna Paraudziņa' },
    { due: 'yesterday' },
    { sync: 'lost' },
    { order: 'colour' },
    { descending: 'yes' },
    { row: 'Anna' },
    { at: -1 },
    { at: 1.5 },
  ])('is read as if what is not valid were not there: %j', (wrong) => {
    const [name = ''] = Object.keys(wrong);
    expect(QueueSearch.parse({ ...whole, ...wrong })).toEqual({ ...whole, [name]: undefined });
  });

  it('has no room for anything else', () => {
    expect(QueueSearch.parse({ applicant: 'Anna' })).toEqual({});
  });
});
