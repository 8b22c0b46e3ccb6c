import { unreachable } from '#shared/kernel/invariant.ts';
import type { Letter, LetterBlock } from './letter.ts';

/** What a letter says, wherever it is shown. */
export type LetterContent = Pick<Letter, 'language' | 'sender' | 'title' | 'mark' | 'blocks' | 'foot'>;

/** A letter as plain text, for a message: blocks apart by an empty line, and every text of it word by word (LT1). */
export function letterText(letter: LetterContent): string {
  const head = [
    letter.sender.join('\n'),
    [letter.mark, letter.title].filter((part) => part !== null).join(': '),
  ];
  return [...head, ...letter.blocks.map(blockText), letter.foot].join('\n\n');
}

function blockText(block: LetterBlock): string {
  switch (block.kind) {
    case 'heading':
    case 'subheading':
    case 'paragraph':
    case 'notice':
      return block.text;
    case 'rows':
      return block.rows.map(({ term, value }) => `${term}: ${value}`).join('\n');
    case 'list':
      return block.items.map((item) => `- ${item}`).join('\n');
    case 'steps':
      return block.items.map((item, index) => `${index + 1}. ${item}`).join('\n');
    case 'checklist':
      return block.items.map(({ text, isDone }) => `[${isDone ? 'x' : ' '}] ${text}`).join('\n');
    case 'signature':
      return `${block.of}: ${block.name}`;
    default:
      return unreachable(block);
  }
}
