import type { Page } from '@playwright/test';
import { doStep, stepOn } from '#test/support/case-page.ts';
import { fillForm } from '#test/support/fill-form.ts';
import { readDemoCatalogue } from '#test/support/request-generator/catalogue-json.ts';
import { generateRequest } from '#test/support/request-generator.ts';
import type { SeededRandom } from '#test/support/seeded-random.ts';
import { type Desk, passing } from './desk.ts';
import type { SavedLedger } from './saved-ledger.ts';

/** A case that somebody registered in this run. */
interface KnownCase {
  readonly caseId: string;
  readonly reference: string;
}

/** Services whose forms are short, with what they need to be asked for. */
const SERVICES = [
  { service: 'stavvietas-karte' },
  { service: 'izzina-par-dzivesvietu', variant: 'own' },
  { service: 'e-pakalpojumu-konsultacija', variant: 'info', applicantKind: 'society' },
  { service: 'gmi-pabalsts' },
] as const;

/** What a clerk can do alone, where everything is in order. */
const STEPS: ReadonlySet<string> = new Set(['conformity', 'justification', 'way', 'prepare', 'perform']);

const SETTLE_MILLISECONDS = 90_000;
const SAVED_MILLISECONDS = 20_000;

/** What all clerks of a run know and write to. */
export interface Office {
  readonly ledger: SavedLedger;
  readonly cases: KnownCase[];
  /** How often something did not come to its end, because of a fault or of a busy machine. */
  stumbles: number;
}

/**
 * A clerk who registers, notes and decides through the screens as fast as they go, until the desk ends. Written down is
 * what the screen said was saved, and nothing else.
 */
export class Clerk {
  readonly #desk: Desk;
  readonly #office: Office;
  readonly #random: SeededRandom;
  readonly #catalogue = readDemoCatalogue();
  readonly #today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Riga' });
  readonly #own: KnownCase[] = [];
  #notes = 0;
  #isResting = false;

  constructor(desk: Desk, office: Office, random: SeededRandom) {
    this.#desk = desk;
    this.#office = office;
    this.#random = random;
  }

  /** What is under way is finished or given up, and nothing new is begun. */
  rest(): void {
    this.#isResting = true;
  }

  async work(): Promise<void> {
    while (!this.#isResting && !this.#desk.hasEnded) {
      try {
        const page = await this.#desk.page();
        await this.#desk.settle(page, SETTLE_MILLISECONDS);
        await this.#serve(page);
      } catch {
        this.#office.stumbles += 1;
        await passing(300);
      }
    }
  }

  /** One visitor, and some of what else lies on the desk. */
  async #serve(page: Page): Promise<void> {
    if (this.#own.length === 0 || this.#random.chance(0.6)) {
      const registered = await this.#register(page);
      if (registered === undefined || this.#isResting) return;
      await page.getByRole('button', { name: /^Atvērt pieprasījumu/ }).click();
      await this.#workOn(page, registered, true);
      return;
    }
    const known = this.#random.pick(this.#office.cases);
    const row = page.getByRole('row').filter({ hasText: known.reference });
    // What a colleague registered may not be here yet, and what is far down is not drawn.
    if (await row.isVisible()) await row.click();
    else await page.goto(`${this.#desk.line.origin}/requests/${known.caseId}`);
    await this.#workOn(page, known, this.#own.includes(known));
  }

  async #register(page: Page): Promise<KnownCase | undefined> {
    await page.keyboard.press('F2');
    await page.getByRole('heading', { name: 'Jauns pieprasījums' }).waitFor();
    const wish = this.#random.pick(SERVICES);
    const request = generateRequest(this.#catalogue, {
      receivedOn: this.#today,
      asExpected: true,
      withAllEvidence: true,
      applicantKind: 'resident',
      identity: 'person-code',
      byRepresentative: false,
      seed: this.#random.below(1_000_000),
      ...wish,
    });
    await fillForm(page, this.#catalogue, request);
    const caseId = /\/register\/([0-9a-f-]{36})/.exec(page.url())?.[1];
    if (caseId === undefined) throw new Error('no form is open');
    await page.keyboard.press('Control+Enter');
    const saved = page.getByRole('heading', { name: 'Saglabāts šajā datorā' });
    const notSaved = page.getByText('NAV SAGLABĀTS');
    await saved.or(notSaved).first().waitFor({ timeout: SAVED_MILLISECONDS });
    if (!(await saved.isVisible())) return undefined;
    const reference = (await page.getByTestId('reference').textContent()) ?? '';
    const known = { caseId, reference };
    this.#office.ledger.write({ kind: 'registration', counter: this.#desk.name, ...known });
    this.#office.cases.push(known);
    this.#own.push(known);
    return known;
  }

  async #workOn(page: Page, known: KnownCase, isOwn: boolean): Promise<void> {
    await page.getByRole('heading', { name: known.reference }).waitFor();
    for (let count = this.#random.between(1, 3); count > 0 && !this.#isResting; count -= 1) {
      await this.#note(page, known);
    }
    if (!isOwn) return;
    for (let count = this.#random.between(0, 2); count > 0 && !this.#isResting; count -= 1) {
      const step = await stepOn(page);
      if (!STEPS.has(step)) return;
      await doStep(page, step);
      // The form goes away before the sentence comes, and only the sentence says that it is saved.
      await page.getByTestId('note-state').getByText('Saglabāts šajā datorā.').waitFor();
      const { caseId } = known;
      this.#office.ledger.write({ kind: 'step', counter: this.#desk.name, caseId, step });
    }
  }

  async #note(page: Page, { caseId }: KnownCase): Promise<void> {
    this.#notes += 1;
    const text = `Piezīme ${this.#desk.name}/${this.#notes}.`;
    await page.keyboard.press('Alt+z');
    const field = page.getByRole('textbox', { name: 'Piezīme' });
    await field.fill(text);
    await page.keyboard.press('Control+Enter');
    const saved = page.getByTestId('note-state').getByText('Piezīme saglabāta šajā datorā.');
    const notSaved = page.getByText('NAV SAGLABĀTS');
    await saved.or(notSaved).first().waitFor({ timeout: SAVED_MILLISECONDS });
    if (!(await saved.isVisible())) throw new Error('not saved');
    this.#office.ledger.write({ kind: 'note', counter: this.#desk.name, caseId, text });
  }
}
