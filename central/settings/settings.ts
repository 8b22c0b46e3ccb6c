import path from 'node:path';
import { z } from 'zod';
import type { MailSettings } from '#central/mail/smtp-courier.ts';
import { ok, type Result, refused } from '#shared/kernel/result.ts';

/** What the centre is told by its environment. */
export interface Settings {
  /** Absolute. Everything that the centre keeps on this machine is in here. */
  readonly dataFolder: string;
  /** Absolute. The files of cases. */
  readonly filesFolder: string;
  readonly port: number;
  /** No window, and no word about a missing one. */
  readonly isHeadless: boolean;
  /** The database to use instead of the embedded one. */
  readonly databaseUrl: string | undefined;
  /** Origins, besides the desktop application's own, whose pages may ask this centre. */
  readonly origins: readonly string[];
  /** A proxy of the operator's on this machine passes requests on, and says whose they are. */
  readonly isBehindProxy: boolean;
  /** The mail server and the sender; without them the centre sends no e-mail and says so. */
  readonly mail: MailSettings | undefined;
}

const DEFAULT_DATA_FOLDER = '.klatiene';
/** Inside of the data folder. */
const DEFAULT_FILES_FOLDER = 'files';
const DEFAULT_PORT = 4710;

/** A variable that is set to nothing is one that is not set. */
const optional = z
  .string()
  .optional()
  .transform((text) => (text === undefined || text.trim() === '' ? undefined : text.trim()));

const Environment = z.object({
  KLATIENE_DATA: optional.transform((folder) => path.resolve(folder ?? DEFAULT_DATA_FOLDER)),
  KLATIENE_FILES: optional,
  KLATIENE_PORT: optional
    .refine((text) => text === undefined || isPort(text), 'must be a whole number from 1 to 65535')
    .transform((text) => (text === undefined ? DEFAULT_PORT : Number(text))),
  KLATIENE_HEADLESS: optional
    .refine((text) => text === undefined || text === '0' || text === '1', 'must be 1, or not be set')
    .transform((text) => text === '1'),
  KLATIENE_PROXY: optional
    .refine((text) => text === undefined || text === '0' || text === '1', 'must be 1, or not be set')
    .transform((text) => text === '1'),
  DATABASE_URL: optional.refine(
    (text) => text === undefined || isDatabaseUrl(text),
    'must be the address of a PostgreSQL database, such as postgres://user:password@host:5432/name',
  ),
  KLATIENE_SMTP_URL: optional.refine(
    (text) => text === undefined || isSmtpUrl(text),
    'must be the address of a mail server, such as smtp://user:password@host:587',
  ),
  KLATIENE_MAIL_FROM: optional.refine(
    (text) => text === undefined || findSender(text) !== undefined,
    'must be the e-mail address of the sender, such as Klātiene <centre@example.org>',
  ),
  KLATIENE_ORIGINS: optional
    .transform((text) => (text ?? '').split(',').map((origin) => origin.trim()))
    .transform((origins) => origins.filter((origin) => origin !== ''))
    .refine(
      (origins) => origins.every(isOrigin),
      'must list origins with commas between them, such as https://counter.example.org',
    ),
});

/**
 * Reads the environment. Refused with one sentence for each unusable variable, which names the variable and never
 * repeats its value, because an address of a database holds a password.
 */
export function parseSettings(
  environment: Readonly<Record<string, string | undefined>>,
): Result<Settings, readonly string[]> {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) {
    return refused(parsed.error.issues.map(({ path: [name], message }) => `${String(name)} ${message}.`));
  }
  const { KLATIENE_SMTP_URL: smtpUrl, KLATIENE_MAIL_FROM } = parsed.data;
  const from = KLATIENE_MAIL_FROM === undefined ? undefined : findSender(KLATIENE_MAIL_FROM);
  if (smtpUrl !== undefined && from === undefined) {
    return refused(['KLATIENE_MAIL_FROM must be set where KLATIENE_SMTP_URL is.']);
  }
  const {
    KLATIENE_DATA,
    KLATIENE_FILES,
    KLATIENE_PORT,
    KLATIENE_HEADLESS,
    KLATIENE_PROXY,
    DATABASE_URL,
    KLATIENE_ORIGINS,
  } = parsed.data;
  return ok({
    dataFolder: KLATIENE_DATA,
    filesFolder: path.resolve(KLATIENE_FILES ?? path.join(KLATIENE_DATA, DEFAULT_FILES_FOLDER)),
    port: KLATIENE_PORT,
    isHeadless: KLATIENE_HEADLESS,
    databaseUrl: DATABASE_URL,
    origins: KLATIENE_ORIGINS,
    isBehindProxy: KLATIENE_PROXY,
    mail: smtpUrl === undefined || from === undefined ? undefined : { smtpUrl, from },
  });
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535;
}

function isDatabaseUrl(text: string): boolean {
  return /^postgres(ql)?:$/.test(URL.parse(text)?.protocol ?? '');
}

function isSmtpUrl(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^smtps?:$/.test(url.protocol) && url.hostname !== '';
}

/** `name <address>`, or an address alone. */
function findSender(text: string): MailSettings['from'] | undefined {
  const { name = '', address = text } =
    /^(?<name>[^<>"\p{Cc}]*)<(?<address>[^<>]+)>$/u.exec(text)?.groups ?? {};
  const isAddress = /^[^\s@<>",;:\p{Cc}]+@[^\s@<>",;:\p{Cc}]+$/u.test(address);
  return isAddress ? { name: name.trim(), address } : undefined;
}

/** Scheme, host and port, nothing behind: what a browser sends as `Origin`. */
function isOrigin(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\/[^/\s?#@*]+$/.test(text) && URL.canParse(text);
}
