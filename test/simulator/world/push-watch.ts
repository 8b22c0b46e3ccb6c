import type { HttpAnswer } from '#renderer/sync/http.ts';
import { PushAnswer } from '#shared/protocol/push.ts';
import type { Finding } from '../checkers/finding.ts';
import type { DoorRequest } from '../network/centre-door.ts';
import type { SimCentre } from './sim-centre.ts';

/** SM32: what the centre answers as received is in its inbox for good at that moment. */
export class PushWatch {
  readonly findings: Finding[] = [];
  readonly #centre: Pick<SimCentre, 'has'>;

  constructor(centre: Pick<SimCentre, 'has'>) {
    this.#centre = centre;
  }

  answered(request: DoorRequest, answer: HttpAnswer): void {
    if (request.path !== '/api/sync/push' || answer.status !== 200) return;
    for (const { opId } of PushAnswer.pick({ verdicts: true }).parse(JSON.parse(answer.text)).verdicts) {
      if (this.#centre.has(opId)) continue;
      this.findings.push({
        figure: 'lost',
        rule: 'SM32',
        about: `${opId} was answered and is not in the inbox`,
      });
    }
  }
}
