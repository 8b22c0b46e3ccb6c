import type { ReactNode } from 'react';

/** Which colours a state has; see `tokens.css`. */
export type Tone = 'plain' | 'soon' | 'today' | 'overdue' | 'paused' | 'met' | 'decide' | 'refused';

/** A state as shape, word and colour. The shape is for the eye alone; the word says it all. */
export function Badge(props: {
  readonly tone: Tone;
  readonly shape: string;
  readonly children: ReactNode;
}): ReactNode {
  const { tone, shape, children } = props;
  const style =
    tone === 'plain'
      ? undefined
      : {
          color: `var(--k-${tone})`,
          background: `var(--k-${tone}-fill)`,
          fontWeight: tone === 'overdue' ? 700 : 400,
        };
  return (
    <span className="k-badge" style={style}>
      <span aria-hidden="true">{shape}</span>
      <span>{children}</span>
    </span>
  );
}
