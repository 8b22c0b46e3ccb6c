import { z } from 'zod';
import { PlainDate } from '#shared/kernel/plain-date.ts';
import { limitedText, PARTY_LIMITS, SHORTEST_OVERRIDE_REASON } from './limited-text.ts';
import { PersonCodeEntry } from './person-code-entry.ts';

/** What a foreign identity is taken from. */
export const DocumentKind = z.enum(['passport', 'identity-card', 'residence-permit', 'eidas', 'other']);
export type DocumentKind = z.infer<typeof DocumentKind>;

/** Identity by the document of another country; no checksum is known for these (`docs/checking.md` PA12). */
export const ForeignIdentity = z.object({
  kind: z.literal('foreign'),
  /** ISO 3166-1 alpha-2, by its shape; Latvia's own people have a person code. */
  country: z.string().regex(/^(?!LV)[A-Z]{2}$/),
  documentKind: DocumentKind,
  number: limitedText(1, PARTY_LIMITS.documentNumber),
  validUntil: PlainDate.optional(),
  birthDate: PlainDate.optional(),
  /** The name as the document writes it, when it is not in Latin script. */
  nameInDocument: limitedText(1, PARTY_LIMITS.nameInDocument).optional(),
});
export type ForeignIdentity = z.infer<typeof ForeignIdentity>;

/** Identity by a Latvian person code. The code is an attribute, never a key. */
export const PersonCodeIdentity = z.object({ kind: z.literal('person-code'), personCode: PersonCodeEntry });
export type PersonCodeIdentity = z.infer<typeof PersonCodeIdentity>;

/** How a natural person is identified. */
export const IdentityKind = z.enum(['person-code', 'foreign']);
export type IdentityKind = z.infer<typeof IdentityKind>;

export const Identity = z.discriminatedUnion('kind', [PersonCodeIdentity, ForeignIdentity]);
export type Identity = z.infer<typeof Identity>;

const name = limitedText(1, PARTY_LIMITS.personName);

/** A human being who asks, or who acts for one. */
export const NaturalPerson = z.object({ givenName: name, familyName: name, identity: Identity });
export type NaturalPerson = z.infer<typeof NaturalPerson>;

/** A legal entity or an institution, and who has come for it. */
export const Organisation = z.object({
  name: limitedText(1, PARTY_LIMITS.organisationName),
  registrationNumber: z.string().regex(/^\d{11}$/),
  /** The officer or employee who has come. */
  contactName: limitedText(1, PARTY_LIMITS.contactName),
});
export type Organisation = z.infer<typeof Organisation>;

/** A need of society: nobody's in particular, or that of several together. */
export const SocietyForm = z.enum(['anonymous', 'collective']);
export type SocietyForm = z.infer<typeof SocietyForm>;

/**
 * Who asks (requirement R25): resident, entrepreneur, institution, or society, which is an anonymous or a collective
 * need and carries no identity.
 */
export const Applicant = z.discriminatedUnion('kind', [
  NaturalPerson.extend({ kind: z.literal('resident') }),
  Organisation.extend({ kind: z.literal('entrepreneur') }),
  Organisation.extend({ kind: z.literal('institution') }),
  z.object({
    kind: z.literal('society'),
    form: SocietyForm,
    /** For a collective need: whose it is, in words without names of people. */
    description: limitedText(1, PARTY_LIMITS.description).optional(),
  }),
]);
export type Applicant = z.infer<typeof Applicant>;

/** On what a representative's authority rests (requirement R42). */
export const AuthorityBasis = z.enum(['law', 'power-of-attorney', 'guardianship', 'position', 'advocate']);
export type AuthorityBasis = z.infer<typeof AuthorityBasis>;

/** How the authority was checked. */
export const AuthorityCheck = z.enum(['original-seen', 'copy-seen', 'register-checked', 'stated']);
export type AuthorityCheck = z.infer<typeof AuthorityCheck>;

/** How far an authority reaches: to everything, to this service, or to what its document names. */
export const AuthorityScope = z.enum(['everything', 'this-service', 'named']);
export type AuthorityScope = z.infer<typeof AuthorityScope>;

/** What speaks against an authority on a day (`docs/checking.md` PA18). */
export const AuthorityFinding = z.enum(['not-yet-valid', 'expired', 'out-of-scope']);
export type AuthorityFinding = z.infer<typeof AuthorityFinding>;

/** Who acts for the applicant, on what basis, within what scope, from when until when, and how that was checked. */
export const Representative = NaturalPerson.extend({
  basis: AuthorityBasis,
  /** Missing in records of the time when the scope was only described in words. */
  covers: AuthorityScope.optional(),
  /** What the document names. */
  scope: limitedText(1, PARTY_LIMITS.scope).optional(),
  /** Whether what the document names covers this request, as the clerk judged it. */
  coversRequest: z.boolean().optional(),
  validFrom: PlainDate.optional(),
  validUntil: PlainDate.optional(),
  checkedBy: AuthorityCheck,
  documentNumber: limitedText(1, PARTY_LIMITS.documentNumber).optional(),
  /** What spoke against the authority at receipt, and why it was accepted all the same (PA19). */
  override: z
    .object({
      findings: z.array(AuthorityFinding).nonempty(),
      reason: limitedText(SHORTEST_OVERRIDE_REASON, PARTY_LIMITS.overrideReason),
    })
    .optional(),
});
export type Representative = z.infer<typeof Representative>;
