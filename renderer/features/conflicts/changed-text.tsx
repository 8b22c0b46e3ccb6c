import type { ReactNode } from 'react';

/** A value with what differs from the one that stood before underlined. */
export function ChangedText(props: { readonly text: string; readonly before: string }): ReactNode {
  const { text, before } = props;
  if (text === before) return text;
  const shorter = Math.min(text.length, before.length);
  let start = 0;
  while (start < shorter && text[start] === before[start]) start += 1;
  let end = 0;
  while (end < shorter - start && text.at(-1 - end) === before.at(-1 - end)) end += 1;
  // Of two texts with little in common everything has changed.
  if (start + end < text.length / 2) return <u>{text}</u>;
  const changed = text.slice(start, text.length - end);
  return (
    <>
      {text.slice(0, start)}
      {changed !== '' && <u>{changed}</u>}
      {text.slice(text.length - end)}
    </>
  );
}
