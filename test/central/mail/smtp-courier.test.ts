import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OutgoingMail } from '#central/mail/courier.ts';
import { smtpCourier } from '#central/mail/smtp-courier.ts';
import { SmtpInbox } from '#test/support/smtp-inbox.ts';

let inbox: SmtpInbox;
beforeAll(async () => {
  inbox = await SmtpInbox.open();
});
beforeEach(() => inbox.messages.splice(0));
afterAll(() => inbox.close());

const from = { name: 'Klātiene, iestāde', address: 'centrs@klatiene.example' };

const MAIL: OutgoingMail = {
  to: 'paraugs@klatiene.example',
  subject: 'Lēmums',
  text: 'Teksts',
  html: '<p>Teksts</p>',
  language: 'lv',
  replyTo: undefined,
  messageId: '<1@klatiene.example>',
};

async function sent(changes: Partial<OutgoingMail>) {
  const mail = { ...MAIL, ...changes };
  const answer = await smtpCourier({ smtpUrl: inbox.url, from }).send(mail);
  expect(answer).toEqual({ outcome: 'taken', reply: 250 });
  return inbox.messages[0] ?? expect.fail('nothing arrived');
}

describe('a message on the line', () => {
  it('[ML7] carries every letter of Latvian in subject, names and both texts, and is ASCII in its headers', async () => {
    const letters = 'Ā ā Č č Ē ē Ģ ģ Ī ī Ķ ķ Ļ ļ Ņ ņ Š š Ū ū Ž ž – „pēdiņas”';
    const message = await sent({ subject: letters, text: letters, html: `<p>${letters}</p>` });
    expect(message.headers.get('subject')).toBe(letters);
    expect(message.headers.get('from')).toBe('Klātiene, iestāde <centrs@klatiene.example>');
    expect(message.text).toBe(letters);
    expect(message.html).toBe(`<p>${letters}</p>`);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant.
    expect(message.raw).toMatch(/^[\u0000-\u007f]*$/);
  });

  it('[ML7] keeps what was typed out of its headers', async () => {
    const message = await sent({
      subject: 'Lēmums\r\nBcc: cits@klatiene.example\r\n\r\nTeksts\u0000\u2028beigas',
      replyTo: 'iestade@klatiene.example\r\nBcc: cits@klatiene.example',
    });
    expect(message.headers.has('bcc')).toBe(false);
    expect(message.headers.get('subject')).toContain('Lēmums Bcc: cits@klatiene.example Teksts');
    expect(message.text).toBe('Teksts');
    expect(inbox.attempts.every((address) => address === 'paraugs@klatiene.example')).toBe(true);
  });

  it('[ML7] keeps long lines and lines that begin with a full stop', async () => {
    const text = `.\n..divi\n${'garš '.repeat(600).trim()}`;
    expect((await sent({ text })).text).toBe(text);
  });
});

describe('a server that is never silent and never done', () => {
  it('[ML4] is given up for this time, so that other messages get their turn', async () => {
    const talkers: NodeJS.Timeout[] = [];
    const tarpit = createServer((socket) => {
      talkers.push(setInterval(() => socket.write('220-please wait\r\n'), 50));
      socket.on('error', () => undefined);
    });
    tarpit.listen(0, '127.0.0.1');
    await once(tarpit, 'listening');
    const { port } = tarpit.address() as AddressInfo;
    const patience = {
      connectMilliseconds: 60_000,
      greetingMilliseconds: 60_000,
      silenceMilliseconds: 60_000,
      attemptMilliseconds: 300,
    };
    const courier = smtpCourier({ smtpUrl: `smtp://127.0.0.1:${port}`, from }, patience);
    expect(await courier.send(MAIL)).toEqual({ outcome: 'put-off', reason: 'server-unreachable' });
    talkers.forEach(clearInterval);
    tarpit.close();
  });
});
