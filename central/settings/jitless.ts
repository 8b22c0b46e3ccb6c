import { z } from 'zod';

/**
 * zod builds no functions from text here. Imported first in every entry, before any schema is made: the same schemas
 * run under a content security policy that forbids it, and must behave alike on both sides.
 */
z.config({ jitless: true });
