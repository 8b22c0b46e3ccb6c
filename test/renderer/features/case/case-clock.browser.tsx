import { beforeEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import catalogueJson from '#central/demo/catalogue.json' with { type: 'json' };
import { CaseBand } from '#renderer/features/case/case-band.tsx';
import { CaseDeadlines } from '#renderer/features/case/case-deadlines.tsx';
import type { CaseDeadline } from '#shared/case/case-deadline.ts';
import type { CaseEvent } from '#shared/case/case-event.ts';
import { foldCase } from '#shared/case/evolve.ts';
import { findStep } from '#shared/case/step-context.ts';
import { findService } from '#shared/catalogue/find-service.ts';
import { Catalogue } from '#shared/catalogue/public-service.ts';
import { type Instant, instantOf } from '#shared/kernel/instant.ts';
import { PlainDate } from '#shared/kernel/plain-date.ts';
import type { CalendarCertainty } from '#shared/service-level/due.ts';
import { officeCalendarOf } from '#shared/service-level/office-calendar.ts';
import { expectAccessible } from '#test/support/expect-accessible.ts';
import { renderScreen } from '#test/support/render-screen.tsx';
import { originOf, registered } from '#test/support/sample-cases.ts';
import { eventsUntil } from '#test/support/sample-courses.ts';

const catalogue = Catalogue.parse(catalogueJson);
const officeCalendar = officeCalendarOf({ firstYear: 2025, lastYear: 2028, days: [] }, false);
const SERVICE = 'nin-atvieglojums';
const service = findService(catalogue, SERVICE) ?? expect.fail('no such service');
const day = (text: string): PlainDate => PlainDate.parse(text);
const STARTED = instantOf(Date.UTC(2026, 9, 9, 7, 41));

function running(dueOn: string, confirmed: CalendarCertainty = 'confirmed'): CaseDeadline {
  return { kind: 'running', startedAt: STARTED, due: { kind: 'date', dueOn: day(dueOn), confirmed } };
}

const registration = (deadline: CaseDeadline, missing: readonly string[] = []): CaseEvent =>
  registered(1, { service: SERVICE, receivedAt: STARTED, deadline, missing });

const asked: CaseEvent = {
  kind: 'applicant-asked',
  origin: { ...originOf(2), at: instantOf(Date.UTC(2026, 9, 12, 7)) },
  question: 'Kura adrese?',
  evidence: [],
  until: day('2026-10-30'),
  deadline: {
    kind: 'paused',
    startedAt: STARTED,
    pausedAt: instantOf(Date.UTC(2026, 9, 12, 7)),
    left: { value: 28, unit: 'calendar-day' },
  },
};

const answered: CaseEvent = {
  kind: 'applicant-answered',
  origin: { ...originOf(3), at: instantOf(Date.UTC(2026, 9, 15, 7)) },
  answer: 'Šī',
  deadline: running('2026-11-12'),
};

const extended: CaseEvent = {
  kind: 'deadline-extended',
  origin: { ...originOf(4), at: instantOf(Date.UTC(2026, 9, 16, 7)) },
  until: day('2026-12-09'),
  reason: 'Gaida atzinumu',
  deadline: running('2026-12-09'),
};

const informed: CaseEvent = {
  kind: 'applicant-informed',
  origin: { ...originOf(5), at: instantOf(Date.UTC(2026, 9, 17, 7)) },
  subject: 'course',
  decision: null,
  channel: 'counter',
  sentOn: day('2026-10-17'),
  deemedOn: day('2026-10-17'),
  proof: { kind: 'spoken' },
  outcome: null,
};

const at = (text: string): Instant => instantOf(Date.parse(text));
let informs = 0;

function counted(events: readonly CaseEvent[]) {
  const state = foldCase(events) ?? expect.fail('no case');
  return { state, events, service, officeCalendar };
}

async function showBand(events: readonly CaseEvent[], now: Instant): Promise<HTMLElement> {
  await renderScreen(
    <CaseBand
      {...counted(events)}
      catalogue={catalogue}
      nameOf={() => 'Anna Paraudziņa'}
      now={now}
      onInform={() => {
        informs += 1;
      }}
    />,
  );
  const band = page.getByRole('region', { name: 'Kas tagad jādara' });
  await expect.element(band).toBeVisible();
  return band.element() as HTMLElement;
}

async function showTab(events: readonly CaseEvent[]): Promise<(name: string) => string> {
  await renderScreen(<CaseDeadlines {...counted(events)} />);
  await expect.element(page.getByRole('table', { name: 'Termiņi' })).toBeVisible();
  return (name) => document.querySelector(`[data-level="${name}"]`)?.textContent ?? '';
}

beforeEach(async () => {
  await page.viewport(1280, 900);
  informs = 0;
});

describe('the band of a case', () => {
  it('[CL75] is plain while there is time, with who, until when and the target of the step', async () => {
    const band = await showBand([registration(running('2026-11-09'))], at('2026-10-12T08:00:00Z'));
    expect(band.hasAttribute('data-late')).toBe(false);
    expect(band.textContent).toContain('Anna Paraudziņa');
    expect(band.textContent).toContain('līdz 09.11.2026.');
    expect(band.textContent).toContain('Šis solis:');
    expect(band.textContent).not.toContain('Pasakiet');
    expect(page.getByRole('button', { name: 'Informēt' }).elements()).toHaveLength(0);
  });

  it('[CL75] is red when it is late and nothing was told, and offers to tell it', async () => {
    const band = await showBand([registration(running('2026-11-09'))], at('2026-11-12T08:00:00Z'));
    expect(band.hasAttribute('data-late')).toBe(true);
    expect(band.textContent).toContain('Kavēts 3 d. Pieteicējam nav paziņots.');
    await page.getByRole('button', { name: 'Informēt' }).click();
    expect(informs).toBe(1);
  });

  it('[CL75] is red without that sentence once the applicant was told', async () => {
    const told: CaseEvent = { ...informed, sentOn: day('2026-11-10'), deemedOn: day('2026-11-10') };
    const band = await showBand([registration(running('2026-11-09')), told], at('2026-11-12T08:00:00Z'));
    expect(band.hasAttribute('data-late')).toBe(true);
    expect(band.textContent).toContain('kavēts 3 d.');
    expect(band.textContent).not.toContain('nav paziņots');
  });

  it('[CL77] says what to tell when the time changed, until it was told', async () => {
    const course = [registration(running('2026-11-09')), asked];
    const paused = await showBand(course, at('2026-10-13T08:00:00Z'));
    expect(paused.textContent).toContain('apturēts, paliek 28 d.');
    expect(paused.textContent).toContain('Pasakiet: «Kamēr gaidām jūs, termiņš ir apturēts;');
    document.querySelector('main')?.remove();
    const again = await showBand([...course, answered, extended], at('2026-10-17T08:00:00Z'));
    expect(again.textContent).toContain('Pasakiet: «Lēmums būs līdz 09.12.2026.»');
    document.querySelector('main')?.remove();
    const told = await showBand([...course, answered, extended, informed], at('2026-10-18T08:00:00Z'));
    expect(told.textContent).not.toContain('Pasakiet');
  });

  it('[SL54] says of a clock that has not started from when it will run', async () => {
    const band = await showBand(
      [registration({ kind: 'waits-for-complete-request' }, ['ownership-proof'])],
      at('2026-10-12T08:00:00Z'),
    );
    expect(band.textContent).toContain('Termiņu skaita no dienas, kad būs iesniegts viss.');
  });
});

describe('what is next, and who does it, in the band of a case', () => {
  const doer = (): string => page.getByTestId('doer').element().textContent ?? '';
  const now = at('2026-10-13T08:00:00Z');

  it('[CL16] of one that waits is what the applicant was asked and until when, and not the step', async () => {
    const both: CaseEvent = { ...asked, evidence: ['ownership-proof'] };
    const band = await showBand([registration(running('2026-11-09')), both], now);
    expect(band.textContent).toContain('Gaida pieteicēja atbildi');
    expect(band.textContent).toContain('Jautāts: Kura adrese?');
    expect(band.textContent).toContain('Jāatbild līdz 30.10.2026.');
    expect(band.textContent).not.toContain(findStep(service, 'fill')?.instruction.lv);
    expect(doer()).toBe('PieteicējsAtbild: Anna Paraudziņa');
    await expectAccessible();
  });

  it('[CL10] of one that is not complete is what is missing', async () => {
    const missing = service.evidence[0] ?? expect.fail('no evidence');
    const band = await showBand([registration({ kind: 'waits-for-complete-request' }, [missing.id])], now);
    expect(band.textContent).toContain('Gaida pieteicēja dokumentus');
    expect(band.textContent).toContain(`Trūkst: ${missing.title.lv}`);
  });

  it('[CL12] is the responsible person where the step is theirs', async () => {
    await showBand([registration(running('2026-11-09'))], now);
    expect(doer()).toBe('Anna Paraudziņa');
  });

  it('[CL12] [CL67] is the role that the step is for, and below it who is responsible until it is handed over', async () => {
    const deadline = running('2026-11-09');
    await showBand([registration(deadline), ...eventsUntil('being-assessed', 2, deadline)], now);
    expect(doer()).toBe('Pakalpojuma sniedzējs (speciālists)Atbild: Anna Paraudziņa');
    await expectAccessible();
  });

  it('[CL57] is who has to accept what was handed over, and the sender is responsible until then', async () => {
    const handedOver: CaseEvent = {
      kind: 'handed-over',
      origin: originOf(2),
      to: { kind: 'partner', partner: 'Parauga partneris' },
      isEscalation: false,
      until: null,
      message: 'Lūdzu.',
    };
    await showBand([registration(running('2026-11-09')), handedOver], now);
    expect(doer()).toBe('Parauga partneris (jāpieņem nodotais)Atbild: Anna Paraudziņa');
  });
});

describe('the band of a case, in every state of its clock', () => {
  const met = (isInTime: boolean): CaseDeadline => ({
    kind: 'met',
    startedAt: STARTED,
    due: { kind: 'date', dueOn: day('2026-11-09'), confirmed: 'confirmed' },
    metAt: at('2026-11-12T08:00:00Z'),
    isInTime,
  });
  const atOnce: CaseDeadline = {
    kind: 'running',
    startedAt: STARTED,
    due: { kind: 'instant', dueAt: STARTED },
  };

  it.each([
    ['running', [registration(running('2026-11-09'))], '2026-10-12T08:00:00Z', 'līdz 09.11.2026.'],
    ['soon', [registration(running('2026-11-09'))], '2026-11-05T08:00:00Z', '09.11. drīz: 2 darba d.'],
    ['on its last day', [registration(running('2026-11-09'))], '2026-11-09T08:00:00Z', 'šodien'],
    ['late', [registration(running('2026-11-09'))], '2026-11-12T08:00:00Z', 'kavēts 3 d.'],
    ['paused', [registration(running('2026-11-09')), asked], '2026-10-13T08:00:00Z', 'paliek 28 d.'],
    [
      'not started',
      [registration({ kind: 'waits-for-complete-request' }, ['x'])],
      '2026-10-12T08:00:00Z',
      'laiku skaita, kad būs viss',
    ],
    ['met in time', [registration(met(true))], '2026-11-13T08:00:00Z', 'izpildīts laikā'],
    ['met late', [registration(met(false))], '2026-11-13T08:00:00Z', 'izpildīts ar kavējumu'],
    [
      'voided, and had a deadline only before',
      [registration(met(true)), ...eventsUntil('voided', 2, met(true))],
      '2026-11-13T08:00:00Z',
      'termiņa nav',
    ],
    ['due at once', [registration(atOnce)], '2026-10-09T08:00:00Z', 'uzreiz'],
  ] as const)('[CL75] says that it is %s, so that anybody can read it', async (_, events, now, text) => {
    const band = await showBand(events, at(now));
    expect(band.textContent).toContain(text);
    expect(band.textContent.includes('izpildīts laikā')).toBe(text === 'izpildīts laikā');
    expect(band.hasAttribute('data-late')).toBe(text.startsWith('kavēts'));
    await expectAccessible();
  });
});

describe('the deadlines of a case', () => {
  it('[SL54] [SL55] [SL56] stand side by side, each with rule, source, start, due date and state', async () => {
    const cellOf = await showTab([registration(running('2036-11-10'))]);
    const decision = cellOf('decision');
    expect(decision).toContain('1 mēnesis no dienas, kad iesniegts viss');
    expect(decision).toContain('Avots:');
    expect(decision).toContain(service.legalBasis[0]?.title.lv ?? '-');
    expect(decision).toContain('09.10.2026. 10:41');
    expect(decision).toContain('10.11.2036.');
    expect(decision).toContain('atlicis: ');
    expect(cellOf('first-response')).toContain('izpildīts laikā');
    expect(cellOf('step')).toContain('no soļa sākuma');
    expect(cellOf('handling')).toContain('ne ilgāk kā 10 minūtes');
    expect(cellOf('counter-wait')).toContain('pasaka iepriekš');
    await expectAccessible();
  });

  it('[SL58] show pauses and the extension with their reasons and the days they took out', async () => {
    const cellOf = await showTab([registration(running('2026-11-09')), asked, answered, extended]);
    expect(cellOf('decision')).toContain('09.12.2026.');
    await expect
      .element(
        page.getByText('Apturēts 12.10.2026. 10:00 – 15.10.2026. 10:00 (Kura adrese?). Neskaita: 3 dienas.'),
      )
      .toBeVisible();
    await expect
      .element(page.getByText('Pagarināts 16.10.2026. 10:00 līdz 09.12.2026. Iemesls: Gaida atzinumu'))
      .toBeVisible();
  });

  it('[SL17] mark a due date that rests on a calendar that is not confirmed', async () => {
    const cellOf = await showTab([registration(running('2036-11-10', 'planned-day'))]);
    expect(cellOf('decision')).toContain('Kalendārs nav apstiprināts');
  });

  it('[SL40] [SL54] say of a clock that stands or has not started why there is no date', async () => {
    const paused = await showTab([registration(running('2026-11-09')), asked]);
    expect(paused('decision')).toContain('apturēts 12.10.2026. 10:00');
    expect(paused('step')).toBe('');
    document.querySelector('main')?.remove();
    const waiting = await showTab([registration({ kind: 'waits-for-complete-request' }, ['x'])]);
    expect(waiting('decision')).toContain('Termiņu skaita no dienas, kad būs iesniegts viss.');
  });

  it('[CL26] say of a time that was met when, and whether late', async () => {
    const met: CaseDeadline = {
      kind: 'met',
      startedAt: STARTED,
      due: { kind: 'date', dueOn: day('2026-11-09'), confirmed: 'confirmed' },
      metAt: at('2026-11-12T08:00:00Z'),
      isInTime: false,
    };
    const cellOf = await showTab([registration(met)]);
    expect(cellOf('decision')).toContain('izpildīts ar kavējumu');
    expect(cellOf('decision')).toContain('12.11.2026. 10:00');
  });
});
