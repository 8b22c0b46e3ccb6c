import { cleanText, codePoints, hasVisibleCharacter } from '#shared/kernel/clean-text.ts';
import { type AttachmentKind, NAME_ENDINGS } from './attachment-kind.ts';
import { ATTACHMENT_LIMITS } from './attachment-limits.ts';

/** What a file system may not take in a name. */
const FORBIDDEN = /[<>:"/\\|?*]/g;

/** Lone surrogates, and marks that change the direction of what follows: a name that reads otherwise than it is. */
const UNSEEN = /\p{Cs}|[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

/** Names that Windows keeps for devices. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

/** The name of a file that has none. */
const NAMELESS = 'file';

/**
 * The name under which a file is kept (AT2): without folders, cleaned as free text, usable as a file's name anywhere,
 * with the ending of what the file is and at most 120 code points. Cleaning a cleaned name changes nothing.
 */
export function cleanAttachmentName(typed: string, kind: AttachmentKind): string {
  const last = typed.split(/[/\\]/).at(-1) ?? '';
  const cleaned = tidied(cleanText(last.replace(UNSEEN, ''), 'one-line').replace(FORBIDDEN, '_'));
  const [stem, ending] = parted(cleaned, kind);
  const whole = stem.replace(RESERVED, (name) => `_${name}`);
  const room = ATTACHMENT_LIMITS.nameCodePoints - codePoints(ending);
  const shortened = tidied([...whole].slice(0, room).join(''));
  return `${hasVisibleCharacter(shortened) ? shortened : NAMELESS}${ending}`;
}

/** The name before its ending, and the ending with its dot: its own where it fits the kind, else the usual one. */
function parted(name: string, kind: AttachmentKind): readonly [string, string] {
  const endings: readonly string[] = NAME_ENDINGS[kind];
  const dot = name.lastIndexOf('.');
  const own = name.slice(dot + 1);
  if (dot >= 0 && endings.includes(own.toLowerCase())) return [tidied(name.slice(0, dot)), `.${own}`];
  return [name, `.${endings[0]}`];
}

/** Without dots and spaces at its ends, which some file systems drop and others hide. */
function tidied(name: string): string {
  return name.replace(/^[.\s]+|[.\s]+$/g, '');
}
