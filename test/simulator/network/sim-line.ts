import { type Http, type HttpAnswer, type HttpRequest, StreamRefused } from '#renderer/sync/http.ts';
import type { SpaceId } from '#shared/protocol/pull.ts';
import type { SeededRandom } from '#test/support/seeded-random.ts';
import type { CentreRequest } from '../centre/centre-process.ts';
import type { SimulatedCentre } from '../centre/simulated-centre.ts';
import type { FaultKind } from '../faults/fault-kind.ts';
import type { Faults } from '../faults/faults.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Life } from '../kernel/life.ts';
import { GATEWAY_KINDS, gatewayAnswer } from './gateway-answers.ts';

/** After this the counter gives a request up, as the real port does. */
const TIMEOUT_MILLISECONDS = 30_000;

/** A stream writes a comment after so long a silence. */
const COMMENT_MILLISECONDS = 20_000;

const ON_THE_WAY = [
  'request-lost',
  'answer-lost',
  'request-twice',
  'request-reordered',
  'line-slow',
  'answer-cut',
  ...GATEWAY_KINDS,
  'half-open',
] as const satisfies readonly FaultKind[];
type OnTheWay = (typeof ON_THE_WAY)[number];

/** How a line is, for a while. */
export type LineState = 'up' | 'line-down' | 'one-way';

/** What the line changes in a message, or looks at, without delaying it. */
export interface LineTaps {
  /** What becomes of a request before it leaves. */
  readonly change?: (request: CentreRequest) => CentreRequest;
  /** What becomes of an answer before it arrives. */
  readonly changeAnswer?: (request: CentreRequest, answer: HttpAnswer) => HttpAnswer;
  /** Told when an answer has been given by the centre, before it is on its way. */
  readonly onAnswered?: (request: CentreRequest, answer: HttpAnswer) => void;
  /** Told when an answer has arrived at the program. */
  readonly onArrived?: () => void;
}

/** The line of one counter to the centre: every request is a message of its own that may meet a fault on its way. */
export class SimLine {
  state: LineState = 'up';
  readonly #kernel: Kernel;
  readonly #door: Pick<SimulatedCentre, 'answer' | 'listen'>;
  readonly #faults: Faults;
  readonly #random: SeededRandom;
  readonly #taps: LineTaps;
  /** How likely a request meets a fault. */
  readonly #trouble: number;
  #sent = 0;
  #lastDelivered = 0;

  constructor(
    kernel: Kernel,
    parts: {
      readonly name: string;
      readonly door: Pick<SimulatedCentre, 'answer' | 'listen'>;
      readonly faults: Faults;
      readonly taps: LineTaps;
    },
  ) {
    this.#kernel = kernel;
    this.#door = parts.door;
    this.#faults = parts.faults;
    this.#taps = parts.taps;
    this.#random = kernel.randomOf(`line of ${parts.name}`);
    this.#trouble = this.#random.pick([0.05, 0.15, 0.35]);
  }

  /** The port of one start of the program. */
  portOf(life: Life): Http {
    return {
      send: (request) => this.#send(life, request),
      stream: (request, onLine) => this.#stream(life, request, onLine),
    };
  }

  #send(life: Life, request: HttpRequest): Promise<HttpAnswer> {
    const { method, path, token } = request;
    const text = request.body === undefined ? undefined : JSON.stringify(request.body);
    const plain: CentreRequest = {
      method,
      path,
      token,
      body: text === undefined ? undefined : JSON.parse(text),
    };
    const onTheWire = this.#taps.change?.(plain) ?? plain;
    return new Promise((resolve, reject) => {
      let isOver = false;
      const end = (settle: () => void): void => {
        if (isOver) return;
        isOver = true;
        stopTimer();
        request.signal?.removeEventListener('abort', onAbort);
        void life.turn('answer').then(settle);
      };
      const fail = (): void => end(() => reject(new Error('no answer')));
      const onAbort = (): void => fail();
      const stopTimer = this.#kernel.time.callAfter(TIMEOUT_MILLISECONDS, fail);
      request.signal?.addEventListener('abort', onAbort, { once: true });
      if (request.signal?.aborted === true) {
        fail();
        return;
      }
      const arrive = (answer: HttpAnswer): void =>
        end(() => {
          this.#taps.onArrived?.();
          resolve(this.#taps.changeAnswer?.(onTheWire, answer) ?? answer);
        });
      this.#kernel.spawn(() => this.#carry(onTheWire, arrive, fail), 'line');
    });
  }

  /** One request on its way to the centre and back. */
  async #carry(
    request: CentreRequest,
    arrive: (answer: HttpAnswer) => void,
    fail: () => void,
  ): Promise<void> {
    this.#sent += 1;
    const number = this.#sent;
    const fault = this.#drawFault();
    await this.#travel();
    if (this.#isDown()) {
      if (this.#random.chance(0.7)) fail();
      return;
    }
    switch (fault) {
      case undefined:
        break;
      case 'request-lost':
        this.#faults.happened(fault);
        fail();
        return;
      case 'half-open':
        this.#faults.happened(fault);
        return;
      case 'line-slow':
        this.#faults.happened(fault);
        await this.#kernel.sleep(this.#random.between(1_000, TIMEOUT_MILLISECONDS), 'slow line');
        break;
      case 'request-twice':
        this.#faults.happened(fault);
        this.#kernel.spawn(async () => {
          await this.#kernel.sleep(this.#random.between(0, 60_000), 'twice');
          await this.#ask(request).catch(() => undefined);
        }, 'twice');
        break;
      case 'request-reordered':
        await this.#kernel.sleep(
          this.#random.between(TIMEOUT_MILLISECONDS, 4 * TIMEOUT_MILLISECONDS),
          'late',
        );
        break;
      case 'answer-lost':
      case 'answer-cut':
        break;
      default:
        this.#faults.happened(fault);
        arrive(gatewayAnswer(fault, this.#random));
        return;
    }
    if (number < this.#lastDelivered && fault === 'request-reordered') this.#faults.happened(fault);
    this.#lastDelivered = Math.max(this.#lastDelivered, number);
    let answer: HttpAnswer;
    try {
      answer = await this.#ask(request);
    } catch {
      fail();
      return;
    }
    await this.#travel();
    if (this.#isDown()) return fail();
    if (this.state === 'one-way') return;
    if (fault === 'answer-lost') {
      this.#faults.happened(fault);
      if (this.#random.chance(0.5)) fail();
      return;
    }
    if (fault === 'answer-cut') {
      this.#faults.happened(fault);
      arrive({ ...answer, text: answer.text.slice(0, this.#random.below(answer.text.length)) });
      return;
    }
    arrive(answer);
  }

  async #ask(request: CentreRequest): Promise<HttpAnswer> {
    const answer = await this.#door.answer(request);
    this.#taps.onAnswered?.(request, answer);
    return answer;
  }

  #drawFault(): OnTheWay | undefined {
    if (!this.#random.chance(this.#trouble)) return undefined;
    const kinds = this.#faults.of(ON_THE_WAY);
    return kinds.length === 0 ? undefined : this.#random.pick(kinds);
  }

  #isDown(): boolean {
    return this.state === 'line-down';
  }

  #travel(): Promise<void> {
    return this.#kernel.sleep(this.#random.between(2, 150), 'on the line');
  }

  #stream(life: Life, request: Parameters<Http['stream']>[0], onLine: (line: string) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      const broken = this.#faults.has('hints-broken') && this.#random.chance(0.6);
      if (broken) this.#faults.happened('hints-broken');
      const how = broken ? this.#random.pick(['refused', 'silent', 'cut', 'late'] as const) : 'good';
      let isOver = false;
      const endings: (() => void)[] = [];
      const end = (settle: () => void): void => {
        if (isOver) return;
        isOver = true;
        for (const ending of endings) ending();
        request.signal.removeEventListener('abort', onAbort);
        void life.turn('stream').then(settle);
      };
      const onAbort = (): void => end(() => reject(new Error('aborted')));
      request.signal.addEventListener('abort', onAbort, { once: true });
      endings.push(life.onEnd(() => end(() => undefined)));
      const tell = (line: string): void => {
        if (how === 'silent') return;
        const delay = how === 'late' ? this.#random.between(5_000, 60_000) : this.#random.between(2, 150);
        endings.push(
          this.#kernel.time.callAfter(delay, () => {
            if (!isOver && this.state === 'up') void life.turn('hint').then(() => !isOver && onLine(line));
          }),
        );
      };
      const opened = how === 'refused' || this.state !== 'up' ? 'refused' : this.#listen(request.token, tell);
      if (opened === 'refused') {
        endings.push(this.#kernel.time.callAfter(50, () => end(() => reject(new StreamRefused(503)))));
        return;
      }
      endings.push(opened.end);
      if (how === 'cut') {
        const after = this.#random.between(0, 30_000);
        endings.push(this.#kernel.time.callAfter(after, () => end(resolve)));
      }
      const comment = (): void => {
        tell(': still here');
        endings.push(this.#kernel.time.callAfter(COMMENT_MILLISECONDS, comment));
      };
      tell('event: hello');
      comment();
    });
  }

  #listen(token: string, tell: (line: string) => void): { readonly end: () => void } | 'refused' {
    return this.#door.listen(token, (_space: SpaceId) => tell('event: hint'));
  }
}
