import type { z } from 'zod';
import { millisecondsOf } from '#shared/kernel/instant.ts';
import type { AbortSignalLike, Clock } from '#shared/kernel/ports.ts';
import { PROTOCOL_VERSION } from '#shared/protocol/protocol-version.ts';
import { PULL_LIMIT, PullAnswer, type PullRequest } from '#shared/protocol/pull.ts';
import { PUSH_LIMITS, PushAnswer, type PushRequest } from '#shared/protocol/push.ts';
import { ExchangeFailure, jsonOf } from './exchange-failure.ts';
import type { Http } from './http.ts';
import type { SyncLedger, UnsentOperation } from './sync-ledger.ts';

/** A push is cut before it grows beyond this, so that a slow line gets something through. */
const PUSH_CHARACTERS = 512 * 1024;

/** One conversation with the centre: everything unsent goes up, then everything new comes down. */
export class Exchange {
  readonly #http: Http;
  readonly #ledger: SyncLedger;
  readonly #clock: Clock;
  /** How many operations go into one push; halved when the centre finds it too large, and grown again. */
  #batch: number = PUSH_LIMITS.operations;

  constructor(http: Http, ledger: SyncLedger, clock: Clock) {
    this.#http = http;
    this.#ledger = ledger;
    this.#clock = clock;
  }

  /** Resolves when nothing is unsent and nothing is new. Rejects with `ExchangeFailure`. */
  async run(signal: AbortSignalLike): Promise<void> {
    let isRewound = true;
    while (isRewound) {
      await this.#pushAll(signal);
      isRewound = await this.#pullAll(signal);
    }
  }

  async #pushAll(signal: AbortSignalLike): Promise<void> {
    while (!signal.aborted) {
      const operations = cut(await this.#ledger.unsent(this.#batch));
      if (operations.length === 0) return;
      const request: PushRequest = {
        protocol: PROTOCOL_VERSION,
        replica: this.#ledger.replica,
        report: await this.#ledger.report(),
        operations: operations.map(({ header, salt, payload, digest }) => ({
          header,
          salt,
          payload,
          digest,
        })),
      };
      try {
        const answer = await this.#ask('/api/sync/push', request, PushAnswer, signal);
        if (answer.verdicts.length !== operations.length) throw new ExchangeFailure('not-readable');
        await this.#ledger.keepVerdicts(answer.verdicts);
        this.#batch = Math.min(PUSH_LIMITS.operations, this.#batch * 2);
      } catch (failure) {
        const isTooLarge = failure instanceof ExchangeFailure && failure.failure === 'too-large';
        if (!isTooLarge || operations.length === 1) throw failure;
        this.#batch = Math.ceil(operations.length / 2);
      }
    }
  }

  /** True when the centre turned out to live another life, and everything held must be offered again. */
  async #pullAll(signal: AbortSignalLike): Promise<boolean> {
    for (;;) {
      const { epoch, cursors } = await this.#ledger.readCursors();
      const request: PullRequest = {
        protocol: PROTOCOL_VERSION,
        replica: this.#ledger.replica,
        epoch,
        cursors,
        limit: PULL_LIMIT,
        report: await this.#ledger.report(),
      };
      const answer = await this.#ask('/api/sync/pull', request, PullAnswer, signal);
      if (answer.rewound || (epoch !== null && answer.epoch !== epoch)) {
        await this.#ledger.offerAgain();
        return true;
      }
      await this.#ledger.keepReference(answer.reference, (path) =>
        this.#send({ method: 'GET', path }, signal),
      );
      if (answer.verdicts.length > 0) await this.#ledger.keepVerdicts(answer.verdicts);
      await this.#ledger.applyPull(answer);
      if (signal.aborted || !answer.spaces.some((space) => space.more)) return false;
    }
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
    return jsonOf(answer);
  }
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
