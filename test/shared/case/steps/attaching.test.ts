import { describe, expect, it } from 'vitest';
import type { AttachedFile } from '#shared/attachments/attachment.ts';
import { ATTACHMENT_LIMITS } from '#shared/attachments/attachment-limits.ts';
import type { CaseCommand } from '#shared/case/case-command.ts';
import { attachedFilesOf } from '#shared/case/request/parse-attachments.ts';
import { sampleFile } from '#test/support/sample-files.ts';
import { Story } from '../case-story.ts';
import { originOf } from '../demo-case.ts';

const attaching = (...files: readonly AttachedFile[]): CaseCommand => ({
  kind: 'attach-files',
  files: [...files],
});
const many = (count: number, from = 0): AttachedFile[] =>
  Array.from({ length: count }, (_, index) => sampleFile(from + index));

/** The issues of a registration that carries these. */
function issuesOf(attachments: readonly unknown[]): unknown {
  const registered = new Story().events[0];
  if (registered?.kind !== 'registered') throw new Error('not registered');
  const request = { ...registered.request, attachments: [...attachments] };
  try {
    new Story({}, { changes: request });
    return [];
  } catch (failure) {
    return (failure as Error).message;
  }
}

describe('a registration with files', () => {
  it('[AT4] puts them on the case and not into the request', () => {
    const evidence = new Story().service.evidence[0]?.id ?? null;
    const files = [sampleFile(1, { evidence }), sampleFile(2)];
    const story = new Story({}, { changes: { attachments: files } });
    expect(story.state.attachments).toMatchObject(files.map((file) => ({ ...file, removed: null })));
    expect(story.state.attachments[0]).toMatchObject({ by: 'synthetic-provider-counter' });
    expect(story.state.request).not.toHaveProperty('attachments');
    expect(new Story().events[0]).not.toHaveProperty('attachments');
  });

  it.each<[string, readonly unknown[], string]>([
    ['not whole', [{ name: 'a.pdf' }], '/attachments/0","code":"attachment-not-valid'],
    ['under a name that is not clean', [sampleFile(1, { name: 'a/b.pdf' })], 'attachment-not-valid'],
    ['twice', [sampleFile(1), sampleFile(1)], '/attachments/1","code":"attachment-not-valid'],
    [
      'of unknown evidence',
      [sampleFile(1, { evidence: 'nav' })],
      '/attachments/0/evidence","code":"unknown-choice',
    ],
    ['too many', many(ATTACHMENT_LIMITS.filesACase + 1), '/attachments","code":"too-many-attachments'],
  ])('[AT4] is refused with files %s', (_, files, told) => {
    expect(issuesOf(files)).toContain(told);
  });

  it('[AT4] shows of a draft what can be read', () => {
    expect(attachedFilesOf({ attachments: [sampleFile(1), 'x'] })).toEqual([sampleFile(1)]);
    expect(attachedFilesOf({})).toEqual([]);
  });
});

describe('attaching files', () => {
  it('[AT5] adds them in their order, also to a closed case', () => {
    const story = new Story().to('closed');
    story.do(attaching(sampleFile(1), sampleFile(2)), 'provider-counter');
    expect(story.state.attachments.map(({ id }) => id)).toEqual([sampleFile(1).id, sampleFile(2).id]);
    expect(story.state.status).toBe('closed');
    expect(story.refusal(attaching(sampleFile(2)))).toEqual({ code: 'attached-already' });
    expect(story.refusal(attaching(sampleFile(3, { name: ' a.pdf' }))).code).toBe('details-not-valid');
  });

  it('[AT5] takes no more than 50 that count', () => {
    const story = new Story();
    story.do(attaching(...many(ATTACHMENT_LIMITS.filesACase)));
    expect(story.refusal(attaching(sampleFile(100)))).toEqual({ code: 'too-many-attachments' });
    story.do({ kind: 'remove-attachment', attachment: sampleFile(0).id, reason: 'Nav vajadzīgs' });
    story.do(attaching(sampleFile(100)));
    expect(story.state.attachments.length).toBe(ATTACHMENT_LIMITS.filesACase + 1);
  });

  it('[AT6] is taken back with a reason, and the file stays', () => {
    const story = new Story();
    story.do(attaching(sampleFile(1)));
    const removing = (reason: string): CaseCommand => ({
      kind: 'remove-attachment',
      attachment: sampleFile(1).id,
      reason,
    });
    expect(story.refusal(removing(' ')).code).toBe('details-not-valid');
    expect(story.refusal(removing('x'), 'partner').code).toBe('not-in-this-role');
    story.do(removing('Cita cilvēka dokuments'));
    expect(story.state.attachments).toMatchObject([
      { ...sampleFile(1), removed: { by: 'synthetic-service-manager', reason: 'Cita cilvēka dokuments' } },
    ]);
    expect(story.refusal(removing('Vēlreiz'))).toEqual({ code: 'not-attached' });
  });

  it('[AT7] folds what came twice once, and what was set aside twice once', () => {
    const story = new Story();
    story.do(attaching(sampleFile(1)));
    const origin = originOf();
    const again = story.with({ kind: 'files-attached', origin, files: [sampleFile(1), sampleFile(2)] });
    expect(again.attachments.map(({ id }) => id)).toEqual([sampleFile(1).id, sampleFile(2).id]);
    story.do({ kind: 'remove-attachment', attachment: sampleFile(1).id, reason: 'Pirmais' });
    const { id } = sampleFile(1);
    const twice = story.with({ kind: 'attachment-removed', origin, attachment: id, reason: 'Otrais' });
    expect(twice.attachments[0]?.removed?.reason).toBe('Pirmais');
  });
});
