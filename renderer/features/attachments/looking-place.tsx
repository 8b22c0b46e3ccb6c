import type { ReactNode, Ref } from 'react';

/** Where a picture or a page is looked at; it scrolls, also by the arrow keys. `innerRef` measures its width. */
export function LookingPlace(props: {
  readonly label: string;
  readonly innerRef: Ref<HTMLDivElement>;
  readonly children: ReactNode;
}): ReactNode {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard.
    <section aria-label={props.label} tabIndex={0} className="k-looking">
      <div ref={props.innerRef} style={{ minHeight: '1px' }}>
        {props.children}
      </div>
    </section>
  );
}
