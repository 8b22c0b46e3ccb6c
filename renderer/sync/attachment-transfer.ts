import type { AttachmentId } from '#shared/attachments/attachment.ts';
import type { CaseId } from '#shared/kernel/identifier.ts';
import type { AbortSignalLike } from '#shared/kernel/ports.ts';
import {
  type AttachmentAnnouncement,
  AttachmentStanding,
  CHUNK_BYTES,
} from '#shared/protocol/attachments.ts';
import type { ProblemType } from '#shared/protocol/problem.ts';
import { ExchangeFailure, findProblem, jsonOf } from './exchange-failure.ts';
import type { Http, HttpAnswer, HttpRequest } from './http.ts';

/** By what the centre is asked. */
export interface TransferPorts {
  readonly http: Http;
  /** The device's, or that of a person who may read the case. */
  readonly token: string;
  readonly signal?: AbortSignalLike | undefined;
}

/** A file that arrives damaged this often in a row is not sent again for now. */
const MOST_DAMAGED = 3;

/** Problems that sending the same file again does not mend. */
const NOT_ACCEPTED: readonly ProblemType[] = ['file-not-accepted', 'invalid-request', 'body-too-large'];

/**
 * Sends a file in parts, from where the centre has it on (AT17, AT18). Resolves when the centre has it as a whole and
 * checked, or will not take it. Rejects with `ExchangeFailure` when it is to be tried again later; what arrived stays
 * there.
 */
export async function sendAttachment(
  ports: TransferPorts,
  file: AttachmentAnnouncement,
  content: Uint8Array<ArrayBuffer>,
  way: {
    readonly onProgress: (receivedBytes: number) => void;
    /** How large the next part is to be. */
    readonly chunkBytes: () => number;
  },
): Promise<'stored' | 'not-accepted'> {
  let damaged = 0;
  let standing = await ask(ports, { method: 'POST', path: '/api/attachments', body: file });
  for (;;) {
    if (standing === 'not-accepted') return standing;
    if (standing === 'damaged') {
      damaged += 1;
      if (damaged === MOST_DAMAGED) return 'not-accepted';
      standing = { receivedBytes: 0, isStored: false };
    }
    way.onProgress(standing.receivedBytes);
    if (standing.isStored) return 'stored';
    const offset = standing.receivedBytes;
    if (offset >= content.length) throw new ExchangeFailure('centre-defect');
    const bytes = content.slice(offset, offset + way.chunkBytes());
    const path = `/api/attachments/${file.id}/bytes?offset=${offset}`;
    const next = await ask(ports, { method: 'POST', path, bytes });
    // A part that brings nothing further would be sent without end.
    if (typeof next === 'object' && !next.isStored && next.receivedBytes <= offset) {
      damaged += 1;
      if (damaged === MOST_DAMAGED) throw new ExchangeFailure('centre-defect');
    }
    standing = next;
  }
}

async function ask(
  ports: TransferPorts,
  request: Pick<HttpRequest, 'method' | 'path' | 'body' | 'bytes'>,
): Promise<AttachmentStanding | 'damaged' | 'not-accepted'> {
  const answer = await send(ports, request);
  const problem = answer.status === 200 ? undefined : findProblem(answer)?.type;
  if (problem === 'file-damaged') return 'damaged';
  if (problem !== undefined && NOT_ACCEPTED.includes(problem)) return 'not-accepted';
  const standing = AttachmentStanding.safeParse(jsonOf(answer));
  if (!standing.success) throw new ExchangeFailure('not-the-centre');
  return standing.data;
}

/**
 * The bytes of a file of a case, in parts. The caller compares them with what the case says. Rejects with
 * `ExchangeFailure` when the centre cannot be asked now.
 */
export async function fetchAttachment(
  ports: TransferPorts,
  caseId: CaseId,
  file: { readonly id: AttachmentId; readonly bytes: number },
): Promise<Uint8Array<ArrayBuffer> | 'on-its-way' | 'not-permitted'> {
  const content = new Uint8Array(file.bytes);
  let filled = 0;
  while (filled < content.length) {
    const length = Math.min(CHUNK_BYTES, content.length - filled);
    const path = `/api/cases/${caseId}/attachments/${file.id}?offset=${filled}&length=${length}`;
    const answer = await send(ports, { method: 'GET', path, wantsBytes: true });
    if (answer.status !== 200) {
      const problem = findProblem(answer)?.type;
      if (problem === 'file-on-its-way') return 'on-its-way';
      if (problem === 'not-found' || problem === 'not-permitted') return 'not-permitted';
      jsonOf(answer);
    }
    const { bytes } = answer;
    // A page of a network has another length, and what has the right one is told by its hash.
    if (bytes === undefined || bytes.length !== length) throw new ExchangeFailure('not-the-centre');
    content.set(bytes, filled);
    filled += length;
  }
  return content;
}

async function send({ http, token, signal }: TransferPorts, request: HttpRequest): Promise<HttpAnswer> {
  let answer: HttpAnswer;
  try {
    answer = await http.send({ ...request, token, signal });
  } catch {
    throw new ExchangeFailure('unreachable');
  }
  if (signal?.aborted === true) throw new ExchangeFailure('unreachable');
  return answer;
}
