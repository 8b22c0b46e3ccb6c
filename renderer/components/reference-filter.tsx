import { TextInput } from '@mantine/core';
import { type ReactNode, type Ref, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { findPartOfReference } from './part-of-reference.ts';

/**
 * Narrows a list to references that hold what is typed. What cannot be part of one narrows nothing and says so.
 * `value` may come later than it was told, so the field keeps its own text until somebody else changes the filter.
 */
export function ReferenceFilter(props: {
  readonly value: string | undefined;
  readonly onChange: (part: string | undefined) => void;
  readonly inputRef: Ref<HTMLInputElement>;
  /** Right after the filters were cleared: the button that did it is gone, and the focus comes here. */
  readonly takesFocus: boolean;
}): ReactNode {
  const { value, onChange, inputRef, takesFocus } = props;
  const { t } = useTranslation('queue');
  const [typed, setTyped] = useState(value ?? '');
  const told = useRef<(string | undefined)[]>([]);
  useEffect(() => {
    const place = told.current.lastIndexOf(value);
    if (place === -1) setTyped(value ?? '');
    told.current = told.current.slice(place + 1);
  }, [value]);
  const type = (text: string): void => {
    setTyped(text);
    const part = findPartOfReference(text);
    if (part === (told.current.length > 0 ? told.current.at(-1) : value)) return;
    told.current.push(part);
    onChange(part);
  };
  const isImpossible = typed.trim() !== '' && findPartOfReference(typed) === undefined;
  return (
    <TextInput
      ref={inputRef}
      label={t('filter.reference')}
      placeholder="142"
      value={typed}
      onChange={(event) => type(event.currentTarget.value)}
      error={isImpossible ? t('filter.notANumber') : undefined}
      aria-keyshortcuts="Alt+V"
      autoFocus={takesFocus}
      w={160}
    />
  );
}
