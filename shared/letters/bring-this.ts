import type { EvidenceType } from '#shared/catalogue/public-service.ts';
import { localDateOf } from '#shared/kernel/local-time.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { Reference } from '#shared/kernel/reference.ts';
import type { Letter, LetterBlock } from './letter.ts';
import type { CaseLetterContext, LetterContext } from './letter-context.ts';
import { type LetterFormat, letterFormat } from './letter-format.ts';
import { openingRows, specialDays } from './office-hours.ts';
import { contactRows, senderOf } from './sender.ts';

/** What the applicant has to bring or answer. */
export interface Wanted {
  /** Null while the request is not registered. */
  readonly reference: Reference | null;
  readonly evidence: readonly EvidenceType[];
  readonly question: string | null;
  readonly until: PlainDate | null;
  /** Whether the time for the decision waits for it, and how. */
  readonly clock: 'waits' | 'paused' | 'runs';
}

/** What a case waits for; `undefined` when it waits for nothing (LT10). */
export function wantedBy({
  state,
  service,
}: Pick<CaseLetterContext, 'state' | 'service'>): Wanted | undefined {
  const { waiting, missing, deadline, reference } = state;
  const evidence = service.evidence.filter(({ id }) => missing.includes(id));
  const question = waiting?.question ?? null;
  if (evidence.length === 0 && question === null) return undefined;
  const clocks = {
    'waits-for-complete-request': 'waits',
    paused: 'paused',
    running: 'runs',
    met: 'runs',
  } as const;
  return { reference, evidence, question, until: waiting?.until ?? null, clock: clocks[deadline.kind] };
}

/** The list of what to bring, until when and where, with the hours of the office (LT10). */
export function bringThis(context: LetterContext, wanted: Wanted): Letter {
  const { language, office, service, printedAt } = context;
  const format = letterFormat(language);
  const { t, read, dateTime } = format;
  const { reference, evidence, question } = wanted;
  const printed = t('letter:foot.printed', { when: dateTime(printedAt) });
  return {
    kind: 'bring-this',
    language,
    paper: 'a4',
    sender: senderOf(office, format),
    title: t('bring:title'),
    mark: null,
    blocks: [
      {
        kind: 'rows',
        rows: [
          ...(reference === null ? [] : [{ term: t('letter:term.reference'), value: reference }]),
          { term: t('letter:term.service'), value: read(service.title) },
          { term: t('bring:until'), value: untilText(wanted, format) },
        ],
      },
      ...(reference === null
        ? [{ kind: 'notice', tone: 'important', text: t('bring:notRegistered') } as const]
        : []),
      ...(evidence.length === 0
        ? []
        : [
            { kind: 'heading', text: t('bring:bring') } as const,
            {
              kind: 'checklist',
              items: evidence.map((type) => ({ text: evidenceText(type, format), isDone: false })),
            } as const,
          ]),
      ...(question === null
        ? []
        : [
            { kind: 'heading', text: t('bring:answer') } as const,
            { kind: 'paragraph', text: question } as const,
          ]),
      ...clockNotice(wanted, format),
      { kind: 'heading', text: t('bring:where') },
      { kind: 'rows', rows: [...contactRows(office, format), ...openingRows(office, format)] },
      ...specialBlocks(context, format),
      { kind: 'paragraph', text: t('bring:showPaper') },
    ],
    foot: reference === null ? printed : [t('letter:foot.reference', { reference }), printed].join(' · '),
  };
}

function untilText({ until }: Wanted, { t, date }: LetterFormat): string {
  return until === null ? t('bring:noDate') : t('bring:untilDate', { date: date(until) });
}

function evidenceText({ title, mode, note }: EvidenceType, { t, read }: LetterFormat): string {
  const parts = { title: read(title), mode: t(`procedure:mode.${mode}`) };
  return read(note) === ''
    ? t('bring:evidence', parts)
    : t('bring:evidenceWithNote', { ...parts, note: read(note) });
}

function clockNotice({ clock }: Wanted, { t }: LetterFormat): readonly LetterBlock[] {
  if (clock === 'runs') return [];
  const text = clock === 'waits' ? t('bring:clockWaits') : t('bring:clockPaused');
  return [{ kind: 'paragraph', text }];
}

function specialBlocks({ office, printedAt }: LetterContext, format: LetterFormat): readonly LetterBlock[] {
  const items = specialDays(office, localDateOf(printedAt), format);
  return items.length === 0
    ? []
    : [
        { kind: 'subheading', text: format.t('hours:specialDays') },
        { kind: 'list', items },
      ];
}
