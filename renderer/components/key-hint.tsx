import type { ReactNode } from 'react';

/** The key of an action, printed on its button. Screen readers get it through `aria-keyshortcuts`. */
export function KeyHint(props: { readonly keys: string }): ReactNode {
  return (
    <span aria-hidden="true" style={{ opacity: 0.9, fontSize: '0.8125rem', marginInlineStart: '0.5em' }}>
      {props.keys}
    </span>
  );
}
