import type { Issue } from '#shared/kernel/issue.ts';
import { readFreeText } from './request/read-free-text.ts';
import { type RequestIssueCode, requestIssue } from './request/request-issue.ts';

/** Reads the typed details of one command and gathers what is wrong with them, each at its place in the command. */
export class Details {
  readonly issues: Issue[] = [];

  /** A text that must say something; empty when it was refused, which is among the issues then. */
  required(pointer: string, typed: string | undefined, maxCodePoints: number): string {
    const text = this.optional(pointer, typed, maxCodePoints);
    if (text !== undefined) return text;
    if (this.issues.every((issue) => issue.pointer !== pointer)) this.add(pointer, 'required');
    return '';
  }

  /** A text that may be left out. */
  optional(pointer: string, typed: string | undefined, maxCodePoints: number): string | undefined {
    const text = readFreeText({ pointer, typed }, { lines: 'many-lines', maxCodePoints }, this.issues);
    return text === undefined || text === '' ? undefined : text;
  }

  add(pointer: string, code: RequestIssueCode): void {
    this.issues.push(requestIssue(pointer, code));
  }
}
