import { useMemo } from 'react';
import type { z } from 'zod';
import { webHttp } from '#renderer/platform/web-http.ts';
import { ExchangeFailure, jsonOf } from '#renderer/sync/exchange-failure.ts';
import { Catalogue } from '#shared/catalogue/public-service.ts';
import type { CaseId, Digest, OperationId } from '#shared/kernel/identifier.ts';
import { CatalogueHistory } from '#shared/protocol/catalogue-history.ts';
import { RecoveryKeyStanding } from '#shared/protocol/device-keys.ts';
import { Health } from '#shared/protocol/health.ts';
import { CounterHealths, OversightCase, OversightCounts, OversightPage } from '#shared/protocol/oversight.ts';
import { ReferenceVersions } from '#shared/protocol/pull.ts';
import { Roster } from '#shared/protocol/session.ts';
import {
  ResolutionAnswer,
  type ResolutionRequest,
  UnsettledList,
  UnsettledOperation,
} from '#shared/protocol/unsettled.ts';
import { OfficesFile } from '#shared/service-level/offices-file.ts';
import { WorkingCalendar } from '#shared/service-level/working-calendar.ts';
import { useApp } from './app-context.tsx';

/** The centre as those who work online see it. Every answer is parsed; failures are `ExchangeFailure`. */
export interface Centre {
  readHealth(): Promise<Health>;
  readRecoveryKey(): Promise<RecoveryKeyStanding>;
  readVersions(): Promise<ReferenceVersions>;
  readOffices(): Promise<OfficesFile>;
  readCatalogue(digest?: Digest): Promise<Catalogue>;
  readHistory(): Promise<CatalogueHistory>;
  readCalendar(): Promise<WorkingCalendar>;
  readRoster(): Promise<Roster>;
  listCases(query: URLSearchParams): Promise<OversightPage>;
  countCases(query: URLSearchParams): Promise<OversightCounts>;
  readCase(caseId: CaseId): Promise<OversightCase>;
  listCounters(): Promise<CounterHealths>;
  listUnsettled(): Promise<UnsettledList>;
  readUnsettled(opId: OperationId): Promise<UnsettledOperation>;
  resolve(resolution: ResolutionRequest): Promise<ResolutionAnswer>;
}

/** The centre at `origin`, asked with the session's token. */
export function centreAt(origin: string, token: string | null): Centre {
  const http = webHttp(origin);
  const get = async <Value>(path: string, schema: z.ZodType<Value>): Promise<Value> => {
    let answer: Awaited<ReturnType<typeof http.send>>;
    try {
      answer = await http.send({ method: 'GET', path, token: token ?? undefined });
    } catch {
      throw new ExchangeFailure('unreachable');
    }
    return schema.parse(jsonOf(answer));
  };
  const readVersions = (): Promise<ReferenceVersions> => get('/api/reference', ReferenceVersions);
  const readCurrent = async <Value>(
    kind: keyof ReferenceVersions,
    schema: z.ZodType<Value>,
  ): Promise<Value> => {
    const versions = await readVersions();
    return get(`/api/reference/${kind}/${versions[kind]}`, schema);
  };
  return {
    readHealth: () => get('/healthz', Health),
    readRecoveryKey: () => get('/api/recovery-key', RecoveryKeyStanding),
    readVersions,
    readOffices: () => readCurrent('offices', OfficesFile),
    readCatalogue: (digest) =>
      digest === undefined
        ? readCurrent('catalogue', Catalogue)
        : get(`/api/reference/catalogue/${digest}`, Catalogue),
    readHistory: () => get('/api/reference/catalogues', CatalogueHistory),
    readCalendar: () => readCurrent('calendar', WorkingCalendar),
    readRoster: () => readCurrent('roster', Roster),
    listCases: (query) => get(`/api/oversight/cases?${query}`, OversightPage),
    countCases: (query) => get(`/api/oversight/counts?${query}`, OversightCounts),
    readCase: (caseId) => get(`/api/oversight/cases/${caseId}`, OversightCase),
    listCounters: () => get('/api/oversight/counters', CounterHealths),
    listUnsettled: () => get('/api/oversight/unsettled', UnsettledList),
    readUnsettled: (opId) => get(`/api/oversight/unsettled/${opId}`, UnsettledOperation),
    resolve: async (resolution) => {
      const answer = await http.send({
        method: 'POST',
        path: '/api/oversight/resolutions',
        token: token ?? undefined,
        body: resolution,
      });
      return ResolutionAnswer.parse(jsonOf(answer));
    },
  };
}

/** The centre for the person who is signed in. */
export function useCentre(): Centre {
  const { centreOrigin, session } = useApp();
  const token = session?.token ?? null;
  return useMemo(() => centreAt(centreOrigin, token), [centreOrigin, token]);
}
