/** What is wrong with a backup, a key or the place it goes to. */
export type BackupFaultCode =
  | 'file-exists'
  | 'not-a-backup'
  | 'too-new'
  | 'other-key'
  | 'damaged'
  | 'cut-off'
  | 'key-missing'
  | 'key-not-readable'
  | 'no-database'
  | 'not-empty'
  | 'other-schema';

/** A backup or a restore that is refused: the message is a sentence for the person at the terminal, with the place. */
export class BackupFault extends Error {
  override readonly name = 'BackupFault';
  readonly code: BackupFaultCode;

  constructor(code: BackupFaultCode, sentence: string) {
    super(sentence);
    this.code = code;
  }
}
