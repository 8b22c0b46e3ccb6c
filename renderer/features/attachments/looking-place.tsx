import { type ReactNode, type Ref, useEffect, useRef } from 'react';

/**
 * Where a picture or a page is looked at; it scrolls, also by the arrow keys, and has the focus at first, so that the keys
 * of looking work at once. `innerRef` measures its width.
 */
export function LookingPlace(props: {
  readonly label: string;
  readonly innerRef: Ref<HTMLDivElement>;
  readonly children: ReactNode;
}): ReactNode {
  const place = useRef<HTMLElement>(null);
  useEffect(() => place.current?.focus(), []);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard.
    <section ref={place} aria-label={props.label} tabIndex={0} className="k-looking">
      <div ref={props.innerRef} style={{ minHeight: '1px' }}>
        {props.children}
      </div>
    </section>
  );
}
