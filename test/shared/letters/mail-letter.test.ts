import { describe, expect, it } from 'vitest';
import type { CaseCommand } from '#shared/case/case-command.ts';
import { NotificationSubject } from '#shared/case/facts/notification.ts';
import type { Language } from '#shared/kernel/localized-text.ts';
import { letterHtml } from '#shared/letters/letter-html.ts';
import { letterText } from '#shared/letters/letter-text.ts';
import { type MailTelling, mailLetter } from '#shared/letters/mail-letter.ts';
import { on } from '#test/shared/service-level/demo-files.ts';
import { refusing, Story, toldDecision } from '../case/case-story.ts';
import { draftOf } from '../case/demo-case.ts';
import { letterOf } from './letter-story.ts';

const DECISION: MailTelling = { subject: 'decision', told: undefined };

function story(): Story {
  const { common } = draftOf();
  return new Story({}, { changes: { common: { ...common, email: 'paraugs@klatiene.example' } } });
}

function refused(reasons = 'Nav pamata'): Story {
  const of = story().to('to-be-decided');
  return of.do({ kind: 'take-decision', decision: { ...refusing(of.service), reasons } }) && of;
}

function mailOf(of: Story, telling = DECISION, language: Language = 'lv', sentOn = of.today) {
  return mailLetter(letterOf(of, language), telling, sentOn) ?? expect.fail('no mail');
}

const byMail = (of: Story): CaseCommand => ({
  ...toldDecision(of),
  channel: 'email',
  proof: { kind: 'e-mail' },
});

describe('an e-mail with a decision', () => {
  it('[ML8] says what was decided, why, and until when it can be contested from the day of sending', () => {
    const { subject, letter } = mailOf(refused());
    const text = letterText(letter);
    expect(subject).toBe('Lēmums par atteikumu, SMI-7K2-000142-6');
    expect(text).toContain('Nav pamata');
    expect(text).toContain('Parauga likums, 1. pants');
    expect(text).toContain('Parauga iestādē');
    expect(text).toContain('Uzskatāms par paziņotu: 13.10.2026.');
    expect(text).toContain('2026. gada 13. novembrī');
    expect(letterText(mailOf(refused(), DECISION, 'en').letter)).toContain('13 November 2026');
  });

  it('[ML8] counts from the day on which it really goes, or from an earlier telling that did not fail', () => {
    const later = letterText(mailOf(refused(), DECISION, 'lv', on('2026-10-12')).letter);
    expect(later).toContain('Uzskatāms par paziņotu: 14.10.2026.');
    const spoken = refused();
    spoken.do(toldDecision(spoken));
    expect(letterText(mailOf(spoken).letter)).toContain('Uzskatāms par paziņotu: 09.10.2026.');
    const failed = refused();
    failed.do(byMail(failed));
    const telling = failed.state.lastOperation;
    failed.do({ kind: 'report-mail', telling, result: { kind: 'failed', at: failed.now, reason: 'defect' } });
    failed.waitDays(3);
    expect(letterText(mailOf(failed).letter)).toContain('Uzskatāms par paziņotu: 14.10.2026.');
  });

  it('[ML8] names the applicant, and leaves out by which number they are known', () => {
    const of = refused();
    const { applicant } = of.state.request;
    if (applicant.kind !== 'resident' || applicant.identity.kind !== 'person-code') expect.fail('who?');
    const text = letterText(mailOf(of).letter);
    expect(text).toContain(`${applicant.givenName} ${applicant.familyName}`);
    const { code } = applicant.identity.personCode;
    expect(code.length).toBeGreaterThan(5);
    expect(text.replaceAll('-', '')).not.toContain(code.replaceAll('-', ''));
  });

  it('[ML8] is none before there is a decision', () => {
    expect(mailLetter(letterOf(story()), DECISION, story().today)).toBeUndefined();
  });
});

describe('an e-mail as HTML', () => {
  it('[ML7] shows what was typed as it was typed', () => {
    const typed = '<script>alert("1")</script> & <img src=x onerror=\'x\'>\nOtra rinda';
    const { letter } = mailOf(refused(typed));
    const html = letterHtml(letter);
    expect(html).toContain(
      '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &lt;img src=x onerror=&#39;x&#39;&gt;<br>Otra rinda',
    );
    expect(html).not.toMatch(/<(script|img|style|link|iframe|a)\b/);
    expect(html).not.toMatch(/\b(src|href|style|on\w+)=["']/);
    expect(letterText(letter)).toContain(typed);
  });

  it('[ML7] has the parts of the text', () => {
    const { letter } = mailOf(refused());
    const html = letterHtml(letter);
    expect(html).toContain('<html lang="lv">');
    expect(html).toContain('<h1>Lēmums par atteikumu</h1>');
    for (const block of letter.blocks) {
      if (block.kind === 'heading') expect(html).toContain(`<h2>${block.text}</h2>`);
    }
  });
});

describe('an e-mail about something else', () => {
  it.each(NotificationSubject.options)('[ML8] has a subject and a text in both languages: %s', (subject) => {
    for (const language of ['lv', 'en'] as const) {
      const mail = mailOf(refused(), { subject, told: undefined }, language);
      expect(mail.subject).toContain('SMI-7K2-000142');
      expect(letterText(mail.letter).length).toBeGreaterThan(100);
    }
  });

  it('[ML8] asks for what is missing, and until when', () => {
    const of = story();
    const [evidence] = of.service.evidence.filter(({ mode }) => mode !== 'register-check');
    if (evidence === undefined) expect.fail('no evidence');
    const until = on('2026-10-20');
    of.do({ kind: 'ask-applicant', question: 'Kurā stāvā?', evidence: [evidence.id], until });
    const text = letterText(mailOf(of, { subject: 'missing-information', told: undefined }).letter);
    for (const part of [evidence.title.lv, 'Kurā stāvā?', '2026. gada 20. oktobrī'])
      expect(text).toContain(part);
  });

  it('[ML8] says to whom a request went and why', () => {
    const of = story();
    of.do({ kind: 'forward-request', institution: 'Parauga dome', reason: 'Nav mūsu kompetencē' });
    const text = letterText(mailOf(of, { subject: 'forwarding', told: undefined }).letter);
    for (const part of ['Parauga dome', 'Nav mūsu kompetencē']) expect(text).toContain(part);
  });

  it('[ML8] says what was done', () => {
    const of = story().to('being-evaluated');
    const text = letterText(mailOf(of, { subject: 'result', told: undefined }).letter);
    expect(text).toContain('Izdarīts: Ieraksts');
    expect(text).toContain('Izsniegts: 2026. gada');
  });
});
