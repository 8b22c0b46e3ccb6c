import { describe, expect, it } from 'vitest';
import { deemedNotifiedOn } from '#shared/service-level/deemed-notified.ts';
import { demoCatalogue } from '#test/shared/catalogue/demo-catalogue.ts';
import { demoOfficeCalendar, on } from './demo-files.ts';

// 9 October 2026 is a Friday.
const SENT_ON = on('2026-10-09');
const calendar = demoOfficeCalendar('SMI');
const LATER: Readonly<Record<string, string>> = {
  'e-address': '2026-10-13',
  email: '2026-10-13',
  'email-signed': '2026-10-13',
  'e-service': '2026-10-13',
  post: '2026-10-16',
};

describe('the day on which something is taken as received', () => {
  it.each(demoCatalogue().channels.map(({ id }) => id))('[CL37] by %s', (channel) => {
    expect(deemedNotifiedOn(channel, 'letter', SENT_ON, calendar)).toBe(LATER[channel] ?? LATER.post);
    expect(deemedNotifiedOn(channel, 'manual', SENT_ON, calendar)).toBe(LATER[channel] ?? SENT_ON);
  });

  it.each(['handed-over', 'spoken'] as const)(
    '[CL37] is the day itself when %s, whatever the channel',
    (proof) => {
      for (const channel of Object.keys(LATER)) {
        expect(deemedNotifiedOn(channel, proof, SENT_ON, calendar)).toBe(SENT_ON);
      }
    },
  );

  it('[CL37] a name that every object has is a channel like any other', () => {
    expect(deemedNotifiedOn('constructor', 'manual', SENT_ON, calendar)).toBe(SENT_ON);
  });
});
