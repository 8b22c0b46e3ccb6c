import { describe, expect, it } from 'vitest';
import { AttachmentLane, type AttachmentLedger } from '#renderer/sync/attachment-lane.ts';
import type { Http, HttpAnswer, HttpRequest } from '#renderer/sync/http.ts';
import type { AttachedFile, AttachmentId } from '#shared/attachments/attachment.ts';
import { sampleContent, sampleFile } from '#test/support/sample-files.ts';
import { seededPort } from '#test/support/sync-world.ts';
import { jsonAnswer, problemAnswer } from '#test/support/tiny-centre.ts';
import { settle, VirtualTime } from '#test/support/virtual-time.ts';

const MINUTE = 60_000;

/** A lane over files in memory and a centre that takes every file in one part. */
class LaneWorld {
  readonly time = new VirtualTime();
  readonly stored = new Set<AttachmentId>();
  readonly setAside: AttachmentId[] = [];
  readonly unreadable = new Set<AttachmentId>();
  readonly defects: unknown[] = [];
  readonly sent: { readonly at: number; readonly path: string; readonly bytes: number }[] = [];
  trouble: (request: HttpRequest) => HttpAnswer | 'no-connection' | undefined = () => undefined;
  files: readonly AttachedFile[] = [];
  /** How much the centre has of the file that is on its way. */
  received = 0;
  readonly lane: AttachmentLane;
  #ended: Promise<void> | undefined;

  constructor(fraction = 1) {
    const ledger: AttachmentLedger = {
      deviceToken: 'device',
      findUnsent: async (except) => this.files.find(({ id }) => !except.has(id) && !this.stored.has(id)),
      read: async (file) => {
        if (this.unreadable.has(file.id)) throw new Error('the disk gives an error');
        return sampleContent(file.bytes);
      },
      progressed: () => undefined,
      keepStored: async (id) => {
        this.stored.add(id);
      },
      setAside: (id) => this.setAside.push(id),
    };
    const http: Http = {
      send: async (request) => {
        this.sent.push({
          at: this.time.monotonicMilliseconds(),
          path: request.path,
          bytes: request.bytes?.length ?? 0,
        });
        const trouble = this.trouble(request);
        if (trouble === 'no-connection') throw new Error('no connection');
        if (trouble !== undefined) return trouble;
        this.received += request.bytes?.length ?? 0;
        const named = (request.body as AttachedFile | undefined)?.id ?? request.path;
        const isStored = this.received >= (this.files.find(({ id }) => named.includes(id))?.bytes ?? 0);
        const answer = jsonAnswer(200, { receivedBytes: this.received, isStored });
        if (isStored) this.received = 0;
        return answer;
      },
      stream: async () => undefined,
    };
    const random = { ...seededPort(1), fraction: () => fraction };
    const ports = { http, ledger, clock: this.time, random, timers: this.time };
    this.lane = new AttachmentLane({ ...ports, onDefect: (failure) => this.defects.push(failure) });
  }

  async start(...files: readonly AttachedFile[]): Promise<void> {
    this.files = files;
    this.#ended = this.lane.run();
    await settle();
  }

  async stop(): Promise<void> {
    this.lane.stop();
    await this.#ended;
  }
}

describe('the lane of files', () => {
  it('[AT16] sends at the start, when it is woken and each minute', async () => {
    const world = new LaneWorld();
    await world.start(sampleFile(1));
    expect([...world.stored]).toEqual([sampleFile(1).id]);
    world.files = [sampleFile(2)];
    world.lane.wake();
    await world.time.pass(0);
    expect(world.stored.size).toBe(2);
    world.files = [sampleFile(3)];
    await world.time.pass(MINUTE);
    expect(world.stored.size).toBe(3);
    await world.stop();
    expect(world.defects).toEqual([]);
  });

  it('[AT20] waits longer after each failure, to a minute, and never gives up', async () => {
    const world = new LaneWorld();
    world.trouble = () => 'no-connection';
    await world.start(sampleFile(1));
    await world.time.pass(10 * MINUTE);
    const waits = world.sent.slice(1).map(({ at }, index) => at - (world.sent[index]?.at ?? 0));
    expect(waits.slice(0, 7)).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000]);
    expect(Math.max(...waits)).toBe(MINUTE);
    world.trouble = () => undefined;
    world.lane.wake();
    await world.time.pass(0);
    expect(world.stored.size).toBe(1);
    await world.stop();
  });

  it('[AT20] waits as long as the centre asks for, whatever wakes it', async () => {
    const world = new LaneWorld(0);
    world.trouble = () => ({ ...problemAnswer('too-many-requests'), retryAfterSeconds: 30 });
    await world.start(sampleFile(1));
    world.lane.wake();
    await world.time.pass(29_000);
    expect(world.sent).toHaveLength(1);
    await world.time.pass(1000);
    expect(world.sent.length).toBeGreaterThan(1);
    await world.stop();
  });

  it('[AT19] puts aside what is not accepted, sends the rest, and offers it again an hour later', async () => {
    const world = new LaneWorld();
    let isAccepted = false;
    const [refused, other] = [sampleFile(1), sampleFile(2)];
    world.trouble = ({ body }) =>
      !isAccepted && (body as AttachedFile | undefined)?.id === refused.id
        ? problemAnswer('file-not-accepted')
        : undefined;
    await world.start(refused, other);
    expect(world.setAside).toEqual([refused.id]);
    expect([...world.stored]).toEqual([other.id]);
    await world.time.pass(59 * MINUTE);
    expect(world.sent.filter(({ path }) => path === '/api/attachments')).toHaveLength(2);
    isAccepted = true;
    await world.time.pass(2 * MINUTE);
    expect(world.stored.has(refused.id)).toBe(true);
    await world.stop();
  });

  it('[AT19] puts aside what the disk gives an error for, and sends the rest', async () => {
    const world = new LaneWorld();
    const [unreadable, other] = [sampleFile(1), sampleFile(2)];
    world.unreadable.add(unreadable.id);
    await world.start(unreadable, other);
    expect([...world.stored]).toEqual([other.id]);
    expect(world.setAside).toEqual([unreadable.id]);
    expect(world.defects).toHaveLength(1);
    world.unreadable.clear();
    await world.time.pass(61 * MINUTE);
    expect(world.stored.has(unreadable.id)).toBe(true);
    await world.stop();
  });

  it('[AT17] sends smaller parts while the line carries no larger ones, and larger ones again', async () => {
    const world = new LaneWorld();
    let most = 40_000;
    world.trouble = ({ bytes }) => ((bytes?.length ?? 0) > most ? 'no-connection' : undefined);
    await world.start(sampleFile(1, { bytes: 600_000 }));
    await world.time.pass(8000);
    most = Number.POSITIVE_INFINITY;
    await world.time.pass(10 * MINUTE);
    expect([...world.stored]).toEqual([sampleFile(1).id]);
    const parts = world.sent.map(({ bytes }) => bytes).filter((bytes) => bytes > 0);
    expect(parts.slice(0, 4)).toEqual([262_144, 131_072, 65_536, 32_768]);
    expect(Math.max(...parts.slice(4))).toBe(262_144);
    await world.stop();
  });

  it('[AT20] sends nothing more after it was stopped', async () => {
    const world = new LaneWorld();
    world.trouble = () => 'no-connection';
    await world.start(sampleFile(1));
    await world.stop();
    const before = world.sent.length;
    await world.time.pass(10 * MINUTE);
    expect(world.sent).toHaveLength(before);
  });
});
