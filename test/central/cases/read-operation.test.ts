import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readOperation } from '#central/cases/read-operation.ts';
import { realHash } from '#central/settings/real-ports.ts';
import { canonicalJson, type Json } from '#shared/kernel/canonical-json.ts';
import { CaseId } from '#shared/kernel/identifier.ts';
import { digestOf } from '#shared/kernel/operation-digest.ts';
import type { WireOperation } from '#shared/protocol/push.ts';
import { CONSULTATION, OperationMaker, sealOperation } from '#test/support/operation-maker.ts';

const caseId = CaseId.parse(randomUUID());
const flipped = (digest: string): string => (digest.startsWith('0') ? '1' : '0') + digest.slice(1);

/** Any header's text with the digest that fits it. */
async function sealText(header: string, payload: string): Promise<WireOperation> {
  const salt = new Uint8Array(16);
  return {
    header,
    salt: '00'.repeat(16),
    payload,
    digest: await digestOf({ header, salt, payload }, realHash),
  };
}

describe('an operation on the wire', () => {
  it('is read with its header and its command', async () => {
    const { header, wire } = await new OperationMaker().register();
    const read = await readOperation(wire, realHash);
    expect(read).toEqual({
      ok: true,
      value: {
        wire,
        header,
        command: { kind: 'known', command: expect.objectContaining({ kind: CONSULTATION.kind }) },
      },
    });
  });

  it('[PR26] is refused when its header cannot be read', async () => {
    const { wire } = await new OperationMaker().register();
    for (const header of ['', 'null', '{', wire.header.replace(/"rules":\d+/, '"rules":"1"')]) {
      const read = await readOperation({ ...wire, header }, realHash);
      expect(read).toEqual({ ok: false, problem: 'header-not-readable' });
    }
  });

  it('[PR26] is refused when its kind is not a plain word', async () => {
    for (const kind of ['', 'a\0b', 'a\ud800', 'A', '-a', '1a', 'a_b', 'a b', 'a'.repeat(65)]) {
      const { wire } = await new OperationMaker().seal(kind, '{}', { caseId });
      expect(await readOperation(wire, realHash)).toEqual({ ok: false, problem: 'header-not-readable' });
    }
    const { wire } = await new OperationMaker().seal('a'.repeat(64), '{}', { caseId });
    expect(await readOperation(wire, realHash)).toMatchObject({ ok: true });
  });

  it('[PR26] is refused when its header is nested without end', async () => {
    const { header } = await new OperationMaker().note(caseId);
    const nested = (levels: number) =>
      `${canonicalJson(header as unknown as Json).slice(0, -1)},"zzz":${'['.repeat(levels)}${']'.repeat(levels)}}`;
    for (const levels of [8, 9, 7_000]) {
      const wire = await sealText(nested(levels), '{}');
      expect(wire.header.length).toBeLessThanOrEqual(16_384);
      expect(await readOperation(wire, realHash)).toEqual({ ok: false, problem: 'header-not-readable' });
    }
    expect(await readOperation(await sealText(nested(7), '{}'), realHash)).toMatchObject({ ok: true });
  });

  it('[PR13] is one that nobody understands when its payload is nested without end', async () => {
    const { header } = await new OperationMaker().register();
    const text = canonicalJson(header as unknown as Json);
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    for (const payload of [deep, `{"kind":"register-request","request":{"values":{"x":${deep}}}}`]) {
      const read = await readOperation(await sealText(text, payload), realHash);
      expect(read).toMatchObject({ ok: true });
    }
  });

  it('[PR26] is refused when its header is not canonical', async () => {
    const { wire } = await new OperationMaker().register();
    for (const header of [`${wire.header} `, JSON.stringify(JSON.parse(wire.header), undefined, 1)]) {
      const read = await readOperation({ ...wire, header }, realHash);
      expect(read).toEqual({ ok: false, problem: 'header-not-canonical' });
    }
  });

  it('[PR26] is refused when its digest does not fit', async () => {
    const { wire } = await new OperationMaker().register();
    const changes = [
      { payload: `${wire.payload} ` },
      { salt: flipped(wire.salt) },
      { digest: flipped(wire.digest) as typeof wire.digest },
      { header: wire.header.replace('"boot":"test-boot"', '"boot":"test-boos"') },
    ];
    for (const change of changes) {
      const read = await readOperation({ ...wire, ...change }, realHash);
      expect(read).toEqual({ ok: false, problem: 'digest-mismatch' });
    }
  });

  it('[PR26] is refused when its payload is no text that can be stored as it is', async () => {
    const { header } = await new OperationMaker().note(caseId);
    for (const payload of ['{"kind":"add-note","text":"\u0000"}', '{"kind":"add-note","text":"\ud83d"}']) {
      const { wire } = await sealOperation(header, payload);
      expect(await readOperation(wire, realHash)).toEqual({ ok: false, problem: 'digest-mismatch' });
    }
  });
});
