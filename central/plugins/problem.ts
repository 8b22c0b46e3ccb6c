import {
  PROBLEM_TYPES,
  type ProblemDocument,
  type ProblemType,
  problemTypeUri,
} from '#shared/protocol/problem.ts';
import { PROBLEM_TEXTS } from './problem-texts.ts';

/** What a problem may say besides its type. Nothing of it repeats what was sent. */
export interface ProblemFacts {
  readonly detail?: string;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
  /** When asking again may help. */
  readonly retryAfterSeconds?: number;
  /** The versions of the protocol that this centre speaks. */
  readonly supported?: readonly number[];
}

/** An answer that is not what was asked for, as an RFC 9457 problem document. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly type: ProblemType;
  readonly facts: ProblemFacts;
  /** Read by the framework. */
  readonly statusCode: number;

  constructor(type: ProblemType, facts: ProblemFacts = {}) {
    super(type);
    this.type = type;
    this.facts = facts;
    this.statusCode = PROBLEM_TYPES[type];
  }

  /** The document to send, with `supported` as an extension member. */
  document(): ProblemDocument & { readonly supported?: readonly number[] } {
    const { detail, errors, supported } = this.facts;
    return {
      type: problemTypeUri(this.type),
      title: PROBLEM_TEXTS[this.type].title,
      status: this.statusCode,
      ...(detail === undefined ? {} : { detail }),
      ...(errors === undefined ? {} : { errors: [...errors] }),
      ...(supported === undefined ? {} : { supported }),
    };
  }
}
