import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { z } from 'zod';
import { findProblemType, ProblemDocument, type ProblemType } from '#shared/protocol/problem.ts';
import { CommandProblem } from './terminal.ts';

const compress = promisify(gzip);

/** So often a request is sent again when the centre asks to come later. */
const ATTEMPTS = 10;

/** An answer of the centre that is a problem. */
export class ProblemAnswer extends Error {
  override readonly name = 'ProblemAnswer';
  readonly type: ProblemType | undefined;
  readonly status: number;

  constructor(status: number, type: ProblemType | undefined, detail: string | undefined) {
    super(`The centre answered ${status} ${type ?? 'without a problem document'}. ${detail ?? ''}`.trim());
    this.status = status;
    this.type = type;
  }
}

/** Asks a centre over HTTP, as a counter does. */
export class CentreClient {
  readonly #address: string;

  /** `address` ends in a slash. */
  constructor(address: string) {
    this.#address = address;
  }

  /** Whether a centre answers there; throws a `CommandProblem` when something else does. */
  async isThere(): Promise<boolean> {
    try {
      const response = await fetch(`${this.#address}healthz`);
      const json = findJson(await response.text());
      if (response.ok && typeof json === 'object' && json !== null && 'protocol' in json) return true;
    } catch {
      return false;
    }
    throw new CommandProblem(
      `At ${this.#address} something answers that is not a centre that works. Set KLATIENE_PORT to the centre's port.`,
    );
  }

  /** Gets an answer and reads it by its schema. */
  get<Answer>(path: string, token: string, schema: z.ZodType<Answer>): Promise<Answer> {
    return this.#ask({ method: 'GET', path, token }, schema);
  }

  /** Sends a body, compressed, and reads the answer by its schema. */
  post<Answer>(
    path: string,
    body: unknown,
    schema: z.ZodType<Answer>,
    token?: string | undefined,
  ): Promise<Answer> {
    return this.#ask({ method: 'POST', path, token, body }, schema);
  }

  async #ask<Answer>(
    request: { method: string; path: string; token?: string | undefined; body?: unknown },
    schema: z.ZodType<Answer>,
  ): Promise<Answer> {
    const { method, path, token, body } = request;
    const headers = new Headers();
    if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
    if (body !== undefined) headers.set('content-type', 'application/json');
    const isLarge = path.startsWith('api/sync/');
    if (isLarge) headers.set('content-encoding', 'gzip');
    const text = body === undefined ? null : JSON.stringify(body);
    const sent = isLarge && text !== null ? await compress(text) : text;
    for (let attempt = 1; ; attempt += 1) {
      const response = await fetch(`${this.#address}${path}`, { method, headers, body: sent });
      const json = findJson(await response.text());
      if (response.ok) return schema.parse(json);
      const problem = ProblemDocument.safeParse(json).data;
      const type = problem && findProblemType(problem);
      const isBusy = type === 'too-many-requests' || type === 'database-unavailable';
      if (!isBusy || attempt === ATTEMPTS) throw new ProblemAnswer(response.status, type, problem?.detail);
      await wait(Math.max(1, Number(response.headers.get('retry-after') ?? 1)) * 1000);
    }
  }
}

function findJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
