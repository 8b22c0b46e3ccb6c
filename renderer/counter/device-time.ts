import { addMilliseconds, type Instant } from '#shared/kernel/instant.ts';
import type { Clock } from '#shared/kernel/ports.ts';
import type { TimeEvidence } from '#shared/protocol/operation-header.ts';

/** The device's clock, and how far it was from the centre's when they last spoke. */
export class DeviceTime {
  readonly #clock: Clock;
  readonly #boot: string;
  #measurement:
    | { readonly offsetMilliseconds: number; readonly uncertaintyMilliseconds: number; readonly at: Instant }
    | undefined;

  /** `boot` names this start of the program, to which monotonic times belong. */
  constructor(clock: Clock, boot: string) {
    this.#clock = clock;
    this.#boot = boot;
  }

  get offsetMilliseconds(): number | null {
    return this.#measurement?.offsetMilliseconds ?? null;
  }

  keep(measurement: { readonly offsetMilliseconds: number; readonly uncertaintyMilliseconds: number }): void {
    this.#measurement = { ...measurement, at: this.#clock.now() };
  }

  /** The time as well as it is known: the device's clock plus the last known offset. */
  now(): Instant {
    return addMilliseconds(this.#clock.now(), this.#measurement?.offsetMilliseconds ?? 0);
  }

  evidence(): TimeEvidence {
    return {
      deviceAt: this.#clock.now(),
      offsetMilliseconds: this.#measurement?.offsetMilliseconds ?? null,
      uncertaintyMilliseconds: this.#measurement?.uncertaintyMilliseconds ?? null,
      measuredAt: this.#measurement?.at ?? null,
      monotonicMilliseconds: this.#clock.monotonicMilliseconds(),
      boot: this.#boot,
    };
  }
}
