import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { formatDate, formatDateTime } from '#renderer/components/format.ts';
import { useLanguage } from '#renderer/components/use-language.ts';
import type { CaseDeadline } from '#shared/case/case-deadline.ts';
import type { CaseEvent } from '#shared/case/case-event.ts';
import type { DecisionContent } from '#shared/case/facts/decision.ts';
import type { FollowUp } from '#shared/case/facts/evaluation.ts';
import type { Findings } from '#shared/case/facts/finding.ts';
import type { NotificationSubject } from '#shared/case/facts/notification.ts';
import type { Outcome } from '#shared/case/facts/outcome.ts';
import type { HandedOut } from '#shared/case/facts/provision.ts';
import { findService } from '#shared/catalogue/find-service.ts';
import type { Catalogue } from '#shared/catalogue/public-service.ts';
import type { OperationId } from '#shared/kernel/identifier.ts';
import { unreachable } from '#shared/kernel/invariant.ts';
import type { Language, LocalizedText } from '#shared/kernel/localized-text.ts';
import { FieldWords } from './field-words.ts';

/** What the lines of a case are read by. */
export interface LineContext {
  readonly catalogue: Catalogue;
  /** The service of the case, by the identifier that its request names. */
  readonly serviceId: string;
  readonly nameOf: (personId: string) => string;
  /** What an operation told the applicant. */
  readonly subjectOf: (telling: OperationId) => NotificationSubject | undefined;
}

/** Gives the sentence that says what an event was, in the language of the interface. */
export function useEventLine(context: LineContext): (event: CaseEvent) => string {
  const { t } = useTranslation('case');
  const { read, language } = useLanguage();
  return (event) => new EventLine(t, read, language, context).of(event);
}

class EventLine {
  readonly #t: TFunction<'case'>;
  readonly #read: (text: LocalizedText) => string;
  readonly #words: FieldWords;
  readonly #context: LineContext;

  constructor(
    t: TFunction<'case'>,
    read: (text: LocalizedText) => string,
    language: Language,
    context: LineContext,
  ) {
    this.#words = new FieldWords(t as unknown as TFunction, { ...context, language, read });
    this.#t = t;
    this.#read = read;
    this.#context = context;
  }

  of(event: CaseEvent): string {
    if (event.kind === 'applicant-informed' && event.proof.kind === 'e-mail') {
      const subject = this.#t(`subject.${event.subject}`);
      return this.#t('mailing:asked', { to: event.proof.to, subject });
    }
    return this.#t(`event.${event.kind}`, this.#partsOf(event));
  }

  /** What the sentence of the event's kind is filled with. */
  #partsOf(event: CaseEvent): Record<string, string | number> {
    const t = this.#t;
    const { nameOf } = this.#context;
    switch (event.kind) {
      case 'registered':
        return { channel: this.#channel(event.request.channel), service: this.#service() };
      case 'classified': {
        const { requestType, priority } = event.classification;
        return { type: t(`requestType.${requestType}`), priority: t(`priority.${priority}`) };
      }
      case 'applicant-asked': {
        const asked = [
          ...this.#evidence(event.evidence),
          ...(event.question === null ? [] : [event.question]),
        ];
        return { date: formatDate(event.until), what: asked.join('; ') };
      }
      case 'evidence-received':
        return { what: this.#evidence(Object.keys(event.evidence)).join('; ') };
      case 'applicant-answered':
        return { text: event.answer };
      case 'note-added':
        return { text: event.text };
      case 'conformity-assessed':
      case 'justification-assessed':
        return { found: this.#found(event.findings) };
      case 'decision-taken':
        return { decision: this.#decision(event.content) };
      case 'decision-amended':
        return { decision: this.#decision(event.content), reason: event.reason };
      case 'applicant-informed':
        return {
          subject: t(`subject.${event.subject}`),
          channel: this.#channel(event.channel),
          date: formatDate(event.sentOn),
          deemed: formatDate(event.deemedOn),
        };
      case 'mail-sent':
        return {
          at: formatDateTime(event.sentAt),
          subject: this.#told(event.telling),
          deemed: formatDate(event.deemedOn),
        };
      case 'mail-failed':
        return { reason: t(`mailing:failure.${event.reason}`), subject: this.#told(event.telling) };
      case 'way-chosen':
        return { way: t(`way.${event.way}`) };
      case 'handed-over':
        return {
          to: event.to.kind === 'person' ? nameOf(event.to.person) : event.to.partner,
          message: event.message,
        };
      case 'hand-over-accepted':
        return { who: nameOf(event.responsible.person) };
      case 'case-assigned':
        return { who: nameOf(event.responsible.person), reason: event.reason };
      case 'prepared':
        return { n: event.items.filter(({ isDone }) => isDone).length, m: event.items.length };
      case 'performed':
        return {
          what: event.actions.flatMap(({ text, isDone }) => (isDone ? [text] : [])).join('; '),
        };
      case 'result-recorded':
        return {
          outcome: this.#outcome(event.outcome),
          what: ended(event.what),
          handedOut:
            event.handedOut === null
              ? ''
              : t('event.result-handed-out', this.#handedOutParts(event.handedOut)),
        };
      case 'result-handed-out':
        return this.#handedOutParts(event.handedOut);
      case 'satisfaction-recorded':
        return { answer: event.isAnswered ? t('line.answered') : t('line.skipped') };
      case 'provision-reviewed': {
        const { isInTime, needMet } = event.review;
        return {
          time: isInTime ? t('line.inTime') : t('line.late'),
          need: needMet === null ? '–' : t(`needMet.${needMet}`),
        };
      }
      case 'follow-up-decided':
        return { what: this.#followUp(event.followUp) };
      case 'follow-up-completed':
        return { effect: event.effect };
      case 'deadline-extended':
        return { date: formatDate(event.until), reason: event.reason };
      case 'deadline-recounted':
        return {
          until: this.#until(event.deadline),
          before: this.#until(event.before.deadline),
          old: event.before.calendar.slice(0, 8),
          new: event.calendar.slice(0, 8),
        };
      case 'delay-explained':
        return { text: event.correctiveNote };
      case 'request-forwarded':
        return { institution: event.institution, reason: event.reason };
      case 'files-attached':
        return { what: event.files.map(({ name }) => name).join('; ') };
      case 'request-corrected':
        return { what: this.#corrected(event), reason: event.reason ?? '' };
      case 'conflict-resolved':
        return {
          what: t(`sync:operation.${event.what}`),
          who: nameOf(event.of),
          took: t(`conflicts:took.${event.took}`),
          reason: event.reason ?? '',
        };
      case 'duplicate-linked':
        return { reference: event.other };
      case 'decision-approved':
      case 'case-closed':
        return {};
      case 'attachment-removed':
      case 'waiting-stopped':
      case 'decision-returned':
      case 'decision-withdrawn':
      case 'hand-over-returned':
      case 'request-withdrawn':
      case 'request-lapsed':
      case 'case-reopened':
      case 'case-voided':
        return { reason: event.reason };
      default:
        return unreachable(event);
    }
  }

  #corrected({ changes }: Extract<CaseEvent, { kind: 'request-corrected' }>): string {
    return changes
      .map(({ field, before, value, overtook }) => {
        const [from, to] = [this.#words.text(field, before), this.#words.text(field, value)];
        const line = this.#t('conflicts:corrected', { field: this.#words.label(field), from, to });
        return overtook === undefined
          ? line
          : this.#t('conflicts:overtook', { line, who: this.#context.nameOf(overtook.by), from });
      })
      .join('; ');
  }

  #service(): string {
    const { catalogue, serviceId } = this.#context;
    const service = findService(catalogue, serviceId);
    return service === undefined ? serviceId : this.#read(service.title);
  }

  #until(deadline: CaseDeadline): string {
    if (deadline.kind === 'paused')
      return this.#t(`deadline:left.${deadline.left.unit}`, { n: deadline.left.value });
    if (deadline.kind !== 'running') return '–';
    const { due } = deadline;
    return due.kind === 'date' ? formatDate(due.dueOn) : formatDateTime(due.dueAt);
  }

  #told(telling: OperationId): string {
    const subject = this.#context.subjectOf(telling);
    return subject === undefined ? '–' : this.#t(`subject.${subject}`);
  }

  #channel(id: string): string {
    const channel = this.#context.catalogue.channels.find((candidate) => candidate.id === id);
    return channel === undefined ? id : this.#read(channel.title);
  }

  #evidence(ids: readonly string[]): readonly string[] {
    const { catalogue, serviceId } = this.#context;
    const types = findService(catalogue, serviceId)?.evidence ?? [];
    return ids.map((id) => {
      const type = types.find((candidate) => candidate.id === id);
      return type === undefined ? id : this.#read(type.title);
    });
  }

  #handedOutParts({ to, name, on, channel, reason }: HandedOut): Record<string, string> {
    const recipient = this.#t(`caseSteps:handedOut.recipient.${to}`);
    return {
      to: name === undefined ? recipient : `${recipient} (${name})`,
      date: formatDate(on),
      channel: this.#channel(channel),
      reason: reason === undefined ? '' : ` ${reason}`,
    };
  }

  #outcome({ kind, outcome }: Outcome): string {
    const { catalogue, serviceId } = this.#context;
    const named = findService(catalogue, serviceId)?.outcomes.find(({ id }) => id === outcome);
    return named === undefined ? this.#t(`common:outcome.${kind}`) : this.#read(named.title);
  }

  #found(findings: Findings): string {
    const unmet = Object.values(findings).flatMap(({ isMet, note }) => (isMet ? [] : [note ?? '–']));
    return unmet.length === 0 ? this.#t('line.allMet') : unmet.join('; ');
  }

  #decision(content: DecisionContent): string {
    const word = this.#t(`decision.${content.kind}`);
    if (content.kind === 'provide')
      return content.reasons === undefined ? word : `${word} ${content.reasons}`;
    const { reasons, legalGround, contestAt } = content;
    const named = content.refusalReasons.map((id) => `${this.#refusalReason(id)}.`);
    return [word, ...named, reasons, this.#t('line.refusal', { legalGround, contestAt })].join(' ');
  }

  #refusalReason(id: string): string {
    const { catalogue, serviceId } = this.#context;
    const reasons = findService(catalogue, serviceId)?.refusalReasons ?? [];
    const reason = reasons.find((candidate) => candidate.id === id);
    return reason === undefined ? id : this.#read(reason.title);
  }

  #followUp(followUp: FollowUp): string {
    if (followUp.kind === 'none') return this.#t('line.nothing', { reason: followUp.reason });
    const { action, owner, until } = followUp;
    return this.#t('line.action', {
      action: ended(action),
      date: formatDate(until),
      who: this.#context.nameOf(owner.person),
    });
  }
}

/** What somebody wrote, as a sentence beside others. */
function ended(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
