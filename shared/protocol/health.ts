import { z } from 'zod';

/** `GET /healthz`: whether the centre can do its work, and what it has to do it with. */
export const Health = z.object({
  status: z.literal('ok'),
  protocol: z.int(),
  database: z.enum(['embedded', 'external']),
  durability: z.enum(['disk', 'memory']),
  /** Whether the centre has a mail server to send by. */
  mail: z.enum(['connected', 'not-connected']),
});
export type Health = z.infer<typeof Health>;
