import { Button, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatTime } from '#renderer/components/format.ts';
import { Notice } from '#renderer/components/notice.tsx';
import { useApp } from '#renderer/context/app-context.tsx';
import { ATTACHMENT_LIMITS } from '#shared/attachments/attachment-limits.ts';
import type { Scan } from '#shared/bridge/scans.ts';
import type { PickedFile } from './picked-file.ts';
import type { RefusedFile } from './refused-files.tsx';

const LOOK_EVERY_MILLISECONDS = 2000;

/** What the scanner has put into its folder, to be added or passed over. Nothing where no folder was chosen. */
export function ScanOffers(props: {
  readonly isBusy: boolean;
  readonly onPicked: (picked: readonly PickedFile[]) => Promise<readonly PickedFile[]>;
  readonly onRefused: (refused: RefusedFile) => void;
}): ReactNode {
  const { isBusy, onPicked, onRefused } = props;
  const { t } = useTranslation('attachments');
  const { bridge, platform } = useApp();
  const [taking, setTaking] = useState<string>();
  const found = useQuery({
    queryKey: ['scans'],
    queryFn: () => bridge.lookForScans(null),
    refetchInterval: LOOK_EVERY_MILLISECONDS,
    enabled: platform.kind === 'desktop',
  });
  const settle = async (scan: Scan, as: 'attached' | 'ignored'): Promise<void> => {
    await bridge.settleScan({ name: scan.name, as }).catch(() => undefined);
    await found.refetch();
  };
  const take = async (scan: Scan): Promise<void> => {
    const { name, bytes } = scan;
    if (bytes > ATTACHMENT_LIMITS.bytes) return onRefused({ name, bytes, code: 'file-too-large' });
    setTaking(name);
    try {
      const content = await bridge.readScan(name);
      const kept = await onPicked([{ file: new File([new Uint8Array(content)], name), source: 'scanner' }]);
      if (kept.length > 0) await settle(scan, 'attached');
    } catch {
      onRefused({ name, bytes, code: 'not-read' });
    } finally {
      setTaking(undefined);
    }
  };
  if (found.data?.kind === 'out-of-reach') {
    return <Notice tone="soon">{t('scans.outOfReach', { folder: found.data.folder })}</Notice>;
  }
  const scans = found.data?.kind === 'watched' ? found.data.scans : [];
  return (
    <ul className="k-files" aria-label={t('scans.title')} aria-live="polite">
      {scans.map((scan) => (
        <li key={`${scan.name} ${scan.scannedAt}`}>
          <Group gap="sm">
            <Text style={{ overflowWrap: 'anywhere' }}>
              {t('scans.scanned', { time: formatTime(scan.scannedAt), name: scan.name })}
            </Text>
            <Button
              size="compact-sm"
              variant="default"
              disabled={isBusy}
              loading={taking === scan.name}
              aria-label={t('scans.addFile', { name: scan.name })}
              onClick={() => void take(scan)}
            >
              {t('scans.add')}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              disabled={isBusy || taking === scan.name}
              aria-label={t('scans.ignoreFile', { name: scan.name })}
              onClick={() => void settle(scan, 'ignored')}
            >
              {t('scans.ignore')}
            </Button>
          </Group>
        </li>
      ))}
    </ul>
  );
}
