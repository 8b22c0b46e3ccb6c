import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Badge, type Tone } from '#renderer/components/badge.tsx';
import type { AttachmentWhereabouts } from '#renderer/counter/attachment-api.ts';

const LOOKS = {
  'in-draft': { tone: 'paused', shape: '●' },
  unsent: { tone: 'paused', shape: '●' },
  'not-accepted': { tone: 'refused', shape: '✕' },
  'at-centre': { tone: 'met', shape: '✓' },
  elsewhere: { tone: 'plain', shape: '○' },
} as const satisfies Record<AttachmentWhereabouts['kind'], { tone: Tone; shape: string }>;

/** How far a file has got on its way to the centre. It always names the place. */
export function WhereaboutsBadge(props: { readonly whereabouts: AttachmentWhereabouts }): ReactNode {
  const { whereabouts } = props;
  const { t } = useTranslation('attachments');
  if (whereabouts.kind === 'unsent' && whereabouts.sentBytes > 0) {
    const percent = Math.min(99, Math.floor((whereabouts.sentBytes / whereabouts.bytes) * 100));
    return (
      <Badge tone="soon" shape="◐">
        {t('where.on-its-way', { n: percent })}
      </Badge>
    );
  }
  return <Badge {...LOOKS[whereabouts.kind]}>{t(`where.${whereabouts.kind}`)}</Badge>;
}
