import type { Issue } from '#shared/kernel/issue.ts';
import { DETAIL_LIMITS } from './detail-limits.ts';
import { readFreeText } from './request/read-free-text.ts';
import { type RequestIssueCode, requestIssue } from './request/request-issue.ts';

/** Reads the typed details of one command and gathers what is wrong with them, each at its place in the command. */
export class Details {
  readonly issues: Issue[] = [];

  /** A text that must say something; empty when it was refused, which is among the issues then. */
  required(pointer: string, typed: string | undefined, maxCodePoints: number): string {
    const told = this.issues.length;
    const text = this.optional(pointer, typed, maxCodePoints);
    if (text === undefined && this.issues.length === told) this.add(pointer, 'required');
    return text ?? '';
  }

  /** A text that may be left out. */
  optional(pointer: string, typed: string | undefined, maxCodePoints: number): string | undefined {
    const lines = maxCodePoints === DETAIL_LIMITS.line ? 'one-line' : 'many-lines';
    const text = readFreeText({ pointer, typed }, { lines, maxCodePoints }, this.issues);
    return text === undefined || text === '' ? undefined : text;
  }

  add(pointer: string, code: RequestIssueCode): void {
    this.issues.push(requestIssue(pointer, code));
  }
}
