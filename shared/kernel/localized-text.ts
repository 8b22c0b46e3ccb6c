import { z } from 'zod';

/** The two languages of the interface; Latvian comes first and is the language of the record. */
export const Language = z.enum(['lv', 'en']);
export type Language = z.infer<typeof Language>;

/** A text for people in both languages. Both are filled or both are empty. */
export const LocalizedText = z.object({ lv: z.string(), en: z.string() });
export type LocalizedText = z.infer<typeof LocalizedText>;
