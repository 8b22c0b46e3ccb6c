import { z } from 'zod';

/** Who may ask (requirement R25). `society` is an anonymous or collective need. */
export const RecipientKind = z.enum(['resident', 'entrepreneur', 'institution', 'society']);
export type RecipientKind = z.infer<typeof RecipientKind>;
