import { Title } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { PROGRAM_NAME } from './program-name.ts';

/** The one `h1` of a screen. Coming to a screen puts the focus here and sets the window's title. */
export function PageHeading(props: { readonly children: string; readonly takesFocus?: boolean }): ReactNode {
  const { children, takesFocus = true } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${children} – ${PROGRAM_NAME}`;
  }, [children]);
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus]);
  return (
    <Title order={1} ref={heading} tabIndex={-1} fz="1.375rem">
      {children}
    </Title>
  );
}
