import { z } from 'zod';
import { findService } from '#shared/catalogue/find-service.ts';
import type { Catalogue, EvidenceType, Fee, PublicService } from '#shared/catalogue/public-service.ts';
import type { FieldDefinition } from '#shared/forms/field-definition.ts';
import { fieldTypeOf } from '#shared/forms/field-types.ts';
import { LocalizedText } from '#shared/kernel/localized-text.ts';

import { contactFieldsOf } from './contact-fields.ts';
import { attachedFilesOf } from './parse-attachments.ts';
import { EVIDENCE_STATUSES } from './parse-evidence.ts';
import type { RequestDraft } from './request-draft.ts';

/** Something of a draft that has no place in the present version of the catalogue. */
export const LeftBehind = z.object({
  part: z.enum(['service', 'channel', 'field', 'question', 'evidence', 'fee']),
  title: LocalizedText,
  /** What was entered, where that can be said in words. */
  entered: LocalizedText.nullable(),
});
export type LeftBehind = z.infer<typeof LeftBehind>;

/** A draft as the present version takes it, and what was left out of it, in the order of the form. */
export interface CarriedOver {
  readonly draft: RequestDraft;
  readonly left: readonly LeftBehind[];
}

/**
 * Carries a draft over to the version `after` (CA55, CA56): what still fits stays, what took the place of something
 * gets its answer, and the rest is named. `before` is the version that the draft was written by; without it, names and
 * what only a comparison shows are not known.
 */
export function carryOver(draft: RequestDraft, before: Catalogue | undefined, after: Catalogue): CarriedOver {
  const left: LeftBehind[] = [];
  const carried: RequestDraft = { ...draft };
  if (draft.channel !== undefined && !after.channels.some(({ id }) => id === draft.channel)) {
    const title = before?.channels.find(({ id }) => id === draft.channel)?.title ?? plain(draft.channel);
    left.push({ part: 'channel', title, entered: null });
    delete carried.channel;
  }
  const common = carryAnswers(draft.common, before && contactFieldsOf(before), contactFieldsOf(after), left);
  carried.common = common;
  if (draft.service === undefined) return { draft: carried, left };

  const was = before && findService(before, draft.service);
  const is = findService(after, draft.service);
  if (is === undefined || is.retired === true) {
    left.push({ part: 'service', title: was?.title ?? is?.title ?? plain(draft.service), entered: null });
    delete carried.service;
    return { draft: { ...carried, values: {}, eligibility: {}, evidence: {}, fees: {} }, left };
  }
  return {
    draft: {
      ...carried,
      service: is.id,
      values: carryAnswers(draft.values, was?.fields, is.fields, left),
      eligibility: carryConditions(draft, was, is, left),
      evidence: carryEvidence(draft, was, is, left),
      fees: carryFees(draft, was, is, left),
      ...carryFiles(draft, is),
    },
    left,
  };
}

type Answers = Readonly<Record<string, unknown>>;

function carryAnswers(
  answers: Answers,
  before: readonly FieldDefinition[] | undefined,
  after: readonly FieldDefinition[],
  left: LeftBehind[],
): Record<string, unknown> {
  const carried: Record<string, unknown> = {};
  for (const [id, raw] of Object.entries(answers)) {
    const was = before?.find((field) => field.id === id);
    const is = placeOf(id, was, after);
    const answer = is && answerIn(is, raw);
    if (is !== undefined && answer !== undefined) {
      if (!(is.id !== id && Object.hasOwn(answers, is.id))) carried[is.id] = answer;
      continue;
    }
    const named = was ?? after.find((field) => field.id === id);
    if (named === undefined || fieldTypeOf(named.type).isEmpty(raw)) continue;
    left.push({ part: 'field', title: named.label, entered: wordsOf(named, raw) });
  }
  return carried;
}

/** The field that asks this now: itself, or what took its place. */
function placeOf(
  id: string,
  was: FieldDefinition | undefined,
  after: readonly FieldDefinition[],
): FieldDefinition | undefined {
  const same = after.find((field) => field.id === id);
  if (same !== undefined && same.retired !== true) return same;
  const heir = same?.supersededBy ?? was?.supersededBy;
  return after.find((field) => field.id === heir && field.retired !== true);
}

/** The answer as the field can hold it; an option that was replaced becomes the one in its place. */
function answerIn(field: FieldDefinition, raw: unknown): unknown {
  const parsed = fieldTypeOf(field.type).draft.safeParse(raw);
  if (!parsed.success) return undefined;
  if (field.type !== 'select' || parsed.data === '') return parsed.data;
  const options = field.options ?? [];
  const option = options.find(({ value }) => value === parsed.data);
  if (option !== undefined && option.retired !== true) return option.value;
  return options.find(({ value, retired }) => value === option?.supersededBy && retired !== true)?.value;
}

function wordsOf(field: FieldDefinition, raw: unknown): LocalizedText | null {
  const option = (field.options ?? []).find(({ value }) => value === raw);
  if (option !== undefined) return option.label;
  return typeof raw === 'string' || typeof raw === 'number' ? plain(String(raw)) : null;
}

/** A condition that is put otherwise, or expects another answer, is asked again. */
function carryConditions(
  { eligibility }: RequestDraft,
  was: PublicService | undefined,
  is: PublicService,
  left: LeftBehind[],
): RequestDraft['eligibility'] {
  return kept(eligibility, (id, { answer }) => {
    const before = was?.eligibility.find((question) => question.id === id);
    const now = is.eligibility.find((question) => question.id === id);
    const isSame =
      before === undefined ||
      (before.expected === now?.expected &&
        before.question.lv === now.question.lv &&
        before.question.en === now.question.en);
    if (now !== undefined && isSame) return true;
    const title = before?.question ?? now?.question;
    if (title !== undefined && answer !== undefined) left.push({ part: 'question', title, entered: null });
    return false;
  });
}

function carryEvidence(
  { evidence }: RequestDraft,
  was: PublicService | undefined,
  is: PublicService,
  left: LeftBehind[],
): RequestDraft['evidence'] {
  return kept(evidence, (id, { status, documentNumber }) => {
    const of = (service: PublicService | undefined): EvidenceType | undefined =>
      service?.evidence.find((type) => type.id === id);
    const now = of(is);
    const possible: readonly string[] = now === undefined ? [] : EVIDENCE_STATUSES[now.mode];
    if (now !== undefined && (status === undefined || possible.includes(status))) return true;
    const title = (of(was) ?? now)?.title;
    if (title !== undefined && status !== undefined) {
      left.push({
        part: 'evidence',
        title,
        entered: documentNumber === undefined ? null : plain(documentNumber),
      });
    }
    return false;
  });
}

function carryFees(
  { fees }: RequestDraft,
  was: PublicService | undefined,
  is: PublicService,
  left: LeftBehind[],
): RequestDraft['fees'] {
  const of = (service: PublicService | undefined, id: string): Fee | undefined =>
    service?.fees.find((fee) => fee.id === id);
  const carried: RequestDraft['fees'] = {};
  for (const [id, record] of Object.entries(fees)) {
    const [before, now] = [of(was, id), of(is, id)];
    const exemption = placeOfExemption(record.exemption, before, now);
    const isKept = now !== undefined && (record.exemption === undefined || exemption !== undefined);
    if (isKept) carried[id] = exemption === undefined ? record : { ...record, exemption };
    else if (record.status !== undefined) {
      const title = (before ?? now)?.label;
      const entered = before?.exemptions[record.exemption ?? -1] ?? null;
      if (title !== undefined) left.push({ part: 'fee', title, entered });
    }
  }
  return carried;
}

/** Where the same exemption stands now: they are known by their words alone. */
function placeOfExemption(
  place: number | undefined,
  before: Fee | undefined,
  now: Fee | undefined,
): number | undefined {
  if (place === undefined || now === undefined) return undefined;
  if (before === undefined) return now.exemptions[place] === undefined ? undefined : place;
  const found = now.exemptions.findIndex(({ lv }) => lv === before.exemptions[place]?.lv);
  return found < 0 ? undefined : found;
}

/** Files stay, also those of evidence that is asked for no more. */
function carryFiles(draft: RequestDraft, is: PublicService): Pick<RequestDraft, 'attachments'> | object {
  const files = attachedFilesOf(draft);
  if (files.length === 0) return {};
  const isAsked = (id: string | null): boolean => is.evidence.some((type) => type.id === id);
  return {
    attachments: files.map((file) => (isAsked(file.evidence) ? file : { ...file, evidence: null })),
  };
}

function kept<Value>(
  values: Readonly<Record<string, Value>>,
  isKept: (id: string, value: Value) => boolean,
): Record<string, Value> {
  return Object.fromEntries(Object.entries(values).filter(([id, value]) => isKept(id, value)));
}

function plain(text: string): LocalizedText {
  return { lv: text, en: text };
}
