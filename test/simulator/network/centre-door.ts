import type { HttpAnswer } from '#renderer/sync/http.ts';
import type { SpaceId } from '#shared/protocol/pull.ts';

/** A request as it arrives at the centre: `body` is what the JSON on the line said. */
export interface DoorRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly token: string | undefined;
  readonly body: unknown;
}

/** The centre as the line sees it. */
export interface CentreDoor {
  /** Never settles, or rejects, when the centre ends before it has answered. */
  answer(request: DoorRequest): Promise<HttpAnswer>;
  /** Tells `onHint` of each step of the spaces that the token's device may hear of. Refused without a good token. */
  listen(token: string, onHint: (space: SpaceId) => void): { readonly end: () => void } | 'refused';
}
