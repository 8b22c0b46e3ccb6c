import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scanJson } from '#shared/catalogue/scan-json.ts';

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Code, pointer-like path, line, column and expectation, or `ok`. */
function short(text: string): string {
  const scanned = scanJson(text);
  if (scanned.ok) return 'ok';
  const { problem } = scanned;
  if (problem.code === 'empty') return 'empty';
  return `${problem.code} /${problem.path.join('/')} ${problem.line}:${problem.column} ${problem.expected}`;
}

describe('scanJson', () => {
  it.each([
    ['', 'empty'],
    [' \n', 'empty'],
    ['{', 'cut-off / 1:2 key'],
    ['{"a"', 'cut-off /a 1:5 colon'],
    ['{"a":', 'cut-off /a 1:6 value'],
    ['{"a":1', 'cut-off /a 1:7 object-end'],
    ['{"a":1,', 'cut-off / 1:8 key'],
    ['{"a":{"b":[1,tr', 'cut-off /a/b/1 1:16 value'],
    ['["a', 'cut-off /0 1:4 text-end'],
    ['["a\\', 'cut-off /0 1:5 escape'],
    ['["\\u01', 'cut-off /0 1:7 escape'],
    ['[-', 'cut-off /0 1:3 number'],
    ['[1.', 'cut-off /0 1:4 number'],
    ['[1e+', 'cut-off /0 1:5 number'],
    ['[1 ', 'cut-off /0 1:4 list-end'],
    ['[1,]', 'not-json /1 1:4 value'],
    ['{"a":1,}', 'not-json / 1:8 key'],
    ['{a:1}', 'not-json / 1:2 key'],
    ['{"a" 1}', 'not-json /a 1:6 colon'],
    ['{"a":1 "b":2}', 'not-json /a 1:8 object-end'],
    ['[1 2]', 'not-json /0 1:4 list-end'],
    ['[1}', 'not-json /0 1:3 list-end'],
    ['[01]', 'not-json /0 1:3 number'],
    ['[+1]', 'not-json /0 1:2 value'],
    ['[.5]', 'not-json /0 1:2 value'],
    ['[1.e5]', 'not-json /0 1:3 number'],
    ['[nul]', 'not-json /0 1:5 value'],
    ['["\\x"]', 'not-json /0 1:4 escape'],
    ['["\\u00g0"]', 'not-json /0 1:7 escape'],
    ['["a\nb"]', 'not-json /0 1:4 text-end'],
    ['{}x', 'not-json / 1:3 end'],
    ['{} {}', 'not-json / 1:4 end'],
    ['{\n "ā😀": tru }', 'not-json /ā😀 2:11 value'],
    ['{}', 'ok'],
    [' [ ] ', 'ok'],
    ['-0.5e-3', 'ok'],
    ['[true,false,null,"\\u0041\\n"]', 'ok'],
  ])('[CA2] %j: %s', (text, expected) => {
    expect(short(text)).toBe(expected);
  });

  it('[CA2] accepts what JSON.parse accepts and nothing else', () => {
    const pieces = fc.constantFrom(
      ...[
        '{',
        '}',
        '[',
        ']',
        ',',
        ':',
        '"',
        '"a"',
        '\\',
        '\\u00e9',
        '0',
        '1',
        '-',
        '.',
        'e',
        'true',
        'nul',
        ' ',
        '\n',
        '\t',
        '\f',
        '\u00a0',
      ],
    );
    const texts = fc.oneof(
      fc.array(pieces, { maxLength: 8 }).map((parts) => parts.join('')),
      fc.json(),
      fc.tuple(fc.json(), fc.nat(), pieces).map(([json, at, piece]) => {
        const index = at % (json.length + 1);
        return json.slice(0, index) + piece + json.slice(index);
      }),
      fc.tuple(fc.json(), fc.nat()).map(([json, at]) => json.slice(0, at % (json.length + 1))),
    );
    let accepted = 0;
    fc.assert(
      fc.property(texts, (text) => {
        expect(scanJson(text).ok).toBe(isJson(text));
        accepted += isJson(text) ? 1 : 0;
      }),
      { numRuns: 3_000 },
    );
    expect(accepted).toBeGreaterThan(300);
  });

  it('[CA2] a whole object without its last characters is cut off, never merely not JSON', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.nat(), (object, at) => {
        const json = JSON.stringify(object);
        const scanned = scanJson(json.slice(0, 1 + (at % (json.length - 1))));
        expect(scanned.ok || scanned.problem.code).toBe('cut-off');
      }),
    );
  });

  it('[CA3] 64 levels are accepted, 65 are not', () => {
    expect(short(`${'['.repeat(64)}${']'.repeat(64)}`)).toBe('ok');
    expect(short('['.repeat(65))).toMatch(/^nested-too-deeply .* 1:65 value$/);
  });

  it('[CA4] finds keys that are written twice in one object, however they are escaped', () => {
    const scanned = scanJson(
      '{"a":[{"b":1,"\\u0062":2,"c":{"b":3}}],"__proto__":1,"__proto__":2,"toString":1}',
    );
    expect(scanned).toEqual({ ok: true, value: { paths: [['a', 0, 'b'], ['__proto__']], total: 2 } });
  });
});
