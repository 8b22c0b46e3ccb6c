import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** One request as it went over the wire, to the byte. */
export interface RecordedRequest {
  readonly path: string;
  readonly bytes: Buffer;
}

/**
 * A line between a counter and the centre that can be cut: a TCP proxy on the loopback, which severs every connection
 * and refuses new ones while it is cut. The browser's own offline switch would leave open streams alive.
 */
export class LoopbackProxy {
  readonly #server: Server;
  readonly #centrePort: number;
  readonly #sockets = new Set<Socket>();
  readonly #recorded: RecordedRequest[] = [];
  #isCut = false;
  #onRequest: (path: string) => void = () => undefined;

  private constructor(server: Server, centrePort: number) {
    this.#server = server;
    this.#centrePort = centrePort;
  }

  static async start(centrePort: number): Promise<LoopbackProxy> {
    const server = createServer();
    const proxy = new LoopbackProxy(server, centrePort);
    server.on('connection', (socket) => proxy.#join(socket));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return proxy;
  }

  get origin(): string {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('the proxy does not listen');
    return `http://127.0.0.1:${address.port}`;
  }

  /** What went to the centre, oldest first. */
  get recorded(): readonly RecordedRequest[] {
    return this.#recorded;
  }

  /** Calls `listener` when the last byte of a request has been passed on. */
  onRequest(listener: (path: string) => void): void {
    this.#onRequest = listener;
  }

  cut(): void {
    this.#isCut = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  restore(): void {
    this.#isCut = false;
  }

  async stop(): Promise<void> {
    this.cut();
    this.#server.close();
    await once(this.#server, 'close');
  }

  /** Sends the bytes of a recorded request to the centre once more and gives back the answer's body. */
  async replay(request: RecordedRequest): Promise<string> {
    const socket = connect(this.#centrePort, '127.0.0.1');
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      if (findRequestEnd(Buffer.concat(chunks)) !== undefined) socket.destroy();
    });
    socket.write(request.bytes);
    await once(socket, 'close');
    const answer = Buffer.concat(chunks);
    return answer.subarray(answer.indexOf('\r\n\r\n') + 4).toString('utf8');
  }

  #join(client: Socket): void {
    if (this.#isCut) {
      client.destroy();
      return;
    }
    const centre = connect(this.#centrePort, '127.0.0.1');
    for (const [socket, other] of [
      [client, centre],
      [centre, client],
    ] as const) {
      this.#sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        this.#sockets.delete(socket);
        other.destroy();
      });
    }
    let pending = Buffer.alloc(0);
    client.on('data', (chunk) => {
      pending = Buffer.concat([pending, chunk]);
      centre.write(chunk);
      for (let end = findRequestEnd(pending); end !== undefined; end = findRequestEnd(pending)) {
        const bytes = Buffer.from(pending.subarray(0, end));
        pending = Buffer.from(pending.subarray(end));
        const path = bytes.subarray(0, bytes.indexOf('\r\n')).toString('latin1').split(' ')[1] ?? '';
        this.#recorded.push({ path, bytes });
        this.#onRequest(path);
      }
    });
    centre.on('data', (chunk) => client.write(chunk));
  }
}

/** Where the first HTTP/1.1 message in `bytes` ends, or `undefined` while it is not whole. */
function findRequestEnd(bytes: Buffer): number | undefined {
  const headEnd = bytes.indexOf('\r\n\r\n');
  if (headEnd === -1) return undefined;
  const head = bytes.subarray(0, headEnd).toString('latin1');
  const length = /^content-length:\s*(\d+)/im.exec(head);
  if (length?.[1] !== undefined) {
    const end = headEnd + 4 + Number(length[1]);
    return bytes.length >= end ? end : undefined;
  }
  if (/^transfer-encoding:\s*chunked/im.test(head)) {
    const last = bytes.indexOf('0\r\n\r\n', headEnd + 4);
    return last === -1 ? undefined : last + 5;
  }
  return headEnd + 4;
}
