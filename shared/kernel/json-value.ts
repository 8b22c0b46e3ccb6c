import { z } from 'zod';
import type { Json } from './canonical-json.ts';

/** Any value of JSON, whatever it means. */
export const JsonValue = z.json() as unknown as z.ZodType<Json>;
