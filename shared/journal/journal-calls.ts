import { z } from 'zod';
import type { CallContract, CallsOf, HandlersOf } from '#shared/bridge/port-calls.ts';
import type { Json } from '#shared/kernel/canonical-json.ts';
import { OperationId } from '#shared/kernel/identifier.ts';
import { JOURNAL_REFUSAL_CODES, JournalIdentity, OperationEntry, SideFileName } from './journal-entry.ts';
import type { JournalPort } from './journal-port.ts';

const JsonObject = z.record(z.string(), z.json());

const AppendAnswer = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('saved'), sequence: z.int(), entry: OperationEntry }),
  z.object({
    outcome: z.literal('already-saved'),
    samePayload: z.boolean(),
    sequence: z.int(),
    entry: OperationEntry,
  }),
  z.object({ outcome: z.literal('refused'), code: z.enum(JOURNAL_REFUSAL_CODES) }),
  z.object({ outcome: z.literal('uncertain') }),
]);

const ReadAnswer = z.object({
  type: z.enum(['operation', 'verdict', 'draft', 'audit', 'checkpoint']),
  sequence: z.int(),
  n: z.int(),
  subject: z.string(),
  text: z.string(),
});

/** The journal over a message port: the same calls to the main process and to the browser's journal worker. */
export const JOURNAL_CALLS = {
  status: {
    input: z.null(),
    output: z.object({
      identity: JournalIdentity.nullable(),
      lastSequence: z.int(),
      lastN: z.int(),
      reserve: z.enum(['kept', 'missing']),
      damage: z.array(z.object({ segment: z.string(), fromOffset: z.int(), toOffset: z.int() })),
    }),
  },
  enrol: { input: JournalIdentity, output: z.enum(['enrolled', 'other-identity']) },
  appendOperation: {
    input: z.object({
      opId: OperationId,
      header: JsonObject,
      salt: z.string().regex(/^[0-9a-f]{32}$/),
      payload: z.string(),
      takesReference: z.boolean(),
    }),
    output: AppendAnswer,
  },
  appendNotes: {
    input: z.array(z.object({ type: z.enum(['verdict', 'draft']), about: OperationId, text: z.string() })),
    output: z.int(),
  },
  read: {
    input: z.object({ afterSequence: z.int().min(0), limit: z.int().min(1).max(5000) }),
    output: z.array(ReadAnswer),
  },
  findRecord: {
    input: z.object({ type: z.enum(['operation', 'draft']), about: OperationId }),
    output: ReadAnswer.nullable(),
  },
  findSideFile: { input: SideFileName, output: z.string().nullable() },
  replaceSideFile: { input: z.object({ name: SideFileName, text: z.string() }), output: z.null() },
} satisfies CallContract;

/** Handlers that answer the calls from a journal. */
export function journalHandlers(journal: JournalPort): HandlersOf<typeof JOURNAL_CALLS> {
  return {
    status: async () => {
      const status = await journal.status();
      return { ...status, damage: [...status.damage] };
    },
    enrol: (identity) => journal.enrol(identity),
    appendOperation: ({ header, ...operation }) =>
      journal.appendOperation({ ...operation, header: header as { [key: string]: Json } }),
    appendNotes: (notes) => journal.appendNotes(notes),
    read: async ({ afterSequence, limit }) => [...(await journal.read(afterSequence, limit))],
    findRecord: async ({ type, about }) => (await journal.findRecord(type, about)) ?? null,
    findSideFile: async (name) => (await journal.findSideFile(name)) ?? null,
    replaceSideFile: async ({ name, text }) => {
      await journal.replaceSideFile(name, text);
      return null;
    },
  };
}

/** The journal behind `calls`. */
export function journalOver(calls: CallsOf<typeof JOURNAL_CALLS>): JournalPort {
  return {
    status: () => calls.status(null),
    enrol: (identity) => calls.enrol(identity),
    appendOperation: ({ header, ...operation }) =>
      // `undefined` members never reach the header's canonical form, so JSON may drop them here.
      calls.appendOperation({ ...operation, header: JSON.parse(JSON.stringify(header)) }),
    appendNotes: (notes) => calls.appendNotes([...notes]),
    read: (afterSequence, limit) => calls.read({ afterSequence, limit }),
    findRecord: async (type, about) => (await calls.findRecord({ type, about })) ?? undefined,
    findSideFile: async (name) => (await calls.findSideFile(name)) ?? undefined,
    replaceSideFile: async (name, text) => {
      await calls.replaceSideFile({ name, text });
    },
  };
}
