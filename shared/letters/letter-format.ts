import type { Instant } from '#shared/kernel/instant.ts';
import { localTimeOf } from '#shared/kernel/local-time.ts';
import type { Language, LocalizedText } from '#shared/kernel/localized-text.ts';
import { type PlainDate, partsOf } from '#shared/kernel/plain-date.ts';
import { type Messages, messagesIn } from '#shared/messages/messages.ts';

/** How one language writes what stands in a letter. */
export interface LetterFormat {
  readonly language: Language;
  readonly t: Messages;
  /** A text of the catalogue. */
  readonly read: (text: LocalizedText) => string;
  /** `09.10.2026.`, `9 October 2026` */
  readonly date: (date: PlainDate) => string;
  /** `2026. gada 9. oktobrī`, `9 October 2026` */
  readonly longDate: (date: PlainDate) => string;
  /** The date and the time on the clock in Latvia. */
  readonly dateTime: (instant: Instant) => string;
  /** `4,27 EUR`, `4.27 EUR` */
  readonly money: (amount: number, currency: string) => string;
}

/** The format of a language (LT3). */
export function letterFormat(language: Language): LetterFormat {
  const t = messagesIn(language);
  const amounts = new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const date = (day: PlainDate): string => t('letter:shortDate', dateParts(day, t));
  return {
    language,
    t,
    read: (text) => text[language] || text.lv,
    date,
    longDate: (day) => t('letter:longDate', dateParts(day, t)),
    dateTime: (instant) => {
      const { date: day, hour, minute } = localTimeOf(instant);
      return t('letter:dateAndTime', { date: date(day), time: `${pad(hour)}:${pad(minute)}` });
    },
    money: (amount, currency) => `${amounts.format(amount)} ${currency}`,
  };
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}

const MONTHS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'] as const;

function dateParts(date: PlainDate, t: Messages): Readonly<Record<string, string | number>> {
  const { year, month, day } = partsOf(date);
  return { year, day, month: t(`letter:month.${MONTHS[month - 1] ?? '1'}`), dd: pad(day), mm: pad(month) };
}
