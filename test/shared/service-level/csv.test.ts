import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCsv } from '#shared/service-level/csv.ts';

describe('readCsv', () => {
  it.each([
    [
      'a,b\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a,b\r\n1,2\r\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['a\r1\r', [['a'], ['1']]],
    ['\uFEFFa,b', [['a', 'b']]],
    ['"a,b",c', [['a,b', 'c']]],
    ['"say ""no""",', [['say "no"', '']]],
    ['"two\r\nlines",x', [['two\r\nlines', 'x']]],
    ['"",x', [['', 'x']]],
    ['a,', [['a', '']]],
    ['', []],
    ['\n\n', []],
  ])('[SL28] splits %j', (text, fields) => {
    const { rows, fault } = readCsv(text);
    expect(fault).toBeUndefined();
    expect(rows.map((row) => row.fields)).toEqual(fields);
  });

  it('[SL28] counts rows as a spreadsheet does, empty ones and those of two lines too', () => {
    const { rows } = readCsv('h,h\n"a\nb",1\n,\n\nlast,2\n');
    expect(rows.map((row) => row.row)).toEqual([1, 2, 5]);
  });

  it.each([
    ['a,b\n"open,2', 'quote-not-closed'],
    ['a,b\n"open ""', 'quote-not-closed'],
    ['a,b\n1"2,3', 'quote-misplaced'],
    ['a,b\n"1"2,3', 'quote-misplaced'],
    ['a,b\n "1",3', 'quote-misplaced'],
  ])('[SL28] reports %j as %s in row 2 and keeps the rows before', (text, code) => {
    const { rows, fault } = readCsv(text);
    expect(fault).toEqual({ row: 2, code });
    expect(rows).toEqual([{ row: 1, fields: ['a', 'b'] }]);
  });

  it('[SL28] reads back whatever was written by RFC 4180', () => {
    const content = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', 'ā', '😀') });
    const table = fc
      .integer({ min: 1, max: 4 })
      .chain((width) => fc.array(fc.array(content, { minLength: width, maxLength: width })));
    const quote = (field: string): string => `"${field.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(table, fc.constantFrom('\n', '\r\n'), (rows, end) => {
        const text = rows.map((row) => row.map(quote).join(',') + end).join('');
        const kept = rows.filter((row) => row.some((field) => field.trim() !== ''));
        expect(readCsv(text).rows.map((row) => row.fields)).toEqual(kept);
      }),
    );
  });

  it('[SL28] a megabyte behind an open quote is a fault, not a defect', () => {
    expect(readCsv(`"${'x""'.repeat(400_000)}`).fault).toEqual({ row: 1, code: 'quote-not-closed' });
  });
});
