import type { Office } from '#shared/service-level/office.ts';
import { contactOf } from '#shared/service-level/office-contact.ts';
import type { LetterRow } from './letter.ts';
import type { LetterFormat } from './letter-format.ts';

/** The head of a letter: the office, and where it is. */
export function senderOf(office: Office, format: LetterFormat): readonly string[] {
  const { address } = contactOf(office);
  const place =
    address === undefined ? office.settlement : `${format.read(address.street)}, ${address.settlement}`;
  return [format.read(office.name), format.read(office.municipality), place];
}

/** How the office can be reached, as far as its file says. */
export function contactRows(office: Office, { t, read }: LetterFormat): readonly LetterRow[] {
  const { address, contact } = contactOf(office);
  const rows = [
    { term: t('letter:term.address'), value: address && `${read(address.street)}, ${address.settlement}` },
    { term: t('letter:term.phone'), value: contact?.phone },
    { term: t('letter:term.email'), value: contact?.email },
  ];
  return rows.flatMap(({ term, value }) => (value ? [{ term, value }] : []));
}
