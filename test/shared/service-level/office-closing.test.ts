import { describe, expect, it } from 'vitest';
import { Office } from '#shared/service-level/office.ts';
import { officeClosingOn } from '#shared/service-level/office-closing.ts';
import { demoOffice, demoOfficeCalendar, on } from './demo-files.ts';

/** When an office of the demo closes on `date`, with `changes` to the office. */
function closing(code: string, date: string, changes: object = {}): string | undefined {
  const office = Office.parse({ ...demoOffice(code), ...changes });
  return officeClosingOn(office, on(date), demoOfficeCalendar(code));
}

const specialDay = (date: string, open: { from: string; to: string }[]) => ({
  specialDays: [{ date, open, reason: { lv: '', en: '' } }],
});

describe('officeClosingOn', () => {
  it.each([
    ['SMI', '2026-10-12', '18:00'],
    ['SMI', '2026-10-13', '17:00'],
    ['SMI', '2026-10-16', '14:00'],
    ['SMI', '2026-10-17', undefined],
    ['ALU', '2026-10-17', '12:00'],
    ['ALU', '2026-10-18', undefined],
    ['SAL', '2026-10-13', undefined],
    ['JEK', '2026-10-13', '15:30'],
  ])('[SL21] %s on %s closes at %s by its week', (code, date, time) => {
    expect(closing(code, date)).toBe(time);
  });

  it.each([
    ['SMI', '2026-11-18'],
    ['SMI', '2025-05-05'],
    ['SMI', '2026-06-22'],
    ['ALU', '2026-12-26'],
    ['VAR', '2026-06-23'],
  ])('[SL21] %s is closed on the day off %s', (code, date) => {
    expect(closing(code, date)).toBeUndefined();
  });

  it('[SL21] a special day comes before everything else', () => {
    expect(closing('SMI', '2026-08-14')).toBeUndefined();
    expect(closing('ALU', '2026-04-04')).toBeUndefined();
    const hours = [
      { from: '09:00', to: '11:00' },
      { from: '11:30', to: '13:15' },
    ];
    expect(closing('SMI', '2026-11-18', specialDay('2026-11-18', hours))).toBe('13:15');
    expect(closing('SMI', '2026-11-17', specialDay('2026-11-17', hours))).toBe('13:15');
    expect(closing('SMI', '2026-11-19', specialDay('2026-11-17', hours))).toBe('18:00');
  });

  it.each([
    ['SMI', '2026-11-17', '16:00'],
    ['VAR', '2026-11-17', '16:00'],
    ['SMI', '2026-04-30', '17:00'],
    ['VAR', '2025-11-17', '16:30'],
    ['VAR', '2026-06-22', '16:30'],
    ['SMI', '2029-04-30', '17:00'],
  ])('[SL22] %s on the shortened day %s closes an hour earlier, at %s', (code, date, time) => {
    expect(closing(code, date)).toBe(time);
  });

  it.each([
    [
      [
        { from: '08:00', to: '12:00' },
        { from: '12:45', to: '13:15' },
      ],
      '12:00',
    ],
    [
      [
        { from: '08:00', to: '12:00' },
        { from: '13:00', to: '14:00' },
      ],
      '12:00',
    ],
    [
      [
        { from: '08:00', to: '12:00' },
        { from: '12:00', to: '12:30' },
      ],
      '11:30',
    ],
    [
      [
        { from: '08:00', to: '08:45' },
        { from: '09:00', to: '09:30' },
      ],
      '08:30',
    ],
    [[{ from: '08:00', to: '09:00' }], undefined],
    [[{ from: '00:10', to: '00:40' }], undefined],
    [[], undefined],
  ])('[SL22] an hour before the end of %j is %s', (tue, time) => {
    const openingHours = { ...demoOffice('SMI').openingHours, tue };
    expect(closing('SMI', '2026-11-17', { openingHours })).toBe(time);
  });

  it.each([
    ['SMI', '2026-01-17', '14:00'],
    ['SMI', '2026-06-27', '17:00'],
    ['ALU', '2026-06-27', '16:00'],
    ['SMI', '2025-05-10', '13:00'],
    ['VAR', '2026-06-27', undefined],
  ])('[SL23] %s on the moved working day %s closes at %s', (code, date, time) => {
    expect(closing(code, date)).toBe(time);
  });
});
