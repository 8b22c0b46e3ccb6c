import { filesOf, readText } from './project-files.ts';

/** One numbered rule of a document. */
export interface Rule {
  /** Two letters and a number: `PR12`. */
  readonly id: string;
  readonly sentence: string;
  readonly document: string;
}

/** Every numbered rule, in the order of its document: a list item that begins with its number in brackets. */
export function readRules(): readonly Rule[] {
  return filesOf('docs/*.md', 'test/protocol-history/README.md').flatMap((document) =>
    [...readText(document).matchAll(/^- (?:\*\*)?\[([A-Z]{2}\d+)\](?:\*\*)? (.+)$/gm)].map(
      ([, id = '', sentence = '']) => ({ id, sentence, document }),
    ),
  );
}
