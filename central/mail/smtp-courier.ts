import { setTimeout } from 'node:timers/promises';
import { domainToASCII } from 'node:url';
import { createTransport } from 'nodemailer';
import type { Courier, CourierAnswer } from './courier.ts';

/** The operator's mail server, and in whose name the centre writes. */
export interface MailSettings {
  /** `smtp://user:password@host:587`, `smtps://…` */
  readonly smtpUrl: string;
  readonly from: { readonly name: string; readonly address: string };
}

/** How long each part of talking to the server may take. A message that was not answered in time is tried again. */
export interface SmtpPatience {
  readonly connectMilliseconds: number;
  readonly greetingMilliseconds: number;
  readonly silenceMilliseconds: number;
  /** All of it together: a server that never is silent and never done must not hold up every other message. */
  readonly attemptMilliseconds: number;
}

const PATIENCE: SmtpPatience = {
  connectMilliseconds: 20_000,
  greetingMilliseconds: 20_000,
  silenceMilliseconds: 60_000,
  attemptMilliseconds: 300_000,
};

/** What the library throws. */
interface SmtpFailure {
  readonly code?: unknown;
  readonly responseCode?: unknown;
  readonly command?: unknown;
}

/** Sends by SMTP, one connection a message (ML4, ML5). */
export function smtpCourier({ smtpUrl, from }: MailSettings, patience = PATIENCE): Courier {
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: patience.connectMilliseconds,
    greetingTimeout: patience.greetingMilliseconds,
    socketTimeout: patience.silenceMilliseconds,
    dnsTimeout: patience.connectMilliseconds,
    // Nothing of a message is ever read from a file or fetched from an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    domain: domainToASCII(from.address.slice(from.address.lastIndexOf('@') + 1)),
    send: async (mail): Promise<CourierAnswer> => {
      try {
        const sending = transport.sendMail({
          from,
          to: { name: '', address: mail.to },
          ...(mail.replyTo === undefined ? {} : { replyTo: { name: '', address: mail.replyTo } }),
          subject: oneLine(mail.subject),
          text: mail.text,
          html: mail.html,
          messageId: mail.messageId,
          headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': mail.language },
        });
        const answer = await within(patience.attemptMilliseconds, sending);
        if (answer === 'too-long') return { outcome: 'put-off', reason: 'server-unreachable' };
        return { outcome: 'taken', reply: replyOf(answer.response) };
      } catch (failure) {
        return answerOf(failure as SmtpFailure);
      }
    },
  };
}

/** What comes of it, or that it takes too long; what it comes to afterwards is nobody's concern (ML6). */
async function within<T>(milliseconds: number, going: Promise<T>): Promise<T | 'too-long'> {
  going.catch(() => undefined);
  const ended = new AbortController();
  const tooLong = setTimeout(milliseconds, 'too-long' as const, { signal: ended.signal });
  tooLong.catch(() => undefined);
  try {
    return await Promise.race([going, tooLong]);
  } finally {
    ended.abort();
  }
}

/** A header is one line, whatever was typed. */
function oneLine(text: string): string {
  return text.replaceAll(/\p{Cc}+/gu, ' ').trim();
}

/** `250 2.0.0 Ok: queued as …` */
function replyOf(response: string): number {
  const reply = Number(/^\d{3}/.exec(response)?.[0]);
  return reply >= 200 && reply <= 299 ? reply : 250;
}

function answerOf({ code, responseCode, command }: SmtpFailure): CourierAnswer {
  // A wrong password is the operator's to put right; the letter is not at fault.
  const isOfTheLetter = typeof responseCode === 'number' && code !== 'EAUTH';
  if (!isOfTheLetter) return { outcome: 'put-off', reason: 'server-unreachable' };
  if (responseCode < 500) return { outcome: 'put-off', reason: 'put-off-too-long' };
  const isOfTheAddress = code === 'EENVELOPE' && command === 'RCPT TO';
  return { outcome: 'refused', reason: isOfTheAddress ? 'address-refused' : 'message-refused' };
}
