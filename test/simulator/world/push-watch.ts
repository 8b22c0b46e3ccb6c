import type { HttpAnswer } from '#renderer/sync/http.ts';
import { PushAnswer } from '#shared/protocol/push.ts';
import type { CentreRequest } from '../centre/centre-process.ts';
import type { SimulatedCentre } from '../centre/simulated-centre.ts';
import type { Finding } from '../checkers/finding.ts';

/** SM20: what the centre answers as received is in its inbox for good at that moment. */
export class PushWatch {
  readonly findings: Finding[] = [];
  readonly #centre: Pick<SimulatedCentre, 'has'>;

  constructor(centre: Pick<SimulatedCentre, 'has'>) {
    this.#centre = centre;
  }

  answered(request: CentreRequest, answer: HttpAnswer): void {
    if (request.path !== '/api/sync/push' || answer.status !== 200) return;
    for (const { opId } of PushAnswer.pick({ verdicts: true }).parse(JSON.parse(answer.text)).verdicts) {
      if (this.#centre.has(opId)) continue;
      this.findings.push({
        figure: 'lost',
        rule: 'SM20',
        about: `${opId} was answered and is not in the inbox`,
      });
    }
  }
}
