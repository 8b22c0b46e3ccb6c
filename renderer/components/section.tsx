import { Paper, Stack, Title } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useId } from 'react';

/** One numbered section of the form. */
export function Section(props: {
  readonly title: string;
  readonly aside?: ReactNode;
  /** Keys that work while the focus is anywhere in the section. */
  readonly onKeyDown?: (event: KeyboardEvent) => void;
  readonly children: ReactNode;
}): ReactNode {
  const id = useId();
  return (
    <Paper
      component="section"
      aria-labelledby={id}
      onKeyDown={props.onKeyDown}
      withBorder
      p="md"
      style={{ borderColor: 'var(--k-paused-fill)' }}
    >
      <Stack gap="sm">
        <div style={{ display: 'flex', justifyContent: 'space-between', gap: '1rem', flexWrap: 'wrap' }}>
          <Title order={2} id={id} fz="1.125rem">
            {props.title}
          </Title>
          {props.aside}
        </div>
        {props.children}
      </Stack>
    </Paper>
  );
}
