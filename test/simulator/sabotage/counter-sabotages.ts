import type { RowReader, RowStore } from '#renderer/store/row-store.ts';
import type { OutboxRow } from '#renderer/store/rows.ts';
import type { Http, HttpAnswer, HttpRequest } from '#renderer/sync/http.ts';
import type { FilePort } from '#shared/journal/journal-ports.ts';
import { findSegmentIndex } from '#shared/journal/segment-name.ts';
import type { OperationId } from '#shared/kernel/identifier.ts';
import { PushRequest } from '#shared/protocol/push.ts';
import { openPlainCase } from '../counter/plain-cryptography.ts';
import { type CounterPlants, NO_PLANTS } from '../counter/plants.ts';
import { OverlayFiles } from './overlay-files.ts';

const MOST_TRIES = 10;

/** What was saved is kept in memory only: the journal's files never reach the disk. */
export function noJournal(): CounterPlants {
  return { ...NO_PLANTS, files: (port) => new OverlayFiles(port) };
}

/** The journal is written and never flushed. */
export function journalWithoutFsync(): CounterPlants {
  return {
    ...NO_PLANTS,
    files: (port): FilePort => ({
      list: () => port.list(),
      create: (name, size) => port.create(name, size),
      read: (name, offset, length) => port.read(name, offset, length),
      write: (name, offset, bytes) => port.write(name, offset, bytes),
      flush: (name) => (findSegmentIndex(name) === undefined ? port.flush(name) : Promise.resolve()),
      find: (name) => port.find(name),
      replace: (name, bytes) => port.replace(name, bytes),
      remove: (name) => port.remove(name),
    }),
  };
}

/** What a push was refused with stands for the operations in it, and they are not sent again. */
export function dropOn4xx(): CounterPlants {
  return forgetting((tries, { status }) => tries > 0 && status >= 400 && status < 500);
}

/** After so many pushes without a verdict an operation is not sent again. */
export function forgetAfterTenTries(): CounterPlants {
  return forgetting((tries) => tries >= MOST_TRIES);
}

/** The cursors of a page of news are stored before its cases, and not together with them. */
export function cursorBeforeRows(): CounterPlants {
  return {
    ...NO_PLANTS,
    rows: (port) =>
      changedRows(port, async (commit) => {
        const { cursors, ...others } = commit.puts ?? {};
        if (cursors === undefined || cursors.length === 0 || others.cases === undefined) {
          return port.commit(commit);
        }
        const { facts } = others;
        const first = { expect: commit.expect, puts: { cursors, ...(facts === undefined ? {} : { facts }) } };
        if (!(await port.commit(first))) return false;
        const expect = await port.read((rows) => rows.revision());
        return port.commit({ ...commit, expect, puts: others });
      }),
  };
}

/** Of two states of a case the one with the later time of day wins, whichever came later. */
export function clockDecides(): CounterPlants {
  return {
    ...NO_PLANTS,
    rows: (port) =>
      changedRows(port, async (commit) => {
        const puts = commit.puts?.cases;
        if (puts === undefined) return port.commit(commit);
        const known = await port.read((rows) =>
          rows.find(
            'cases',
            puts.map(({ caseId }) => caseId),
          ),
        );
        const timeOf = (row: (typeof puts)[number] | undefined): string =>
          (row && openPlainCase(row).confirmed?.events.at(-1)?.origin.at) ?? '';
        const cases = puts.filter((row, place) => timeOf(row) >= timeOf(known[place]));
        return port.commit({ ...commit, puts: { ...commit.puts, cases } });
      }),
  };
}

/** Operations for which `isOver` says so after a failed push are never read as unsent again. */
function forgetting(isOver: (tries: number, answer: { readonly status: number }) => boolean): CounterPlants {
  const tries = new Map<OperationId, number>();
  const forgotten = new Set<OperationId>();
  const note = (request: HttpRequest, answer: { readonly status: number }): void => {
    const push = PushRequest.safeParse(request.body);
    if (request.path !== '/api/sync/push' || !push.success) return;
    for (const { header } of push.data.operations) {
      const { opId } = JSON.parse(header);
      tries.set(opId, (tries.get(opId) ?? 0) + 1);
      if (isOver(tries.get(opId) ?? 0, answer)) forgotten.add(opId);
    }
  };
  return {
    ...NO_PLANTS,
    http: (port): Http => ({
      send: async (request) => {
        let answer: HttpAnswer;
        try {
          answer = await port.send(request);
        } catch (failure) {
          note(request, { status: 0 });
          throw failure;
        }
        if (answer.status !== 200) note(request, answer);
        return answer;
      },
      stream: (request, onLine) => port.stream(request, onLine),
    }),
    rows: (port) => ({
      ...changedRows(port, (commit) => port.commit(commit)),
      read: (work) => port.read((rows) => work(withoutForgotten(rows, forgotten))),
    }),
  };
}

function withoutForgotten(rows: RowReader, forgotten: ReadonlySet<OperationId>): RowReader {
  return new Proxy(rows, {
    get: (target, name) => {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      if (name !== 'slice') return method.bind(target);
      return async (...args: Parameters<RowReader['slice']>) => {
        const found: readonly unknown[] = await target.slice(...args);
        const [{ table, equals }] = args;
        if (table !== 'outbox' || equals?.[0] !== 'unsent') return found;
        return (found as readonly OutboxRow[]).filter(({ opId }) => !forgotten.has(opId));
      };
    },
  });
}

function changedRows(port: RowStore, commit: RowStore['commit']): RowStore {
  return {
    read: (work) => port.read(work),
    commit,
    onChange: (listener) => port.onChange(listener),
    reopen: () => port.reopen(),
  };
}
