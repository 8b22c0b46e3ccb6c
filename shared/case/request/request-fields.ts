import type { Json } from '#shared/kernel/canonical-json.ts';
import { pointerOf } from '#shared/kernel/issue.ts';
import { ServiceRequest } from './service-request.ts';

/** The parts of a request whose members are fields of their own. */
const PARTS = ['applicant', 'representative', 'common', 'values', 'evidence', 'fees'] as const;
type Part = (typeof PARTS)[number];

/** The fields of a request by their pointers, each with its value; what was not answered is not among them. */
export type RequestFields = ReadonlyMap<string, Json>;

/** Every field of a request that may be corrected or compared by itself. */
export function requestFieldsOf(request: ServiceRequest): RequestFields {
  const fields = new Map<string, Json>();
  if (request.need !== undefined) fields.set('/need', request.need);
  for (const part of PARTS) {
    for (const [id, value] of Object.entries(request[part] ?? {})) {
      if (value !== undefined) fields.set(pointerOf([part, id]), value as Json);
    }
  }
  return fields;
}

/** The members of a request with other values in some of its fields; null takes the answer away. Not read yet. */
export function withFields(
  request: ServiceRequest,
  changes: readonly { readonly field: string; readonly value: Json }[],
): Record<string, unknown> {
  const parts = new Map<Part, Map<string, unknown>>();
  let need: unknown = request.need;
  for (const { field, value } of changes) {
    const [part, id] = stepsOf(field);
    if (part === 'need' && id === undefined) need = value ?? undefined;
    else if (isPart(part) && id !== undefined) {
      const members = parts.get(part) ?? new Map<string, unknown>(Object.entries(request[part] ?? {}));
      parts.set(part, members);
      if (value === null) members.delete(id);
      else members.set(id, value);
    }
  }
  const changed = [...parts].map(([part, members]) => [part, Object.fromEntries(members)]);
  const { need: _before, ...rest } = request;
  return { ...rest, ...Object.fromEntries(changed), ...(need === undefined ? {} : { need }) };
}

/** The request with other values, or as it is when that would be none. */
export function withRecordedFields(
  request: ServiceRequest,
  changes: readonly { readonly field: string; readonly value: Json }[],
): ServiceRequest {
  return ServiceRequest.safeParse(withFields(request, changes)).data ?? request;
}

function isPart(step: string | undefined): step is Part {
  return PARTS.some((part) => part === step);
}

function stepsOf(pointer: string): readonly (string | undefined)[] {
  return pointer
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}
