import { z } from 'zod';

// Imported first by every entry, workers included: without it zod tries `eval` once, which a strict content security
// policy reports.
z.config({ jitless: true });
