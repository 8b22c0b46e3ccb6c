import { z } from 'zod';
import { PersonId } from '#shared/kernel/identifier.ts';

/**
 * The guidance's own roles (requirement R20), as the catalogue names them. Office oversight, administering and
 * auditing are permissions given to a named person, not roles.
 */
export const StaffRole = z.enum([
  'portfolio-manager',
  'service-manager',
  'provider-counter',
  'provider-specialist',
  'partner',
]);
export type StaffRole = z.infer<typeof StaffRole>;

/** A named person in the role in which they answer for something. */
export const Responsible = z.object({ person: PersonId, role: StaffRole });
export type Responsible = z.infer<typeof Responsible>;

/** What a person may do besides their role. */
export const Permission = z.enum(['office-oversight', 'administering', 'auditing']);
export type Permission = z.infer<typeof Permission>;
