/** Between the form's answers and what an application says, both ways. Pure. */
import { oneLine } from '../../chat/typed.ts';
import { contentSchema, type Content as OrganisationContent } from '../organisation/content.ts';
import type { Content } from './content.ts';
import { type Given, governs } from './fields.ts';
import type { Application } from './queries.ts';

const named = { en: 'nameEn', es: 'nameEs', fr: 'nameFr', pt: 'namePt' } as const;
const languages = ['en', 'es', 'fr', 'pt'] as const;
/** What an organisation may agree to in the form, by the purpose of the consent. */
export const purposes = ['directory', 'welcome'] as const;

export function organisationFrom(given: Given, locale: string): OrganisationContent {
  const own = given.language ?? locale;
  const names = languages.flatMap((language) => {
    const name = oneLine(given[named[language]]);
    return name === '' ? [] : [[language, name] as const];
  });
  return contentSchema.parse({
    locale: own,
    names: { ...Object.fromEntries(names), [own]: oneLine(given.name) },
    kind: given.kind ?? 'other',
    country: given.country ?? '',
    city: oneLine(given.city),
    sizeBand: governs(given.kind) ? (given.sizeBand ?? '') : '',
    languages: [...(given.languages ?? [])],
    themes: [...(given.themes ?? [])],
    website: given.website?.trim() ?? '',
    needs: given.needs?.trim() ?? '',
  } satisfies Partial<OrganisationContent>);
}

/** `asked`: the words that are asked for now, purpose to version. */
export function contentFrom(given: Given, locale: string, asked: ReadonlyMap<string, string>): Omit<Content, 'notThese'> {
  const organisation = organisationFrom(given, locale);
  const second = [given.secondName, given.secondEmail, given.secondPhone].some((part) => oneLine(part) !== '');
  const consents = purposes.flatMap((purpose) => {
    const version = asked.get(purpose);
    return given[purpose] === true && version !== undefined ? [[purpose, version] as const] : [];
  });
  return {
    kind: 'membership',
    category: given.category ?? '',
    organisationId: given.organisation,
    locale: organisation.locale,
    answers: { organisation, title: oneLine(given.title), contributions: [] },
    contacts: [
      { name: oneLine(given.contactName), email: oneLine(given.contactEmail), phone: oneLine(given.contactPhone), role: '' },
      ...(second
        ? [
            {
              name: oneLine(given.secondName),
              email: oneLine(given.secondEmail),
              phone: oneLine(given.secondPhone),
              role: oneLine(given.secondRole),
            },
          ]
        : []),
    ],
    consents: Object.fromEntries(consents),
  };
}

const one = (value: string | null | undefined): readonly string[] => (value === '' || value === null || value === undefined ? [] : [value]);

/** A record as first values of the form. */
export function rawFromOrganisation(said: OrganisationContent, id: string | null): Readonly<Record<string, readonly string[]>> {
  return {
    name: one(said.names[said.locale] ?? Object.values(said.names)[0]),
    kind: one(said.kind),
    country: one(said.country),
    city: one(said.city),
    website: one(said.website),
    sizeBand: one(said.sizeBand),
    languages: said.languages,
    themes: said.themes,
    needs: one(said.needs),
    ...Object.fromEntries(
      languages.map((language) => [named[language], language === said.locale ? [] : one(said.names[language])] as const),
    ),
    organisation: one(id),
    language: one(said.locale),
  };
}

/** An application as first values of the form: what a person would have given. */
export function rawFrom(application: Application): Readonly<Record<string, readonly string[]>> {
  const { answers, contacts, consents, category, organisationId } = application;
  const [first, second] = contacts;
  return {
    ...rawFromOrganisation(answers.organisation, organisationId),
    category: one(category),
    ...Object.fromEntries(purposes.map((purpose) => [purpose, consents[purpose] === undefined ? [] : ['true']])),
    title: one(answers.title),
    contactName: one(first?.name),
    contactEmail: one(first?.email),
    contactPhone: one(first?.phone),
    secondName: one(second?.name),
    secondRole: one(second?.role),
    secondEmail: one(second?.email),
    secondPhone: one(second?.phone),
  };
}
