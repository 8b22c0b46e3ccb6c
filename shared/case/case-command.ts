import { z } from 'zod';
import { RequestDraft } from './request/request-draft.ts';

/** Register a request. The request is read strictly by `decide`, at the counter and again at the centre. */
export const RegisterRequest = z.object({ kind: z.literal('register-request'), request: RequestDraft });
export type RegisterRequest = z.infer<typeof RegisterRequest>;

/** Write a note on a case. */
export const AddNote = z.object({ kind: z.literal('add-note'), text: z.string() });
export type AddNote = z.infer<typeof AddNote>;

/** What a person wants to do with a case. One command is one operation. */
export const CaseCommand = z.discriminatedUnion('kind', [RegisterRequest, AddNote]);
export type CaseCommand = z.infer<typeof CaseCommand>;

export type CaseCommandKind = CaseCommand['kind'];
