import { describe, expect, it } from 'vitest';
import { findKeptNote, forgetNote, keepNote, newNote } from '#renderer/features/case/kept-notes.ts';
import { CaseId, PersonId } from '#shared/kernel/identifier.ts';

const anna = { person: PersonId.parse('anna'), caseId: CaseId.parse('0b5c8a4e-6c1d-4c7a-9a53-0d8f1b2c3d4e') };
const other = { ...anna, person: PersonId.parse('zane') };

describe('a note that was begun', () => {
  it('is found again by its author alone, with the identifier it had', () => {
    const note = { ...newNote(), text: 'Zvanīt' };
    keepNote(anna, note);
    expect(findKeptNote(anna)).toEqual(note);
    expect(findKeptNote(other)).toBeUndefined();
    forgetNote(anna);
    expect(findKeptNote(anna)).toBeUndefined();
  });

  it('is not kept without words', () => {
    keepNote(anna, newNote('Zvanīt'));
    keepNote(anna, newNote(' \n'));
    expect(findKeptNote(anna)).toBeUndefined();
  });

  it('has an identifier of its own', () => {
    expect(newNote('a').opId).not.toBe(newNote('a').opId);
    expect(newNote().salt).toMatch(/^[0-9a-f]{32}$/);
  });
});
