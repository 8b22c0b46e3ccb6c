import type { CaseEvent } from '#shared/case/case-event.ts';
import type { HandedOut } from '#shared/case/facts/provision.ts';
import type { PersonId } from '#shared/kernel/identifier.ts';
import { localDateOf } from '#shared/kernel/local-time.ts';
import type { Letter, LetterBlock, LetterRow } from './letter.ts';
import type { CaseLetterContext } from './letter-context.ts';
import { type LetterFormat, letterFormat } from './letter-format.ts';
import { applicantLine, applicantRows, representativeRows } from './party-rows.ts';
import { senderOf } from './sender.ts';

/** A handing over that is about to happen: by whom, and as far as it was typed. */
export interface PlannedHandingOver {
  readonly by: PersonId;
  readonly handedOut: HandedOut | null;
}

/**
 * The proof that a result was handed over, to be signed (LT11): of the handing over that is on record, or of the
 * planned one, which it then says; `undefined` when there is neither, or no result.
 */
export function proofOfHandingOver(
  context: CaseLetterContext,
  planned?: PlannedHandingOver,
): Letter | undefined {
  const { language, office, state, printedAt, nameOf } = context;
  const { result } = state;
  if (result === null) return undefined;
  const handedOut = result.handedOut ?? planned?.handedOut ?? null;
  const isPlanned = result.handedOut === null;
  if (isPlanned && planned === undefined) return undefined;
  const format = letterFormat(language);
  const { t } = format;
  const by = isPlanned ? planned?.by : handedOutBy(context.events);
  return {
    kind: 'proof',
    language,
    paper: 'a4',
    sender: senderOf(office, format),
    title: t('proof:title'),
    mark: null,
    blocks: [
      ...(isPlanned ? [{ kind: 'notice', tone: 'important', text: t('proof:notYet') } as const] : []),
      { kind: 'rows', rows: requestRows(context, format) },
      { kind: 'heading', text: t('proof:what') },
      { kind: 'paragraph', text: result.what },
      ...documentBlocks(context, format),
      { kind: 'heading', text: t('proof:handed') },
      { kind: 'rows', rows: handingRows(context, handedOut, format) },
      {
        kind: 'signature',
        of: t('proof:received'),
        name: handedOut === null ? '' : signerName(context, handedOut, format),
      },
      { kind: 'signature', of: t('proof:handedBy'), name: by === undefined ? '' : nameOf(by) },
    ],
    foot: [
      t('letter:foot.reference', { reference: state.reference }),
      t('letter:foot.printed', { when: format.dateTime(printedAt) }),
    ].join(' · '),
  };
}

function requestRows({ state, service }: CaseLetterContext, format: LetterFormat): readonly LetterRow[] {
  const { t, read } = format;
  const outcome = service.outcomes.find(({ id }) => id === state.outcome?.outcome);
  return [
    { term: t('letter:term.reference'), value: state.reference },
    { term: t('letter:term.service'), value: `${read(service.title)} (${service.code})` },
    ...applicantRows(state.request.applicant, format),
    ...representativeRows(state.request.representative, format),
    ...(outcome === undefined ? [] : [{ term: t('proof:outcome'), value: read(outcome.title) }]),
  ];
}

function documentBlocks({ state }: CaseLetterContext, { t }: LetterFormat): readonly LetterBlock[] {
  const documents = state.result?.documents ?? [];
  const items = documents.map(({ title, number }) =>
    number === undefined ? title : t('proof:document', { title, number }),
  );
  return [
    { kind: 'heading', text: t('proof:documents') },
    items.length === 0 ? { kind: 'paragraph', text: t('proof:noDocuments') } : { kind: 'list', items },
  ];
}

/** To whom, how and when; what is not known yet is left open for the pen. */
function handingRows(
  context: CaseLetterContext,
  handedOut: HandedOut | null,
  format: LetterFormat,
): readonly LetterRow[] {
  const { t, read, date } = format;
  const channel = context.catalogue.channels.find(({ id }) => id === handedOut?.channel);
  const on = handedOut?.on ?? localDateOf(context.printedAt);
  const to =
    handedOut === null
      ? ''
      : t(`proof:recipient.${handedOut.to}`, { name: recipientName(context, handedOut, format) });
  const how = channel === undefined ? (handedOut?.channel ?? '') : read(channel.title);
  return [
    { term: t('proof:to'), value: to },
    { term: t('proof:how'), value: how },
    { term: t('proof:when'), value: date(on) },
  ];
}

function recipientName({ state }: CaseLetterContext, { to, name }: HandedOut, format: LetterFormat): string {
  const { applicant, representative } = state.request;
  if (name !== undefined) return name;
  if (to === 'applicant') return applicantLine(applicant, format);
  return representative === undefined ? '' : `${representative.givenName} ${representative.familyName}`;
}

/** Who signs for it: of an organisation the one who has come. */
function signerName(context: CaseLetterContext, handedOut: HandedOut, format: LetterFormat): string {
  const { applicant } = context.state.request;
  const isOrganisation = applicant.kind === 'entrepreneur' || applicant.kind === 'institution';
  return handedOut.to === 'applicant' && handedOut.name === undefined && isOrganisation
    ? applicant.contactName
    : recipientName(context, handedOut, format);
}

/** Who handed the result over: the author of the last event that says so. */
function handedOutBy(events: readonly CaseEvent[]): PersonId | undefined {
  return events.findLast(
    (event) =>
      event.kind === 'result-handed-out' || (event.kind === 'result-recorded' && event.handedOut !== null),
  )?.origin.by;
}
