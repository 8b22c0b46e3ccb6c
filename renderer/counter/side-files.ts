import { z } from 'zod';
import type { JournalPort } from '#shared/journal/journal-port.ts';
import { ReplicaId } from '#shared/kernel/identifier.ts';
import { Instant } from '#shared/kernel/instant.ts';
import { StationCode } from '#shared/kernel/reference.ts';
import { StaffMember } from '#shared/protocol/session.ts';
import { CounterId, OfficeId } from '#shared/service-level/office.ts';

/** Who this device is to the centre. Kept beside the journal, so that losing IndexedDB does not cost it. */
export const Device = z.object({
  replica: ReplicaId,
  office: OfficeId,
  officeCode: z.string(),
  counter: CounterId.nullable(),
  station: StationCode,
  deviceToken: z.string(),
  enrolledAt: Instant,
});
export type Device = z.infer<typeof Device>;

/** What lets a person who has signed in here before sign in without the centre. */
export const KnownPerson = z.object({
  person: StaffMember,
  /** PBKDF2-SHA-256 of the password, as hexadecimal; what is `derived` of it is kept since it also wraps keys. */
  verifier: z.object({
    salt: z.string(),
    rounds: z.int().min(1),
    hash: z.string(),
    made: z.literal('derived').optional(),
  }),
  /** When the centre last confirmed the person, by this device's clock. */
  confirmedAt: Instant,
  /** What the clock showed when it last let the person in without the centre; absent until it has. */
  usedAt: Instant.optional(),
});
export type KnownPerson = z.infer<typeof KnownPerson>;

const KnownPeople = z.object({ people: z.array(KnownPerson) });

type SideFiles = Pick<JournalPort, 'findSideFile' | 'replaceSideFile'>;

const DEVICE_FILE = 'device.json';
const PEOPLE_FILE = 'people.json';

export async function findDevice(files: SideFiles): Promise<Device | undefined> {
  const text = await files.findSideFile(DEVICE_FILE);
  return text === undefined ? undefined : Device.parse(JSON.parse(text));
}

export async function keepDevice(files: SideFiles, device: Device): Promise<void> {
  await files.replaceSideFile(DEVICE_FILE, JSON.stringify(device));
}

export async function findKnownPerson(files: SideFiles, login: string): Promise<KnownPerson | undefined> {
  return (await readPeople(files)).find(({ person }) => person.login === login);
}

/** Keeps what is known of a person, in the place of what was known before. */
export async function keepKnownPerson(files: SideFiles, known: KnownPerson): Promise<void> {
  const others = (await readPeople(files)).filter(({ person }) => person.id !== known.person.id);
  await files.replaceSideFile(PEOPLE_FILE, JSON.stringify({ people: [...others, known] }));
}

/** Forgets a person, who then signs in with the centre again. */
export async function dropKnownPerson(files: SideFiles, login: string): Promise<void> {
  const people = await readPeople(files);
  const others = people.filter(({ person }) => person.login !== login);
  if (others.length < people.length)
    await files.replaceSideFile(PEOPLE_FILE, JSON.stringify({ people: others }));
}

async function readPeople(files: SideFiles): Promise<readonly KnownPerson[]> {
  const text = await files.findSideFile(PEOPLE_FILE);
  return text === undefined ? [] : KnownPeople.parse(JSON.parse(text)).people;
}
