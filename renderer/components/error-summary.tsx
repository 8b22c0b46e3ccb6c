import { Anchor } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldId } from './field-id.ts';
import { focusField } from './focus-field.ts';
import { Notice } from './notice.tsx';

/** One line of the summary: the place in the form and what to put right there. */
export interface SummaryLine {
  readonly pointer: string;
  readonly label: string;
  readonly text: string;
}

/**
 * What keeps a form from being submitted, above it. It takes the focus when it appears; each line leads to its field.
 * `attempt` counts the submissions, so that the focus comes back here after each.
 */
export function ErrorSummary(props: {
  readonly lines: readonly SummaryLine[];
  readonly attempt: number;
}): ReactNode {
  const { lines, attempt } = props;
  const { t } = useTranslation('common');
  const box = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt brings the focus back, also with equal lines
  useEffect(() => box.current?.focus(), [attempt]);
  if (lines.length === 0) return null;
  return (
    <div ref={box} tabIndex={-1} data-testid="error-summary">
      <Notice tone="refused" announce="now" title={t('toCorrect', { n: lines.length })}>
        <ul style={{ margin: 0, paddingInlineStart: '1.25rem', lineHeight: '1.5rem' }}>
          {lines.map((line) => (
            <li key={`${line.pointer} ${line.text}`}>
              <Anchor
                href={`#${fieldId(line.pointer)}`}
                c="inherit"
                underline="always"
                onClick={(event) => {
                  event.preventDefault();
                  focusField(line.pointer);
                }}
              >
                {joined(line)}
              </Anchor>
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}

/** Label and sentence in one line; a question needs no colon behind it. */
function joined({ label, text }: SummaryLine): string {
  if (label === '') return text;
  return label.endsWith('?') ? `${label} ${text}` : `${label}: ${text}`;
}
