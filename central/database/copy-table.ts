import { once } from 'node:events';
import type { PoolClient, Submittable } from 'pg';

/** The part of the driver's connection that copying needs. */
interface CopyConnection {
  readonly stream: NodeJS.ReadWriteStream & { readonly writableNeedDrain: boolean };
  query(statement: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(reason: string): void;
}

/** What the driver tells of a statement that it does not know itself. */
interface CopyStatement extends Submittable {
  handleCopyInResponse(connection: CopyConnection): void;
  handleCopyData(message: { readonly chunk: Buffer }, connection: CopyConnection): void;
  handleCommandComplete(message: { readonly text: string }): void;
  handleReadyForQuery(): void;
  handleError(failure: Error): void;
}

/** So much may wait for a slow reader before the server is asked to pause. */
const WAITING_BYTES = 1024 * 1024;

/**
 * The bytes of a `copy … to stdout`, as they arrive; `onRows` is told at the end how many rows that was. Whoever stops
 * reading before the end must not use the client again. Throws what the server answers.
 */
export async function* copyOut(
  client: PoolClient,
  statement: string,
  onRows: (rows: number) => void,
): AsyncGenerator<Buffer, void> {
  const waiting: Buffer[] = [];
  let waitingBytes = 0;
  let hasEnded = false;
  let failure: Error | undefined;
  let connection: CopyConnection | undefined;
  let wake = (): void => undefined;
  const copy: CopyStatement = {
    submit: (own) => {
      connection = own as unknown as CopyConnection;
      connection.query(statement);
    },
    handleCopyInResponse: (own) => own.sendCopyFail('nothing is sent'),
    handleCopyData: ({ chunk }, own) => {
      // The driver uses the memory of its chunks again.
      waiting.push(Buffer.from(chunk));
      waitingBytes += chunk.length;
      if (waitingBytes >= WAITING_BYTES) own.stream.pause();
      wake();
    },
    handleCommandComplete: ({ text }) => onRows(rowsOf(text)),
    handleReadyForQuery: () => {
      hasEnded = true;
      wake();
    },
    handleError: (cause) => {
      failure = cause;
      wake();
    },
  };
  client.query(copy);
  while (failure === undefined) {
    if (waiting.length > 0) {
      const taken = Buffer.concat(waiting.splice(0));
      waitingBytes = 0;
      connection?.stream.resume();
      yield taken;
    } else if (hasEnded) return;
    else await new Promise<void>((resolve) => (wake = resolve));
  }
  throw failure;
}

/**
 * Sends `source` as the data of a `copy … from stdin` and gives the number of rows. What the source throws ends the
 * statement and is thrown on; otherwise throws what the server answers.
 */
export async function copyIn(
  client: PoolClient,
  statement: string,
  source: AsyncIterable<Buffer>,
): Promise<number> {
  let sourceFailure: { readonly cause: unknown } | undefined;
  let serverFailure: Error | undefined;
  const send = async (connection: CopyConnection): Promise<void> => {
    try {
      for await (const chunk of source) {
        if (serverFailure !== undefined) return;
        connection.sendCopyFromChunk(chunk);
        if (connection.stream.writableNeedDrain) await once(connection.stream, 'drain');
      }
      connection.endCopyFrom();
    } catch (cause) {
      sourceFailure = { cause };
      connection.sendCopyFail('the source failed');
    }
  };
  let sending: Promise<void> = Promise.resolve();
  let rows = 0;
  const answered = new Promise<void>((resolve) => {
    const copy: CopyStatement = {
      submit: (connection) => (connection as unknown as CopyConnection).query(statement),
      handleCopyInResponse: (connection) => {
        sending = send(connection);
      },
      handleCopyData: () => undefined,
      handleCommandComplete: ({ text }) => {
        rows = rowsOf(text);
      },
      handleReadyForQuery: () => resolve(),
      handleError: (cause) => {
        serverFailure = cause;
        resolve();
      },
    };
    client.query(copy);
  });
  await answered;
  await sending;
  if (sourceFailure !== undefined) throw (sourceFailure as { readonly cause: unknown }).cause;
  if (serverFailure !== undefined) throw serverFailure;
  return rows;
}

/** Of what the server says at the end of a copy: `COPY 17`. */
function rowsOf(text: string): number {
  return Number(/^COPY (\d+)$/.exec(text)?.[1] ?? 0);
}
