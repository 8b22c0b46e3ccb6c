import { z } from 'zod';

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

/** What a person may do besides their role. */
export const Permission = z.enum(['office-oversight', 'administering', 'auditing']);
export type Permission = z.infer<typeof Permission>;
