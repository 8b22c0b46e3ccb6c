import type { ReferenceShelf } from '#renderer/store/reference-shelf.ts';
import type { ReferenceData } from './counter-api.ts';

/** What the screens work by now, or `undefined` when a version without which nobody can work is not here. */
export async function readReference(shelf: ReferenceShelf): Promise<ReferenceData | undefined> {
  const versions = await shelf.findCurrent();
  if (versions === undefined) return undefined;
  const [catalogue, calendar, offices, roster, history] = await Promise.all([
    shelf.findCatalogue(versions.catalogue),
    shelf.findCalendar(versions.calendar),
    shelf.findOffices(versions.offices),
    shelf.findRoster(versions.roster),
    shelf.findHistory(),
  ]);
  if (catalogue === undefined || calendar === undefined || offices === undefined) return undefined;
  return { versions, catalogue, calendar, offices, roster: roster ?? { people: [] }, history };
}
