import { CentreClient } from '#central/commands/centre-client.ts';
import { DEMO_PASSWORD } from '#central/demo/demo-accounts.ts';
import { Catalogue } from '#shared/catalogue/public-service.ts';
import type { ReplicaId } from '#shared/kernel/identifier.ts';
import { ReferenceVersions } from '#shared/protocol/pull.ts';
import { EnrolAnswer, SignInAnswer } from '#shared/protocol/session.ts';
import type { Office } from '#shared/service-level/office.ts';
import { OfficesFile } from '#shared/service-level/offices-file.ts';
import { WorkingCalendar } from '#shared/service-level/working-calendar.ts';

/** The office that all counters of a soak are at, and what they work by. */
export interface OfficeAtWork {
  readonly office: Office;
  readonly versions: ReferenceVersions;
  readonly catalogue: Catalogue;
  readonly calendar: WorkingCalendar;
  /** Makes a device of the replica. */
  enrol(replica: ReplicaId): Promise<EnrolAnswer>;
}

/** Asks the centre at `address` (with a slash at its end) for its first office. */
export async function openOffice(address: string): Promise<OfficeAtWork> {
  const client = new CentreClient(address);
  const { token } = await client.post(
    'api/session',
    { login: 'admin', password: DEMO_PASSWORD },
    SignInAnswer,
  );
  const versions = await client.get('api/reference', token, ReferenceVersions);
  const { offices } = await client.get(`api/reference/offices/${versions.offices}`, token, OfficesFile);
  const [office] = offices;
  if (office === undefined) throw new Error('the demonstration has no office');
  return {
    office,
    versions,
    catalogue: await client.get(`api/reference/catalogue/${versions.catalogue}`, token, Catalogue),
    calendar: await client.get(`api/reference/calendar/${versions.calendar}`, token, WorkingCalendar),
    enrol: (replica) =>
      client.post('api/devices', { replica, office: office.id, counter: null }, EnrolAnswer, token),
  };
}
