import { z } from 'zod';
import { receivedRangeOf } from '#central/database/received-range.ts';
import { type Http, type HttpAnswer, type HttpRequest, StreamRefused } from '#renderer/sync/http.ts';
import { Digest, OperationId } from '#shared/kernel/identifier.ts';
import type { AbortSignalLike, Clock } from '#shared/kernel/ports.ts';
import { PROBLEM_TYPES, type ProblemType, problemTypeUri } from '#shared/protocol/problem.ts';
import { PROTOCOL_VERSION } from '#shared/protocol/protocol-version.ts';
import { type PullAnswer, PullRequest, type ReferenceVersions, SpaceId } from '#shared/protocol/pull.ts';
import { type PushAnswer, PushRequest, type WireOperation } from '#shared/protocol/push.ts';
import type { OperationVerdict, Verdict } from '#shared/protocol/verdict.ts';

/** A request as it arrived, and when. */
export interface Heard {
  readonly atMilliseconds: number;
  readonly path: string;
  readonly body: unknown;
}

/** What happens to a request instead of its answer; `undefined`: nothing does. */
export type Trouble = (heard: Heard) => HttpAnswer | 'no-connection' | 'answer-lost' | undefined;

const SPACE = SpaceId.parse('office:smiltene');

/** Answers of the shape that the centre or somebody between gives. */
export function jsonAnswer(status: number, body: unknown): HttpAnswer {
  return {
    status,
    contentType: 'application/json; charset=utf-8',
    retryAfterSeconds: undefined,
    text: JSON.stringify(body),
  };
}

export function problemAnswer(
  type: ProblemType,
  more: { readonly retryAfterSeconds?: number; readonly pointers?: readonly string[] } = {},
): HttpAnswer {
  const status = PROBLEM_TYPES[type];
  const errors = more.pointers?.map((pointer) => ({ pointer, detail: 'Not readable.' }));
  return {
    status,
    contentType: 'application/problem+json',
    retryAfterSeconds: more.retryAfterSeconds,
    text: JSON.stringify({ type: problemTypeUri(type), title: type, status, ...(errors && { errors }) }),
  };
}

export function pageAnswer(status: number, retryAfterSeconds?: number): HttpAnswer {
  return { status, contentType: 'text/html', retryAfterSeconds, text: '<!doctype html><title>Wi-Fi</title>' };
}

/** A centre that keeps what it gets, with a line that fails when the test says so. It decides nothing. */
export class TinyCentre implements Http {
  readonly #clock: Clock;
  readonly heard: Heard[] = [];
  /** Operations in the order in which they were first taken. */
  readonly taken = new Map<OperationId, WireOperation>();
  trouble: Trouble = () => undefined;
  epoch = 'epoch-1';
  rewound = false;
  verdict: Verdict = { outcome: 'applied', version: 1 };
  /** Verdicts that a pull brings. */
  news: OperationVerdict[] = [];
  /** How many pages of news there are. */
  pages = 1;
  reference: ReferenceVersions = {
    catalogue: Digest.parse('ca'.repeat(32)),
    calendar: Digest.parse('ce'.repeat(32)),
    offices: Digest.parse('0f'.repeat(32)),
    roster: Digest.parse('05'.repeat(32)),
  };
  /** The line to whoever listens to hints; how a stream ends is up to the test. */
  streams: {
    readonly say: (line: string) => void;
    readonly end: () => void;
    readonly isOpen: () => boolean;
  }[] = [];
  givesStreams = true;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  requestsTo(path: string): readonly Heard[] {
    return this.heard.filter((one) => one.path === path);
  }

  /** The operations of each push, in its order. */
  pushes(): readonly (readonly OperationId[])[] {
    return this.requestsTo('/api/sync/push').map(({ body }) =>
      PushRequest.parse(body).operations.map(opIdOf),
    );
  }

  async send(request: HttpRequest): Promise<HttpAnswer> {
    const heard: Heard = {
      atMilliseconds: this.#clock.monotonicMilliseconds(),
      path: request.path,
      body: request.body,
    };
    this.heard.push(heard);
    const trouble = this.trouble(heard);
    if (trouble === 'no-connection') throw new Error('no connection');
    if (trouble !== undefined && trouble !== 'answer-lost') return trouble;
    const answer = this.#answer(heard);
    if (trouble === 'answer-lost') throw new Error('cut off');
    return answer;
  }

  stream(request: { readonly signal: AbortSignalLike }, onLine: (line: string) => void): Promise<void> {
    this.heard.push({
      atMilliseconds: this.#clock.monotonicMilliseconds(),
      path: '/api/sync/hints',
      body: null,
    });
    if (!this.givesStreams) return Promise.reject(new StreamRefused(503));
    return new Promise((resolve, reject) => {
      let isOpen = true;
      const end = (): void => {
        isOpen = false;
        resolve();
      };
      request.signal.addEventListener('abort', () => {
        isOpen = false;
        reject(new Error('aborted'));
      });
      this.streams.push({ say: onLine, end, isOpen: () => isOpen });
    });
  }

  #answer({ path, body }: Heard): HttpAnswer {
    if (path === '/api/sync/push') return jsonAnswer(200, this.#push(PushRequest.parse(body)));
    if (path === '/api/sync/pull') return jsonAnswer(200, this.#pull(PullRequest.parse(body)));
    return jsonAnswer(200, {});
  }

  #push({ operations }: PushRequest): PushAnswer {
    for (const operation of operations) {
      const opId = opIdOf(operation);
      if (!this.taken.has(opId)) this.taken.set(opId, operation);
    }
    return {
      protocol: PROTOCOL_VERSION,
      epoch: this.epoch,
      verdicts: operations.map((operation) => this.verdictOn(opIdOf(operation))),
      received: this.#received(),
      durability: 'disk',
      serverAt: this.#clock.now(),
    };
  }

  #received(): PushAnswer['received'] {
    const runs = [...this.taken.values()].map(numberOf).sort((a, b) => a - b);
    return receivedRangeOf(
      runs.reduce<{ fromN: number; toN: number }[]>((before, n) => {
        const last = before.at(-1);
        if (last?.toN === n - 1) last.toN = n;
        else before.push({ fromN: n, toN: n });
        return before;
      }, []),
    );
  }

  verdictOn(opId: OperationId): OperationVerdict {
    const at = this.#clock.now();
    return { opId, receivedAt: at, decidedAt: at, verdict: this.verdict };
  }

  #pull({ cursors }: PullRequest): PullAnswer {
    const cursor = Math.min(this.pages, (cursors[SPACE] ?? 0) + 1);
    const rewound = this.rewound;
    this.rewound = false;
    return {
      protocol: PROTOCOL_VERSION,
      epoch: this.epoch,
      rewound,
      spaces: [{ space: SPACE, cursor, more: cursor < this.pages, changes: [] }],
      verdicts: this.news.splice(0),
      reference: this.reference,
      serverAt: this.#clock.now(),
    };
  }
}

function numberOf({ header }: WireOperation): number {
  return z.object({ n: z.int() }).parse(JSON.parse(header)).n;
}

/** The identifier in an operation's header. */
export function opIdOf({ header }: WireOperation): OperationId {
  return z.object({ opId: OperationId }).parse(JSON.parse(header)).opId;
}
