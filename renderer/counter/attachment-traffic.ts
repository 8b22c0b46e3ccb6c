import { AttachmentLane, type LanePorts } from '#renderer/sync/attachment-lane.ts';
import type { Attachments } from './attachments.ts';

const DAY = 24 * 3_600_000;

/** What goes on with the files of a counter by itself: they are brought to the centre, and let go in time. */
export class AttachmentTraffic {
  readonly #attachments: Attachments;
  readonly #ports: Omit<LanePorts, 'ledger'>;
  #lane: AttachmentLane | undefined;

  constructor(attachments: Attachments, ports: Omit<LanePorts, 'ledger'>) {
    this.#attachments = attachments;
    this.#ports = ports;
  }

  /** Sends from now on, in the name of this device; what was sent in another name before ends. */
  start(deviceToken: string): void {
    this.#lane?.stop();
    this.#attachments.deviceToken = deviceToken;
    const lane = new AttachmentLane({ ...this.#ports, ledger: this.#attachments });
    this.#lane = lane;
    void lane.run().catch(this.#ports.onDefect);
  }

  wake(): void {
    this.#lane?.wake();
  }

  /** Offers every file that is still here to a centre that lives another life (AT15). */
  async offerAgain(): Promise<void> {
    // A shelf that cannot be read now holds up no operation.
    await this.#attachments.offerAgain().catch(this.#ports.onDefect);
    this.wake();
  }

  /** Lets go what need not lie here any more, now and every day. Never ends. */
  async sweepDaily(): Promise<never> {
    for (;;) {
      await this.#attachments.sweep().catch(this.#ports.onDefect);
      await this.#ports.timers.sleep(DAY);
    }
  }
}
