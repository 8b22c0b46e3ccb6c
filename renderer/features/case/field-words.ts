import type { TFunction } from 'i18next';
import { formatDate } from '#renderer/components/format.ts';
import { CaseStatus } from '#shared/case/case-status.ts';
import { DecisionContent } from '#shared/case/facts/decision.ts';
import { Findings } from '#shared/case/facts/finding.ts';
import { HandOverTarget } from '#shared/case/facts/hand-over.ts';
import { Outcome } from '#shared/case/facts/outcome.ts';
import { contactFieldsOf } from '#shared/case/request/contact-fields.ts';
import { EvidenceRecord, FeeRecord } from '#shared/case/request/service-request.ts';
import { Responsible } from '#shared/case/staff-role.ts';
import { findService } from '#shared/catalogue/find-service.ts';
import type { Catalogue, PublicService } from '#shared/catalogue/public-service.ts';
import { answerText } from '#shared/forms/answer-text.ts';
import type { FieldDefinition } from '#shared/forms/field-definition.ts';
import { FieldValue } from '#shared/forms/field-value.ts';
import type { Json } from '#shared/kernel/canonical-json.ts';
import type { Language, LocalizedText } from '#shared/kernel/localized-text.ts';
import { findPlainDate } from '#shared/kernel/plain-date.ts';
import { Identity } from '#shared/person/party.ts';

/** What the fields of a case are named and read by. */
export interface FieldWordsContext {
  readonly catalogue: Catalogue;
  readonly serviceId: string;
  readonly nameOf: (personId: string) => string;
  readonly language: Language;
  readonly read: (text: LocalizedText) => string;
}

/** Names the fields of a case by their pointers, and reads their values, as a clerk would say both. */
export class FieldWords {
  readonly #t: TFunction;
  readonly #context: FieldWordsContext;
  readonly #service: PublicService | undefined;

  constructor(t: TFunction, context: FieldWordsContext) {
    this.#t = t;
    this.#context = context;
    this.#service = findService(context.catalogue, context.serviceId);
  }

  /** What the field is called. */
  label(field: string): string {
    const [, part = '', id = ''] = field.split('/');
    const { read } = this.#context;
    switch (part) {
      case 'applicant':
      case 'representative':
        return this.#t(`party:place.${part}`, {
          field: id === 'identity' ? this.#t('conflicts:field.identity') : this.#t(`party:field.${id}`),
        });
      case 'common':
      case 'values':
        return textOf(this.#definition(field)?.label, read) ?? id;
      case 'evidence':
        return textOf(this.#service?.evidence.find((type) => type.id === id)?.title, read) ?? id;
      case 'fees':
        return textOf(this.#service?.fees.find((fee) => fee.id === id)?.label, read) ?? id;
      case 'classification':
        return this.#t(`conflicts:classification.${id}`);
      default:
        return this.#t(`conflicts:field.${part}`);
    }
  }

  /** What stands in the field; a dash where nothing does. */
  text(field: string, value: Json): string {
    if (value === null) return '–';
    const [, part = '', id = ''] = field.split('/');
    switch (part) {
      case 'common':
      case 'values':
        return this.#answer(this.#definition(field), value);
      case 'evidence':
        return this.#evidence(value);
      case 'fees':
        return this.#fee(id, value);
      case 'applicant':
      case 'representative':
        return id === 'identity' ? this.#identity(value) : plain(value);
      case 'status':
        return this.#t(`common:status.${CaseStatus.safeParse(value).data ?? plain(value)}`);
      case 'step':
        return this.#step(plain(value));
      case 'decision':
        return this.#decision(value);
      case 'conformity':
      case 'justification':
        return this.#findings(value);
      case 'responsible': {
        const person = Responsible.safeParse(value).data?.person;
        return person === undefined ? plain(value) : this.#context.nameOf(person);
      }
      case 'handOver':
        return this.#target(value);
      case 'way':
        return this.#t(`case:way.${plain(value)}`);
      case 'classification':
        return this.#classification(id, plain(value));
      case 'waiting':
        return this.#waiting(value);
      case 'outcome': {
        const kind = Outcome.safeParse(value).data?.kind;
        return kind === undefined ? plain(value) : this.#t(`common:outcome.${kind}`);
      }
      default:
        return plain(value);
    }
  }

  #definition(field: string): FieldDefinition | undefined {
    const [, part = '', id = ''] = field.split('/');
    const fields =
      part === 'common' ? contactFieldsOf(this.#context.catalogue) : (this.#service?.fields ?? []);
    return fields.find((candidate) => candidate.id === id);
  }

  #answer(definition: FieldDefinition | undefined, value: Json): string {
    const known = FieldValue.safeParse(value).data;
    if (definition === undefined || known === undefined) return plain(value);
    const t = this.#t;
    return answerText(definition, known, {
      language: this.#context.language,
      yes: t('common:yes'),
      no: t('common:no'),
      date: formatDate,
      keptCode: (parts) => t('fields:keptCode', parts),
      addressUnverified: (parts) => t('fields:addressUnverified', parts),
      addressWithCode: (parts) => t('fields:addressWithCode', parts),
    });
  }

  #evidence(value: Json): string {
    const record = EvidenceRecord.safeParse(value).data;
    if (record === undefined) return plain(value);
    const { status, documentNumber, foreignText } = record;
    return [
      this.#t(`registration:evidence.statuses.${status}`),
      ...(documentNumber === undefined ? [] : [documentNumber]),
      ...(foreignText === undefined ? [] : [this.#t(`registration:evidence.${foreignText}`)]),
    ].join('; ');
  }

  #fee(id: string, value: Json): string {
    const record = FeeRecord.safeParse(value).data;
    if (record === undefined) return plain(value);
    const status = this.#t(`registration:fee.statuses.${record.status}`);
    if (record.status !== 'exempt') return status;
    const exemption = this.#service?.fees.find((fee) => fee.id === id)?.exemptions[record.exemption];
    return exemption === undefined ? status : `${status}: ${this.#context.read(exemption)}`;
  }

  #identity(value: Json): string {
    const identity = Identity.safeParse(value).data;
    if (identity === undefined) return plain(value);
    if (identity.kind === 'person-code') {
      const { code, override } = identity.personCode;
      return override === undefined ? code : this.#t('fields:keptCode', { code, reason: override.reason });
    }
    return [
      identity.country,
      this.#t(`party:documentKinds.${identity.documentKind}`),
      identity.number,
      ...(identity.validUntil === undefined ? [] : [formatDate(identity.validUntil)]),
    ].join(', ');
  }

  #step(id: string): string {
    const step = this.#service?.stages.flatMap(({ steps }) => steps).find((candidate) => candidate.id === id);
    if (step !== undefined) return this.#context.read(step.title);
    const own = `case:step.${id}`;
    const text = this.#t(own);
    return text === own || text === `step.${id}` ? id : text;
  }

  #decision(value: Json): string {
    const content = DecisionContent.safeParse(value).data;
    if (content === undefined) return plain(value);
    const word = this.#t(`case:decision.${content.kind}`);
    return content.reasons === undefined ? word : `${word} ${content.reasons}`;
  }

  #findings(value: Json): string {
    const findings = Findings.safeParse(value).data;
    if (findings === undefined) return plain(value);
    const unmet = Object.values(findings).flatMap(({ isMet, note }) => (isMet ? [] : [note ?? '–']));
    return unmet.length === 0
      ? this.#t('case:line.allMet')
      : this.#t('conflicts:unmet', { what: unmet.join('; ') });
  }

  #target(value: Json): string {
    const to = typeof value === 'object' && value !== null && 'to' in value ? value.to : undefined;
    const target = HandOverTarget.safeParse(to).data;
    if (target === undefined) return plain(value);
    return target.kind === 'person' ? this.#context.nameOf(target.person) : target.partner;
  }

  #classification(name: string, value: string): string {
    return name === 'priority' || name === 'requestType' ? this.#t(`case:${name}.${value}`) : value;
  }

  #waiting(value: Json): string {
    if (typeof value !== 'object' || value === null) return plain(value);
    const { question, until } = value as { readonly question?: Json; readonly until?: Json };
    const on = typeof until === 'string' ? findPlainDate(until) : undefined;
    return (
      [
        ...(typeof question === 'string' ? [question] : []),
        ...(on === undefined ? [] : [this.#t('conflicts:until', { date: formatDate(on) })]),
      ].join(' ') || this.#t('conflicts:waiting')
    );
  }
}

function textOf(text: LocalizedText | undefined, read: (text: LocalizedText) => string): string | undefined {
  return text === undefined ? undefined : read(text);
}

/** A value that has no words of its own: what people typed in it, one after the other. */
function plain(value: Json | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'object') return String(value);
  // A flag says nothing without its name.
  return Object.values(value)
    .filter((member) => typeof member !== 'boolean')
    .map((member) => plain(member as Json))
    .filter((text) => text !== '')
    .join(', ');
}
