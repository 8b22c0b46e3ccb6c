import { z } from 'zod';

/** How soon a case is to be taken up among others. */
export const Priority = z.enum(['ordinary', 'urgent']);
export type Priority = z.infer<typeof Priority>;

/** What kind of request it is (requirement R46). */
export const RequestType = z.enum(['service', 'information', 'consultation', 'complaint']);
export type RequestType = z.infer<typeof RequestType>;

/** The classification of a request beside its service and variant (requirement R46). */
export const Classification = z.object({
  subject: z.string(),
  priority: Priority,
  lifeEvent: z.string().nullable(),
  requestType: RequestType,
});
export type Classification = z.infer<typeof Classification>;
