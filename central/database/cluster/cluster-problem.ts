/** What can keep the embedded database from starting or stopping. */
export type ClusterProblemCode =
  | 'no-binaries-for-platform'
  | 'binaries-not-usable'
  | 'folder-in-use'
  | 'folder-not-usable'
  | 'other-version'
  | 'password-missing'
  | 'no-system-user'
  | 'not-initialised'
  | 'not-started'
  | 'not-stopped';

/** The embedded database cannot be used as things are. The message is a sentence for the person who operates it. */
export class ClusterProblem extends Error {
  override readonly name = 'ClusterProblem';
  readonly code: ClusterProblemCode;

  constructor(code: ClusterProblemCode, sentence: string, cause?: unknown) {
    super(sentence, { cause });
    this.code = code;
  }
}
