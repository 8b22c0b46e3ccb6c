import { publishOnce } from '#central/hints/hint-channel.ts';
import {
  findContent,
  INSTITUTION_SPACE,
  putVersion,
  readCurrentVersions,
} from '#central/references/reference-shelf.ts';
import type { Centre } from '#central/routes/centre.ts';
import { realClock, realHash } from '#central/settings/real-ports.ts';
import { catalogueContent } from '#shared/catalogue/catalogue-content.ts';
import { parseCatalogue } from '#shared/catalogue/parse-catalogue.ts';
import type { Digest } from '#shared/kernel/identifier.ts';

/** Makes the version in force with `edit` made in it the next version, and has it told. Gives its digest. */
export async function publishEdited(
  { database }: Pick<Centre, 'database'>,
  // biome-ignore lint/suspicious/noExplicitAny: the document is changed freely, and read strictly afterwards.
  edit: (document: any) => void,
): Promise<Digest> {
  const { catalogue } = await readCurrentVersions(database);
  const document = JSON.parse((await findContent(database, 'catalogue', catalogue)) ?? '');
  edit(document);
  const parsed = parseCatalogue(JSON.stringify(document));
  if (!parsed.ok) throw new Error(parsed.problem.map(({ sentence }) => sentence).join('\n'));
  const ports = { clock: realClock, hash: realHash };
  const { hash } = await putVersion(database, 'catalogue', catalogueContent(parsed.value.document), ports);
  await publishOnce(database, [INSTITUTION_SPACE]);
  return hash;
}
