import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { SeededRandom } from '#test/support/seeded-random.ts';
import type { RequestFault } from './fault-kinds.ts';

/** Between counter and centre: nothing at all, a network's page with status 200, or a gateway that finds nobody. */
type LineState = 'well' | 'cut' | 'captive-portal' | 'gateway-errors';

/** One answer of the centre, as a whole. */
interface WholeAnswer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

const HINTS = '/api/sync/hints';
const PUSH = '/api/sync/push';

/** Nothing is held for longer than this. */
const LONGEST_HOLD_MILLISECONDS = 8000;

/**
 * The line between one counter and the centre: an HTTP proxy on the loopback that understands requests, so that it can
 * forward one twice, or hold one back while a later one passes. Every choice is drawn from the seed.
 */
export class FaultyLine {
  readonly #server: Server;
  readonly #centrePort: number;
  readonly #random: SeededRandom;
  readonly #happened: (fault: RequestFault) => void;
  readonly #sockets = new Set<Socket>();
  #state: LineState = 'well';
  /** How probable a fault of a single request is. */
  #faultiness = 0;
  /** Those who wait for a later request to pass. */
  #overtaken: (() => void)[] = [];

  private constructor(
    server: Server,
    centrePort: number,
    random: SeededRandom,
    happened: (fault: RequestFault) => void,
  ) {
    this.#server = server;
    this.#centrePort = centrePort;
    this.#random = random;
    this.#happened = happened;
  }

  /** `happened` is told each fault of a request as it is done. */
  static async start(
    centrePort: number,
    random: SeededRandom,
    happened: (fault: RequestFault) => void,
  ): Promise<FaultyLine> {
    const server = createServer();
    const line = new FaultyLine(server, centrePort, random, happened);
    server.on('connection', (socket: Socket) => line.#join(socket));
    server.on('request', (incoming: IncomingMessage, outgoing: ServerResponse) => {
      line.#serve(incoming, outgoing).catch(() => outgoing.destroy());
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return line;
  }

  get origin(): string {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('the line does not listen');
    return `http://127.0.0.1:${address.port}`;
  }

  /** From now on this share of the requests meets a fault. */
  breakRequests(share: number): void {
    this.#faultiness = share;
  }

  cut(): void {
    this.#state = 'cut';
    this.#sever();
  }

  /** Every address of the interface answers with this instead of the centre. */
  answerInstead(state: 'captive-portal' | 'gateway-errors'): void {
    this.#state = state;
    this.#sever();
  }

  /** The line is whole again; faults of single requests go on. */
  restore(): void {
    this.#state = 'well';
  }

  /** No faults any more, and nothing is held back. */
  heal(): void {
    this.#faultiness = 0;
    this.restore();
    this.#letPass();
  }

  async stop(): Promise<void> {
    this.heal();
    this.cut();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #join(socket: Socket): void {
    if (this.#state === 'cut') {
      socket.destroy();
      return;
    }
    this.#sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => this.#sockets.delete(socket));
  }

  #sever(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async #serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    outgoing.on('error', () => undefined);
    const path = incoming.url ?? '/';
    const body = await readWhole(incoming);
    if (this.#state === 'captive-portal' && path.startsWith('/api')) {
      outgoing.setHeader('content-type', 'text/html; charset=utf-8');
      outgoing.end('<!doctype html><title>Tīkla lapa</title><p>Piekļūstiet tīklam</p>');
      return;
    }
    if (this.#state === 'gateway-errors' && path.startsWith('/api')) {
      outgoing.writeHead(this.#random.pick([502, 503, 504]), { 'content-type': 'text/html' });
      outgoing.end('<h1>Bad gateway</h1>');
      return;
    }
    const isExchange = path.startsWith('/api/sync') || path.startsWith('/api/attachments');
    const fault = isExchange && this.#random.chance(this.#faultiness) ? this.#chooseFault(path) : undefined;
    if (fault === undefined) {
      this.#letPass();
      return this.#pass(incoming, body, outgoing);
    }
    this.#happened(fault);
    await this.#fail(fault, incoming, body, outgoing);
  }

  #chooseFault(path: string): RequestFault {
    if (path.startsWith(HINTS)) {
      return this.#random.pick<RequestFault>(['request-dropped', 'request-delayed', 'half-open']);
    }
    const faults: readonly RequestFault[] = [
      'request-dropped',
      'answer-lost',
      'request-cut',
      'answer-cut',
      'request-delayed',
      'requests-reordered',
      'half-open',
      'request-duplicated',
      'request-repeated-late',
    ];
    // What is pushed twice is what matters most.
    return path.startsWith(PUSH) && this.#random.chance(0.3)
      ? this.#random.pick<RequestFault>(['request-duplicated', 'request-repeated-late', 'answer-lost'])
      : this.#random.pick(faults);
  }

  async #fail(
    fault: RequestFault,
    incoming: IncomingMessage,
    body: Buffer,
    outgoing: ServerResponse,
  ): Promise<void> {
    switch (fault) {
      case 'request-dropped':
        outgoing.destroy();
        return;
      case 'answer-lost':
        await this.#ask(incoming, body);
        outgoing.destroy();
        return;
      case 'request-cut':
        this.#sendPart(incoming, body);
        outgoing.destroy();
        return;
      case 'answer-cut': {
        const { status, headers, body: answer } = await this.#ask(incoming, body);
        outgoing.writeHead(status, { ...headers, 'content-length': answer.length });
        outgoing.write(answer.subarray(0, Math.floor(answer.length * this.#random.fraction())), () =>
          outgoing.destroy(),
        );
        return;
      }
      case 'request-duplicated': {
        const [first] = await Promise.all([this.#ask(incoming, body), this.#ask(incoming, body)]);
        giveBack(first, outgoing);
        return;
      }
      case 'request-repeated-late':
        giveBack(await this.#ask(incoming, body), outgoing);
        await passing(this.#random.between(500, LONGEST_HOLD_MILLISECONDS));
        await this.#ask(incoming, body);
        return;
      case 'request-delayed':
        await passing(this.#random.between(200, LONGEST_HOLD_MILLISECONDS));
        return this.#pass(incoming, body, outgoing);
      case 'requests-reordered':
        await Promise.race([
          new Promise<void>((resolve) => this.#overtaken.push(resolve)),
          passing(LONGEST_HOLD_MILLISECONDS),
        ]);
        // The one that overtook it shall have arrived.
        await passing(this.#random.between(20, 500));
        return this.#pass(incoming, body, outgoing);
      case 'half-open':
        await passing(this.#random.between(5000, 40_000));
        outgoing.destroy();
        return;
    }
  }

  #letPass(): void {
    const waiting = this.#overtaken;
    this.#overtaken = [];
    for (const pass of waiting) pass();
  }

  /** Forwards it, and the answer as it comes. */
  #pass(incoming: IncomingMessage, body: Buffer, outgoing: ServerResponse): Promise<void> {
    return new Promise((resolve, reject) => {
      const onward = this.#openRequest(incoming);
      onward.on('response', (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        outgoing.flushHeaders();
        answer.pipe(outgoing);
        answer.on('error', () => outgoing.destroy());
        answer.on('aborted', () => outgoing.destroy());
        answer.on('close', resolve);
      });
      onward.on('error', reject);
      outgoing.on('close', () => onward.destroy());
      onward.end(body);
    });
  }

  /** Forwards it and gives the whole answer. */
  #ask(incoming: IncomingMessage, body: Buffer): Promise<WholeAnswer> {
    return new Promise((resolve, reject) => {
      const onward = this.#openRequest(incoming);
      onward.on('response', (answer) => {
        readWhole(answer).then(
          (whole) => resolve({ status: answer.statusCode ?? 502, headers: answer.headers, body: whole }),
          reject,
        );
      });
      onward.on('error', reject);
      onward.setTimeout(60_000, () => onward.destroy(new Error('no answer')));
      onward.end(body);
    });
  }

  /** The head and a part of the body, and then the line breaks. */
  #sendPart(incoming: IncomingMessage, body: Buffer): void {
    const onward = this.#openRequest(incoming);
    onward.on('error', () => undefined);
    onward.setHeader('content-length', body.length);
    onward.write(body.subarray(0, Math.floor(body.length / 2)), () => onward.destroy());
  }

  #openRequest(incoming: IncomingMessage) {
    const { 'transfer-encoding': _chunked, connection: _connection, ...headers } = incoming.headers;
    return request({
      host: '127.0.0.1',
      port: this.#centrePort,
      method: incoming.method ?? 'GET',
      path: incoming.url ?? '/',
      headers,
      agent: false,
    });
  }
}

function giveBack({ status, headers, body }: WholeAnswer, outgoing: ServerResponse): void {
  const { 'transfer-encoding': _chunked, ...rest } = headers;
  outgoing.writeHead(status, { ...rest, 'content-length': body.length });
  outgoing.end(body);
}

async function readWhole(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function passing(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
