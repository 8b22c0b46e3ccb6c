import type { ReactNode } from 'react';
import { unreachable } from '#shared/kernel/invariant.ts';
import type { Letter, LetterBlock } from '#shared/letters/letter.ts';

/** A letter as it will stand on paper. Every text of it is text to React too, and so escaped (LT1). */
export function LetterView(props: {
  readonly letter: Omit<Letter, 'kind'>;
  readonly isLarge: boolean;
}): ReactNode {
  const { letter, isLarge } = props;
  return (
    <article
      className="k-letter"
      lang={letter.language}
      data-paper={letter.paper}
      data-size={isLarge ? 'large' : 'usual'}
    >
      <header>
        {letter.sender.map((line) => (
          <div key={line}>{line}</div>
        ))}
      </header>
      <h2>{letter.title}</h2>
      {letter.mark !== null && <p className="k-letter-mark">{letter.mark}</p>}
      {letter.blocks.map((block, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the blocks of a letter have no identity but their place.
        <Block key={place} block={block} />
      ))}
      {/* A roll has no foot of its own. */}
      {letter.paper === 'receipt' && <p>{letter.foot}</p>}
    </article>
  );
}

function Block(props: { readonly block: LetterBlock }): ReactNode {
  const { block } = props;
  switch (block.kind) {
    case 'heading':
      return <h3>{block.text}</h3>;
    case 'subheading':
      return <h4>{block.text}</h4>;
    case 'paragraph':
      return <p>{block.text}</p>;
    case 'rows':
      return (
        <dl>
          {block.rows.map(({ term, value }, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a term may stand twice.
            <div key={place}>
              <dt>{term}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      );
    case 'list':
      return <ul>{itemsOf(block.items)}</ul>;
    case 'steps':
      return <ol>{itemsOf(block.items)}</ol>;
    case 'checklist':
      return <ul className="k-letter-checklist">{itemsOf(block.items.map(boxed))}</ul>;
    case 'signature':
      return (
        <div className="k-letter-signature">
          <span>{block.of}</span>
          <span className="k-letter-line" />
          <span>{block.name}</span>
        </div>
      );
    case 'notice':
      return (
        <p className="k-letter-notice" data-tone={block.tone}>
          {block.text}
        </p>
      );
    default:
      return unreachable(block);
  }
}

function itemsOf(items: readonly string[]): ReactNode {
  // biome-ignore lint/suspicious/noArrayIndexKey: the same line may stand twice.
  return items.map((item, place) => <li key={place}>{item}</li>);
}

function boxed({ text, isDone }: { readonly text: string; readonly isDone: boolean }): string {
  return `${isDone ? '☒' : '☐'} ${text}`;
}
