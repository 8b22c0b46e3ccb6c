import { describe, expect, it } from 'vitest';
import { CATALOGUE_LIMITS } from '#shared/catalogue/catalogue-limits.ts';
import { catalogueLine } from '#shared/catalogue/catalogue-sentences.ts';
import { findSizeDefect, parseCatalogue, parseCatalogueBytes } from '#shared/catalogue/parse-catalogue.ts';
import { s0, s1 } from './defect-row.ts';
import { changedText, defectsAfter, demoText, shortOf } from './demo-catalogue.ts';

describe('the file', () => {
  it('[CA1] a file of the largest size is read, one byte more is refused, also when its characters are fewer', () => {
    const padded = (text: string, bytes: number): string =>
      text + ' '.repeat(bytes - Buffer.byteLength(text));
    expect(parseCatalogue(padded(demoText, CATALOGUE_LIMITS.bytes)).ok).toBe(true);
    const larger = parseCatalogue(padded(demoText, CATALOGUE_LIMITS.bytes + 1));
    expect(larger.ok || larger.problem.map(shortOf)).toEqual([' too-large']);
    const wide = parseCatalogue(JSON.stringify('ā'.repeat(CATALOGUE_LIMITS.bytes / 2)));
    expect(wide.ok || wide.problem.map(shortOf)).toEqual([' too-large']);
  });

  it('[CA1] the size can be asked before a file is read', () => {
    expect(findSizeDefect(CATALOGUE_LIMITS.bytes)).toBeUndefined();
    expect(findSizeDefect(CATALOGUE_LIMITS.bytes + 1)).toMatchObject({ pointer: '', code: 'too-large' });
    const bytes = new Uint8Array(CATALOGUE_LIMITS.bytes + 1);
    const larger = parseCatalogueBytes(bytes);
    expect(larger.ok || larger.problem.map(shortOf)).toEqual([' too-large']);
  });

  it('[CA2] bytes are read as UTF-8 and refused when they are something else', () => {
    const bytes = Buffer.from(`\uFEFF${demoText}`, 'utf8');
    expect(parseCatalogueBytes(bytes).ok).toBe(true);
    for (const wrong of [bytes.subarray(0, -1).fill(0xff, 100, 101), Buffer.from(demoText, 'utf16le')]) {
      const parsed = parseCatalogueBytes(wrong);
      expect(parsed.ok || parsed.problem.map(shortOf)).toEqual([expect.stringMatching(/^ not-(utf8|json)$/)]);
    }
  });

  it.each([
    ['', ' empty'],
    [' \r\n\t', ' empty'],
    ['\uFEFF', ' empty'],
    ['[]', ' not-an-object'],
    ['"text"', ' not-an-object'],
    ['null', ' not-an-object'],
    ['12', ' not-an-object'],
    ['{"services": [', '/services/0 cut-off'],
    ['{"services": [{"title": {"lv": "Dz', '/services/0/title/lv cut-off'],
    ['<?xml version="1.0"?>', ' not-json'],
    ["{'services': []}", ' not-json'],
    ['{"services": [],}', ' not-json'],
    ['{"services": [NaN]}', '/services/0 not-json'],
  ])('[CA2] %j is refused as %s', (text, defect) => {
    const parsed = parseCatalogue(text);
    expect(parsed.ok || parsed.problem.map(shortOf)).toEqual([defect]);
  });

  it('[CA2] a byte order mark is passed over', () => {
    expect(parseCatalogue(`\uFEFF${demoText}`).ok).toBe(true);
  });

  it('[CA2] the demonstration cut off anywhere is refused as cut off, and never throws', () => {
    let cuts = 0;
    for (let length = 5_000; length < demoText.length; length += 5_000) {
      const parsed = parseCatalogue(demoText.slice(0, length));
      expect(parsed.ok || parsed.problem.map((finding) => finding.code)).toEqual(['cut-off']);
      cuts += 1;
    }
    expect(cuts).toBeGreaterThan(50);
  });

  it('[CA3] 100,000 nested lists and objects are refused and do not overflow', () => {
    for (const opening of ['[', '{"a":', '[{"a":']) {
      const open = parseCatalogue(opening.repeat(100_000));
      expect(open.ok || open.problem.map((finding) => finding.code)).toEqual(['nested-too-deeply']);
    }
    const closed = parseCatalogue(`{"services":${'['.repeat(100_000)}${']'.repeat(100_000)}}`);
    expect(closed.ok || closed.problem.map((finding) => finding.code)).toEqual(['nested-too-deeply']);
    const allowed = changedText((d) => (d.extra = JSON.parse(`${'['.repeat(63)}${']'.repeat(63)}`)));
    expect(parseCatalogue(allowed).ok).toBe(true);
  });

  it('[CA4] a key written twice is told at its place, beside the other defects', () => {
    const text = demoText.replace('"code": "KP-02"', '"code": "KP-01", "c\\u006fde": "KP-01"');
    const parsed = parseCatalogue(text);
    expect(text).not.toBe(demoText);
    expect(parsed.ok || parsed.problem.map(shortOf)).toEqual([
      '/services/1/code duplicate-key',
      '/services/1/code duplicate-id',
    ]);
  });

  it('[CA5] a number that cannot be kept is refused, known to the format or not', () => {
    const text = changedText((d) => {
      s0(d).fees[0].amount = 'HUGE';
      d.extra = 'HUGE';
    }).replaceAll('"HUGE"', '1e999');
    const parsed = parseCatalogue(text);
    expect(parsed.ok || parsed.problem.map(shortOf)).toEqual([
      '/services/0/fees/0/amount number-out-of-range',
      '/extra number-out-of-range',
    ]);
  });

  it('[CA5] texts of exactly the largest length, with tabs and line breaks, are accepted', () => {
    expect(defectsAfter((d) => (s0(d).description.lv = `\t\r\n${'😀'.repeat(7_997)}`))).toEqual([]);
  });

  it('[CA6] all defects are told at once in document order, and what is missing comes last in its object', () => {
    expect(
      defectsAfter((d) => {
        s1(d).fees[0].variant = 'gold';
        delete s0(d).title;
        s0(d).channels[0] = 'pigeon';
        s0(d).code = '';
        d.roles[0].title.en = '';
      }),
    ).toEqual([
      '/roles/0/title/en one-language',
      '/services/0/code empty-text',
      '/services/0/channels/0 unknown-reference',
      '/services/0/title missing',
      '/services/1/fees/0/variant unknown-reference',
    ]);
  });

  it('[CA7] a file with one defect gives nothing but the defect', () => {
    const parsed = parseCatalogue(changedText((d) => (s0(d).channels[0] = 'pigeon')));
    expect(Object.keys(parsed)).toEqual(['ok', 'problem']);
  });

  it('[CA6] the first 200 defects are told, and how many more there are', () => {
    const parsed = parseCatalogue(changedText((d) => (s0(d).channels = Array(250).fill('pigeon'))));
    const findings = parsed.ok ? [] : parsed.problem;
    expect(findings).toHaveLength(201);
    expect(findings[199]?.pointer).toBe('/services/0/channels/199');
    expect(findings[200]).toEqual({ pointer: '', code: 'more', sentence: '50 more are not shown.' });
  });

  it('[CA6] a file of a million defects is refused without being looked through', () => {
    const parsed = parseCatalogue(`{"services":[${'{},'.repeat(1_000_000)}{}]}`);
    const findings = parsed.ok ? [] : parsed.problem;
    expect(findings).toHaveLength(201);
    expect(findings[0]).toMatchObject({ pointer: '/services/0/id', code: 'missing' });
    expect(findings[200]?.sentence).toBe('At least 99800 more are not shown.');
  });

  it('[CA6] names from the file are quoted, short, and harmless to a terminal', () => {
    const name = `\u001b[2J\u202e${'x'.repeat(300)}`;
    const parsed = parseCatalogue(changedText((d) => (s0(d).channels[0] = name)));
    expect(parsed.ok ? [] : parsed.problem.map(catalogueLine)).toEqual([
      '/services/0/channels/0: The text holds a control character; only tabs and line breaks are allowed among them.',
      `/services/0/channels/0: There is no channel "\\u001b[2J\\u202e${'x'.repeat(55)}…"; declared: "counter", ` +
        '"appointment", "home-visit", "phone", "video", "post", "email-signed", "email", "e-address", "e-service", "sms".',
    ]);
    expect(catalogueLine({ pointer: '/a\u009bb', sentence: 'S.' })).toBe('/a\\u009bb: S.');
    expect(catalogueLine({ pointer: '', sentence: 'S.' })).toBe('(the whole file): S.');
  });
});
