import { z } from 'zod';
import { LocalizedText } from '#shared/kernel/localized-text.ts';
import type { Office } from './office.ts';

/** The address and contact that an office file may hold; what is not there or not readable is left out. */
const OfficeContact = z.object({
  address: z.object({ street: LocalizedText, settlement: z.string() }).optional().catch(undefined),
  contact: z
    .object({
      phone: z.string().nullable().optional().catch(null),
      email: z.string().nullable().optional().catch(null),
    })
    .optional()
    .catch(undefined),
});
export type OfficeContact = z.infer<typeof OfficeContact>;

/** Where an office is and how it can be reached, as far as its file says. */
export function contactOf(office: Office): OfficeContact {
  return OfficeContact.parse(office);
}
