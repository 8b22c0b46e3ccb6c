import { List, Text } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseState } from '#shared/case/case-state.ts';
import type { CatalogueChange } from '#shared/catalogue/catalogue-change.ts';
import { changesOfService } from '#shared/catalogue/compare-catalogues.ts';
import type { Catalogue } from '#shared/catalogue/public-service.ts';
import type { Digest } from '#shared/kernel/identifier.ts';
import type { CatalogueVersion } from '#shared/protocol/catalogue-history.ts';
import { useChangeLine } from './use-change-line.ts';

/** The version of the catalogue that new requests are registered by, and the numbers of the versions as far as known. */
export interface CatalogueInForce {
  readonly hash: Digest;
  readonly catalogue: Catalogue;
  readonly history: readonly CatalogueVersion[];
}

/** What helps finding a service and says nothing to whoever handles a case. */
export const FOR_FINDERS: ReadonlySet<string> = new Set([
  'keywords',
  'lifeEvents',
  'provenance',
  'supersededIds',
]);

/** A quiet line for a case whose service has changed since it was registered; what changed is one key away. */
export function CatalogueChanges(props: {
  readonly state: CaseState;
  /** The version of the case. */
  readonly catalogue: Catalogue;
  readonly inForce: CatalogueInForce;
}): ReactNode {
  const { state, catalogue, inForce } = props;
  const { t } = useTranslation('catalogueChanges');
  const lineOf = useChangeLine(inForce.catalogue);
  const { service, variant } = state.request;
  const changes = useMemo(
    () =>
      state.catalogue === inForce.hash
        ? []
        : changesOfService(catalogue, inForce.catalogue, service, variant).filter(isOfTheWork),
    [state.catalogue, inForce, catalogue, service, variant],
  );
  if (changes.length === 0) return null;
  const numberOf = (hash: Digest): number | undefined =>
    inForce.history.find((version) => version.hash === hash)?.number;
  const [was, is] = [numberOf(state.catalogue), numberOf(inForce.hash)];
  const versions =
    was === undefined || is === undefined
      ? t('versionsByName', { was: catalogue.catalogueVersion, is: inForce.catalogue.catalogueVersion })
      : t('versions', { was, is });
  return (
    <details className="k-no-print" data-testid="catalogue-changes">
      <Text component="summary" size="sm" c="dimmed" style={{ cursor: 'pointer' }}>
        {versions} {t('whatChanged', { n: changes.length })}
      </Text>
      <List size="sm" mt="xs">
        {changes.map((change) => (
          <List.Item key={JSON.stringify([change.part, change.id, change.change])}>
            {lineOf(change)}
          </List.Item>
        ))}
      </List>
    </details>
  );
}

function isOfTheWork({ change }: CatalogueChange): boolean {
  return change.what !== 'changed' || !FOR_FINDERS.has(change.aspect);
}
