import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SyncMark } from '#renderer/store/rows.ts';
import { Badge, type Tone } from './badge.tsx';

const LOOKS = {
  'saved-here': { tone: 'paused', shape: '●' },
  received: { tone: 'soon', shape: '◐' },
  accepted: { tone: 'met', shape: '✓' },
  'needs-attention': { tone: 'refused', shape: '✕' },
} as const satisfies Record<SyncMark, { tone: Tone; shape: string }>;

/** How far a case has got on its way to the centre. It always names the place. */
export function SyncBadge(props: { readonly mark: SyncMark }): ReactNode {
  const { t } = useTranslation('sync');
  const { tone, shape } = LOOKS[props.mark];
  return (
    <Badge tone={tone} shape={shape}>
      {t(`mark.${props.mark}`)}
    </Badge>
  );
}
