import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CaseCommand } from '#shared/case/case-command.ts';
import { CaseStatus, STAGE_OF_STATUS, stageOf } from '#shared/case/case-status.ts';
import {
  allowedCommands,
  type CaseCommandKind,
  type CommandPlace,
  findObstacle,
  LIFECYCLE,
} from '#shared/case/lifecycle.ts';
import { StaffRole } from '#shared/case/staff-role.ts';
import { catalogueJson } from './demo-case.ts';

const PLACES: readonly CommandPlace[] = ['no-case', ...CaseStatus.options];
const KINDS = CaseCommand.options.map(({ shape }) => shape.kind.value);

/** The rows of the table in the document, cell by cell. */
function documentedRows(): string[][] {
  const text = readFileSync('docs/case-lifecycle.md', 'utf8');
  return text
    .split('\n')
    .filter((line) => line.startsWith('| `') && line.split('|').length === 5)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim().replaceAll('`', '')),
    );
}

describe('the lifecycle table', () => {
  it('[CL2] is the one in the document', () => {
    expect(documentedRows()).toEqual(
      Object.entries(LIFECYCLE).map(([kind, { from, roles }]) => [kind, from.join(', '), roles.join(', ')]),
    );
  });

  it('[CL2] has a row for every command, and every place has a command', () => {
    expect(Object.keys(LIFECYCLE).sort()).toEqual([...KINDS].sort());
    for (const place of PLACES) {
      expect(StaffRole.options.some((role) => allowedCommands(place, role).length > 0)).toBe(true);
    }
  });

  it('[CL2] [CL3] allows what it says and nothing else, and names the status before the role', () => {
    for (const kind of KINDS) {
      const row: { from: readonly string[]; roles: readonly string[] } = LIFECYCLE[kind];
      for (const place of PLACES) {
        for (const role of StaffRole.options) {
          const isInPlace = row.from.includes(place);
          const isInRole = row.roles.includes(role);
          const expected = !isInPlace ? 'not-in-this-status' : isInRole ? undefined : 'not-in-this-role';
          expect(findObstacle(kind, place, role)).toBe(expected);
          expect(allowedCommands(place, role).includes(kind)).toBe(expected === undefined);
        }
      }
    }
  });

  it('[CL2] a counter registers and nobody registers twice', () => {
    const kind: CaseCommandKind = 'register-request';
    expect(findObstacle(kind, 'no-case', 'provider-counter')).toBeUndefined();
    expect(findObstacle(kind, 'no-case', 'portfolio-manager')).toBe('not-in-this-role');
    for (const status of CaseStatus.options) {
      expect(findObstacle(kind, status, 'provider-counter')).toBe('not-in-this-status');
    }
  });

  it('[CL6] every status has its stage and next steps, as the document says', () => {
    const rows = readFileSync('docs/case-lifecycle.md', 'utf8').matchAll(
      /^\| `([a-z-]+)` \| `([a-z]+)` \| (`.*`) \|/gm,
    );
    const documented = [...rows].map(([, status, stage]) => [status, stage]);
    expect(documented).toEqual(Object.entries(STAGE_OF_STATUS));
    expect(Object.keys(STAGE_OF_STATUS)).toEqual([...CaseStatus.options]);
  });

  it('[CL6] who waits stays in the stage in which the waiting began', () => {
    const waiting = { returnTo: { status: 'being-fulfilled' } } as const;
    expect(stageOf({ status: 'waiting-for-applicant', waiting })).toBe('provision');
    expect(stageOf({ status: 'being-evaluated', waiting: null })).toBe('evaluation');
  });

  it('[CL2] the roles of the table are roles of the catalogue', () => {
    const known = (catalogueJson as unknown as { roles: { id: string }[] }).roles.map(({ id }) => id);
    for (const { roles } of Object.values(LIFECYCLE))
      expect(known).toEqual(expect.arrayContaining([...roles]));
  });
});
