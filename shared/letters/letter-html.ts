import { unreachable } from '#shared/kernel/invariant.ts';
import type { LetterBlock } from './letter.ts';
import type { LetterContent } from './letter-text.ts';

/**
 * A letter as one HTML document for a message (ML7): a few elements without styles of their own, nothing that is fetched
 * and nothing that runs. Every text is escaped, so that whatever was typed is read as it was typed.
 */
export function letterHtml(letter: LetterContent): string {
  const { language, sender, mark, title, blocks, foot } = letter;
  const heading = [mark, title].filter((part) => part !== null).join(': ');
  const body = [
    `<p>${sender.map(escaped).join('<br>')}</p>`,
    `<h1>${escaped(heading)}</h1>`,
    ...blocks.map(blockHtml),
    `<hr><p>${escaped(foot)}</p>`,
  ];
  const head = `<meta charset="utf-8"><title>${escaped(heading)}</title>`;
  return `<!doctype html>\n<html lang="${language}"><head>${head}</head><body>\n${body.join('\n')}\n</body></html>\n`;
}

function blockHtml(block: LetterBlock): string {
  switch (block.kind) {
    case 'heading':
      return `<h2>${escaped(block.text)}</h2>`;
    case 'subheading':
      return `<h3>${escaped(block.text)}</h3>`;
    case 'paragraph':
      return `<p>${escaped(block.text)}</p>`;
    case 'notice':
      return `<p><em>${escaped(block.text)}</em></p>`;
    case 'rows':
      return `<p>${block.rows.map(({ term, value }) => `${escaped(term)}: ${escaped(value)}`).join('<br>')}</p>`;
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${escaped(item)}</li>`).join('')}</ul>`;
    case 'steps':
      return `<ol>${block.items.map((item) => `<li>${escaped(item)}</li>`).join('')}</ol>`;
    case 'checklist':
      return `<ul>${block.items.map(({ text, isDone }) => `<li>[${isDone ? 'x' : ' '}] ${escaped(text)}</li>`).join('')}</ul>`;
    case 'signature':
      return `<p>${escaped(block.of)}: ${escaped(block.name)}</p>`;
    default:
      return unreachable(block);
  }
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '\n': '<br>',
};

/** Plain text as HTML shows it, line by line. */
function escaped(text: string): string {
  return text.replaceAll(/[&<>"'\n]/g, (character) => ENTITIES[character] ?? character);
}
