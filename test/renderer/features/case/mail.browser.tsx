import { describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import catalogueJson from '#central/demo/catalogue.json' with { type: 'json' };
import { CaseCourse } from '#renderer/features/case/case-course.tsx';
import { CaseView } from '#renderer/features/case/case-view.tsx';
import { UntoldNotice } from '#renderer/features/case/untold-notice.tsx';
import type { CaseEvent } from '#shared/case/case-event.ts';
import { foldCase } from '#shared/case/evolve.ts';
import { MailFailure, type NotificationSubject } from '#shared/case/facts/notification.ts';
import { Catalogue } from '#shared/catalogue/public-service.ts';
import { instantOf } from '#shared/kernel/instant.ts';
import { PlainDate } from '#shared/kernel/plain-date.ts';
import { officeCalendarOf } from '#shared/service-level/office-calendar.ts';
import { expectAccessible } from '#test/support/expect-accessible.ts';
import { renderScreen } from '#test/support/render-screen.tsx';
import { originOf, registered } from '#test/support/sample-cases.ts';

const catalogue = Catalogue.parse(catalogueJson);
const ASKED = { ...originOf(2), at: instantOf(Date.UTC(2026, 10, 24, 8, 41)) };
const REPORT = { ...originOf(3), at: instantOf(Date.UTC(2026, 10, 24, 8, 42)), automatic: true } as const;

const asked = (subject: NotificationSubject = 'course'): CaseEvent => ({
  kind: 'applicant-informed',
  origin: ASKED,
  subject,
  decision: null,
  channel: 'email',
  sentOn: PlainDate.parse('2026-11-24'),
  deemedOn: PlainDate.parse('2026-11-26'),
  proof: { kind: 'e-mail', to: 'paraugs@klatiene.example', language: 'lv' },
  outcome: null,
});

const sent: CaseEvent = {
  kind: 'mail-sent',
  origin: REPORT,
  telling: ASKED.opId,
  sentAt: REPORT.at,
  sentOn: PlainDate.parse('2026-11-24'),
  deemedOn: PlainDate.parse('2026-11-26'),
  reply: 250,
  messageId: '<1@klatiene.example>',
};

const failed = (reason: MailFailure): CaseEvent => ({
  kind: 'mail-failed',
  origin: REPORT,
  telling: ASKED.opId,
  failedAt: REPORT.at,
  reason,
});

const stateOf = (events: readonly CaseEvent[]) =>
  foldCase([registered(1, {}), ...events]) ?? expect.fail('no case');

async function showCourse(events: readonly CaseEvent[]): Promise<string> {
  await renderScreen(
    <CaseCourse
      events={events.map((event) => ({ event, isProvisional: false }))}
      catalogue={catalogue}
      serviceId="nin-atvieglojums"
      notifications={stateOf(events).notifications}
      nameOf={() => 'Anna Paraudziņa'}
      officeName="Paraugu centrs"
    />,
  );
  const list = page.getByRole('list');
  await expect.element(list).toBeVisible();
  return list.element().textContent ?? '';
}

describe('the course of an e-mail', () => {
  it('[CL70] is being sent until the centre says what became of it', async () => {
    const text = await showCourse([asked()]);
    expect(text).toContain('Pieteicēju informē ar e-pastu uz paraugs@klatiene.example: gaita');
    expect(text).toContain('Tiek sūtīts');
  });

  it('[CL71] was sent, by the centre, and when it counts', async () => {
    const text = await showCourse([asked(), sent]);
    expect(text).not.toContain('Tiek sūtīts');
    expect(text).toContain('E-pasts nosūtīts 24.11.2026. 10:42: gaita. Uzskatāms par paziņotu 26.11.2026.');
    expect(text).toContain('centrs · lūdza Anna Paraudziņa');
  });

  it('[CL72] was not sent, and why', async () => {
    const text = await showCourse([asked(), failed('server-unreachable')]);
    expect(text).not.toContain('Tiek sūtīts');
    expect(text).toContain('E-pasts nav nosūtīts: pasta serveris pārāk ilgi nebija sasniedzams.');
  });
});

describe('the course of a case', () => {
  it('[CL79] marks what the program did by itself, and nothing else', async () => {
    expect(await showCourse([asked()])).not.toContain('programma pati');
    document.querySelector('main')?.remove();
    await showCourse([asked(), sent]);
    const marked = page.getByRole('listitem').filter({ hasText: 'programma pati' });
    expect(marked.elements()).toHaveLength(1);
    expect(marked.element().textContent).toContain('E-pasts nosūtīts');
    await expectAccessible();
  });

  it('[CL64] [CL79] says how many operations people made and how many events the program', async () => {
    const events = [registered(1, {}), asked(), sent];
    await renderScreen(
      <CaseView
        state={stateOf([asked(), sent])}
        events={events.map((event) => ({ event, isProvisional: false }))}
        catalogue={catalogue}
        inForce={{ hash: stateOf([]).catalogue, catalogue, history: [] }}
        officeCalendar={officeCalendarOf({ firstYear: 2025, lastYear: 2028, days: [] }, false)}
        nameOf={() => 'Anna Paraudziņa'}
        officeName="Paraugu centrs"
      />,
    );
    await expect
      .element(page.getByText('Rīcības ar roku: 2, programma pati: 1', { exact: true }))
      .toBeVisible();
    await expectAccessible();
  });
});

describe('the course of a refusal', () => {
  it('[CL25] names its reasons, the legal ground and where it can be contested', async () => {
    const text = await showCourse([
      {
        kind: 'decision-taken',
        origin: ASKED,
        content: {
          kind: 'refuse',
          refusalReasons: ['not-taxpayer'],
          reasons: 'Īpašumā ir parāds.',
          legalGround: 'Paraugu likums',
          contestAt: 'Paraugu dome',
        },
        needsApproval: false,
        deadline: { kind: 'waits-for-complete-request' },
      },
    ]);
    expect(text).toContain(
      'Lēmums: Atteikt. Persona nav nodokļa maksātājs. Īpašumā ir parāds. Tiesiskais pamats: Paraugu likums. Apstrīdēt: Paraugu dome.',
    );
  });
});

describe('the notice of an e-mail that failed', () => {
  it.each(MailFailure.options)(
    '[CL73] says what the applicant does not know, why, and what to do: %s',
    async (reason) => {
      let informs = 0;
      const state = stateOf([asked(), failed(reason)]);
      await renderScreen(<UntoldNotice state={state} onInform={() => (informs += 1)} />);
      const notice = page.getByRole('alert');
      await expect.element(notice).toBeVisible();
      expect(notice.element().textContent).toContain('Pieteicējs nav informēts: gaita');
      expect(notice.element().textContent).toContain('E-pasts uz paraugs@klatiene.example nav nosūtīts:');
      await page.getByRole('button', { name: 'Informēt' }).click();
      expect(informs).toBe(1);
    },
  );

  it('[CL73] is gone once the applicant was told otherwise', async () => {
    const told: CaseEvent = { ...asked(), origin: originOf(4), proof: { kind: 'spoken' } } as CaseEvent;
    await renderScreen(<UntoldNotice state={stateOf([asked(), failed('defect'), told])} />);
    expect(page.getByRole('alert').elements()).toHaveLength(0);
  });
});
