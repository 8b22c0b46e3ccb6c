import { z } from 'zod';
import type { CaseRow } from '#renderer/store/rows.ts';
import { findProblem, jsonOf } from '#renderer/sync/exchange-failure.ts';
import type { Http } from '#renderer/sync/http.ts';
import { AttachedFile } from '#shared/attachments/attachment.ts';
import type { CaseId } from '#shared/kernel/identifier.ts';

/** The files that a case names, and by which right they are asked for. */
export interface CaseFiles {
  readonly files: readonly AttachedFile[];
  readonly token: string;
  /** Whether this computer has the case, and so may have its files; what is only looked at is not kept. */
  readonly isKept: boolean;
}

const CaseAtCentre = z.object({ state: z.object({ attachments: z.array(AttachedFile) }) });

/**
 * The files of a case: as this counter has it, else as the centre shows it to the person at the desk (AT22); `undefined`
 * when it does not. Rejects when the centre has to be asked and does not answer.
 */
export async function findCaseFiles(
  ports: {
    readonly http: Http;
    readonly findCase: (caseId: CaseId) => Promise<CaseRow | undefined>;
    readonly deviceToken: string | undefined;
    readonly sessionToken: string | null | undefined;
  },
  caseId: CaseId,
): Promise<CaseFiles | undefined> {
  const { http, deviceToken, sessionToken } = ports;
  const row = await ports.findCase(caseId);
  if (row !== undefined && deviceToken !== undefined) {
    return { files: row.shown.attachments, token: deviceToken, isKept: true };
  }
  if (sessionToken === undefined || sessionToken === null) return undefined;
  const path = `/api/oversight/cases/${caseId}`;
  const answer = await http.send({ method: 'GET', path, token: sessionToken });
  const problem = findProblem(answer)?.type;
  if (problem === 'not-found' || problem === 'not-permitted') return undefined;
  const { attachments } = CaseAtCentre.parse(jsonOf(answer)).state;
  return { files: attachments, token: sessionToken, isKept: false };
}
