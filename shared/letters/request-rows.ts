import { feesOf } from '#shared/catalogue/fees-of.ts';
import { variantOf } from '#shared/catalogue/find-service.ts';
import type { Fee } from '#shared/catalogue/public-service.ts';
import type { LetterRow } from './letter.ts';
import type { CaseLetterContext } from './letter-context.ts';
import type { LetterFormat } from './letter-format.ts';

type RequestContext = Pick<CaseLetterContext, 'state' | 'service' | 'catalogue'>;

/** When the request came and how, and for which service. */
export function serviceRows(
  { state, service, catalogue }: RequestContext,
  { t, read, dateTime }: LetterFormat,
): readonly LetterRow[] {
  const { request } = state;
  const variant = variantOf(service, request.variant);
  const channel = catalogue.channels.find(({ id }) => id === request.channel);
  const title = channel === undefined ? request.channel : read(channel.title);
  return [
    { term: t('receipt:receivedBy', { channel: title }), value: dateTime(state.receivedAt) },
    { term: t('letter:term.service'), value: read(service.title) },
    ...(variant === undefined ? [] : [{ term: t('letter:term.variant'), value: read(variant.title) }]),
  ];
}

/** What each fee is and how it stands; «free of charge» where nothing is to be paid. */
export function feeRows({ state, service }: RequestContext, format: LetterFormat): readonly LetterRow[] {
  const { t, read } = format;
  const rows = feesOf(service, state.request.variant).flatMap((fee) => {
    const record = state.request.fees[fee.id];
    if (record === undefined) return [];
    const text = feeText(fee, format);
    if (record.status !== 'exempt') return [t(`receipt:feeStatus.${record.status}`, { fee: text })];
    const exemption = fee.exemptions[record.exemption];
    return [
      t('receipt:feeStatus.exempt', {
        fee: text,
        exemption: exemption === undefined ? '–' : read(exemption),
      }),
    ];
  });
  const values = rows.length === 0 ? [t('receipt:free')] : rows;
  return values.map((value) => ({ term: t('receipt:fee'), value }));
}

function feeText(fee: Fee, { t, read, money }: LetterFormat): string {
  return fee.amount === null
    ? t('receipt:notSet', { fee: read(fee.label) })
    : t('receipt:amount', { fee: read(fee.label), amount: money(fee.amount, fee.currency) });
}
