import type { z } from 'zod';
import type { OperationId } from '#shared/kernel/identifier.ts';
import { millisecondsOf } from '#shared/kernel/instant.ts';
import type { AbortSignalLike, Clock } from '#shared/kernel/ports.ts';
import { PROTOCOL_VERSION } from '#shared/protocol/protocol-version.ts';
import { PULL_LIMIT, PullAnswer, type PullRequest, type SpaceFill } from '#shared/protocol/pull.ts';
import {
  type CounterReport,
  PUSH_LIMITS,
  PushAnswer,
  type PushRequest,
  type ReceivedRange,
} from '#shared/protocol/push.ts';
import { Aside } from './aside.ts';
import { ExchangeFailure, jsonOf } from './exchange-failure.ts';
import type { Http } from './http.ts';
import type { SyncLedger, UnsentOperation } from './sync-ledger.ts';

/** A push is cut before it grows beyond this, so that a slow line gets something through. */
const PUSH_CHARACTERS = 512 * 1024;

/** A centre that was restored is offered everything once more; one that is another at every answer is not a centre. */
const MOST_OFFERS = 2;

/** A counter that has nothing to send finds out this often whether the centre still has what it was sent. */
const ASK_RECEIVED_MILLISECONDS = 3_600_000;

/** One conversation with the centre: everything unsent goes up, then everything new comes down (`docs/sync-protocol.md`). */
export class Exchange {
  readonly #http: Http;
  readonly #ledger: SyncLedger;
  readonly #clock: Clock;
  readonly #aside: Aside;
  /** How many operations go into one push; halved when the centre finds it too large, and grown again. */
  #batch: number = PUSH_LIMITS.operations;
  /** Which life of the centre has answered the last push of this exchange. */
  #pushedTo: string | undefined;
  /** When a push was last answered; the answer says what the centre has. */
  #pushedAtMilliseconds = Number.NEGATIVE_INFINITY;

  constructor(http: Http, ledger: SyncLedger, clock: Clock) {
    this.#http = http;
    this.#ledger = ledger;
    this.#clock = clock;
    this.#aside = new Aside(clock);
  }

  /** How many operations the centre cannot take as they are. */
  get asideCount(): number {
    return this.#aside.count;
  }

  /** Those operations. */
  get setAside(): ReadonlySet<OperationId> {
    return this.#aside.operations;
  }

  /** Resolves when nothing is unsent but what is set aside, and nothing is new. Rejects with `ExchangeFailure`. */
  async run(signal: AbortSignalLike): Promise<void> {
    this.#aside.releaseInTime();
    const { epoch } = await this.#ledger.readCursors();
    // SE11: verdicts without an epoch may be those of a life of the centre that has ended.
    if (epoch === null) await this.#ledger.offerAgain();
    this.#pushedTo = undefined;
    for (let offer = 1; offer <= MOST_OFFERS; offer += 1) {
      await this.#pushAll(signal);
      if (!(await this.#pullAll(signal))) return;
    }
    throw new ExchangeFailure('centre-defect');
  }

  async #pushAll(signal: AbortSignalLike): Promise<void> {
    let wasOffered = false;
    for (;;) {
      const operations = cut(await this.#ledger.unsent(this.#batch, this.#aside.cases));
      if (operations.length === 0 && !this.#isTimeToAsk()) return;
      try {
        const received = await this.#push(operations, signal);
        this.#batch = Math.min(PUSH_LIMITS.operations, this.#batch * 2);
        // SE26: a centre that was restored has forgotten what it had decided.
        if (!wasOffered && (await this.#ledger.isLacked(received))) {
          await this.#ledger.offerAgain();
          wasOffered = true;
        }
      } catch (failure) {
        if (!(failure instanceof ExchangeFailure && this.#getAround(failure, operations))) throw failure;
      }
    }
  }

  #isTimeToAsk(): boolean {
    return this.#clock.monotonicMilliseconds() - this.#pushedAtMilliseconds >= ASK_RECEIVED_MILLISECONDS;
  }

  async #push(operations: readonly UnsentOperation[], signal: AbortSignalLike): Promise<ReceivedRange> {
    const request: PushRequest = {
      protocol: PROTOCOL_VERSION,
      replica: this.#ledger.replica,
      report: await this.#report(),
      operations: operations.map(({ header, salt, payload, digest }) => ({ header, salt, payload, digest })),
    };
    const { verdicts, epoch, received } = await this.#ask('/api/sync/push', request, PushAnswer, signal);
    const isComplete = verdicts.length === operations.length;
    // SE8: an answer that leaves something unsent would be asked for without end.
    if (!isComplete || verdicts.some(({ opId }, place) => opId !== operations[place]?.opId)) {
      throw new ExchangeFailure('centre-defect');
    }
    if (verdicts.length > 0) await this.#ledger.keepVerdicts(verdicts);
    this.#pushedTo = epoch;
    this.#aside.answered(operations);
    this.#pushedAtMilliseconds = this.#clock.monotonicMilliseconds();
    return received;
  }

  /** Makes the next push another one, which may succeed. False when the failure is not one of these operations. */
  #getAround({ failure, pointers }: ExchangeFailure, operations: readonly UnsentOperation[]): boolean {
    if (failure === 'too-large' && operations.length > 1) {
      this.#batch = Math.ceil(operations.length / 2);
      return true;
    }
    const refused =
      failure === 'too-large' ? operations : operations.filter((_, place) => isNamed(place, pointers));
    this.#aside.put(refused);
    return refused.length > 0;
  }

  /** True when the centre turned out to live another life, and everything held must be offered again. */
  async #pullAll(signal: AbortSignalLike): Promise<boolean> {
    let withoutReference: PromiseRejectedResult | undefined;
    for (;;) {
      const { epoch, cursors, lines, fills } = await this.#ledger.readCursors();
      const request: PullRequest = {
        protocol: PROTOCOL_VERSION,
        replica: this.#ledger.replica,
        epoch,
        cursors,
        lines,
        fills,
        limit: PULL_LIMIT,
        report: await this.#report(),
      };
      const answer = await this.#ask('/api/sync/pull', request, PullAnswer, signal);
      const life = epoch ?? this.#pushedTo ?? answer.epoch;
      if (answer.rewound || answer.epoch !== life) {
        await this.#ledger.offerAgain();
        return true;
      }
      // SE12: a version that cannot be had does not hold up the news.
      const [reference] = await Promise.allSettled([this.#keepReference(answer, signal)]);
      if (reference.status === 'rejected') withoutReference = reference;
      if (answer.verdicts.length > 0) await this.#ledger.keepVerdicts(answer.verdicts);
      await this.#ledger.applyPull(answer, cursors);
      const further = answer.spaces.filter((space) => space.more);
      if (further.some((news) => !goesOn(news, cursors[news.space] ?? 0, fills[news.space]))) {
        throw new ExchangeFailure('centre-defect');
      }
      if (further.length === 0) break;
    }
    await this.#ledger.runErrands({
      getJson: (path) => this.#send({ method: 'GET', path }, signal),
      postJson: (path, body) => this.#send({ method: 'POST', path, body }, signal),
    });
    if (withoutReference !== undefined) throw withoutReference.reason;
    return false;
  }

  #keepReference(answer: PullAnswer, signal: AbortSignalLike): Promise<void> {
    return this.#ledger.keepReference(answer.reference, (path) =>
      this.#send({ method: 'GET', path }, signal),
    );
  }

  /** What is set aside needs a person too, and the centre's list of counters is where one sees it. */
  async #report(): Promise<CounterReport> {
    const report = await this.#ledger.report();
    return { ...report, needsAttention: report.needsAttention + this.#aside.count };
  }

  async #ask<Answer extends { serverAt: PullAnswer['serverAt'] }>(
    path: string,
    body: unknown,
    schema: z.ZodType<Answer>,
    signal: AbortSignalLike,
  ): Promise<Answer> {
    const sentAt = this.#clock.monotonicMilliseconds();
    const text = await this.#send({ method: 'POST', path, body }, signal);
    const roundTrip = this.#clock.monotonicMilliseconds() - sentAt;
    const parsed = schema.safeParse(text);
    if (!parsed.success) throw new ExchangeFailure('not-the-centre');
    await this.#ledger.keepOffset({
      offsetMilliseconds: Math.round(
        millisecondsOf(parsed.data.serverAt) + roundTrip / 2 - millisecondsOf(this.#clock.now()),
      ),
      uncertaintyMilliseconds: Math.ceil(roundTrip / 2),
    });
    return parsed.data;
  }

  async #send(
    request: { readonly method: 'GET' | 'POST'; readonly path: string; readonly body?: unknown },
    signal: AbortSignalLike,
  ): Promise<unknown> {
    let answer: Awaited<ReturnType<Http['send']>>;
    try {
      answer = await this.#http.send({ ...request, token: this.#ledger.deviceToken, signal });
    } catch {
      throw new ExchangeFailure('unreachable');
    }
    // An answer that comes after the end is not taken: another exchange may have begun.
    if (signal.aborted) throw new ExchangeFailure('unreachable');
    return jsonOf(answer);
  }
}

/** Whether a page leads further than where the counter was: to a larger number, or to a later part of the space. */
function goesOn({ cursor, fill }: PullAnswer['spaces'][number], before: number, filled?: SpaceFill): boolean {
  if (fill === undefined || filled === undefined) return fill !== undefined || cursor > before;
  return fill.part === filled.part ? fill.after > filled.after : fill.part === 'closed';
}

function cut(operations: readonly UnsentOperation[]): readonly UnsentOperation[] {
  let characters = 0;
  const taken: UnsentOperation[] = [];
  for (const operation of operations) {
    characters += operation.header.length + operation.payload.length;
    if (taken.length > 0 && characters > PUSH_CHARACTERS) break;
    taken.push(operation);
  }
  return taken;
}

/** Whether a pointer leads to the operation at `place` of the push, or into it. */
function isNamed(place: number, pointers: readonly string[]): boolean {
  const own = `/operations/${place}`;
  return pointers.some((pointer) => pointer === own || pointer.startsWith(`${own}/`));
}
