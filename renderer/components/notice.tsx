import { Alert } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Tone } from './badge.tsx';

/** A message with a home of its own: what happened, what is safe, what to do. */
export function Notice(props: {
  readonly tone: Exclude<Tone, 'plain'>;
  readonly title?: string;
  /** `now` for what must not be missed: not saved, not signed in. */
  readonly announce?: 'now' | 'politely' | 'never';
  readonly children?: ReactNode;
}): ReactNode {
  const { tone, title, announce = 'politely', children } = props;
  const role = announce === 'now' ? 'alert' : announce === 'politely' ? 'status' : 'note';
  return (
    <Alert
      role={role}
      title={title}
      styles={{
        root: {
          background: `var(--k-${tone}-fill)`,
          color: `var(--k-${tone})`,
          border: '1px solid currentColor',
        },
        title: { color: `var(--k-${tone})`, fontWeight: 700 },
        message: { color: `var(--k-${tone})`, fontSize: '1rem' },
      }}
    >
      {children}
    </Alert>
  );
}
