/** A published experience and an open call for tests of candidacies; the tests' clock begins two weeks before the closing. */
import type { Desk, Visitor } from '../../support/desk.ts';

/** Of somebody who has written to the bot before. */
export async function anExperience(desk: Desk, visitor: string, title = 'Youth budget of Grenoble'): Promise<string> {
  const { db } = desk.house.parts.store;
  const { personId } = await db.identity.findFirstOrThrow({ where: { externalId: visitor } });
  const { id } = await db.experience.create({
    data: {
      id: desk.house.parts.newId(),
      state: 'published',
      locale: 'en',
      title,
      summary: 'Young people decided.',
      country: 'FR',
      ownerId: personId,
    },
  });
  return id;
}

const contacts = 'Ana Pires, ana@example.org';
export const secret = 'ana@example.org';
export const summary = 'Young people of Grenoble decide on a part of the budget of their city.';

/** From the first page to the review, on a platform that holds a whole page. */
export async function fillsIn(visitor: Visitor): Promise<void> {
  await visitor.fills({ category: ['democracy'], size: ['b'] });
  await visitor.fills({
    'q-who': ['The city of Grenoble'],
    'q-purpose': ['A budget for the young'],
    'q-innovation': ['They decide alone'],
  });
  await visitor.fills({ 'q-years': ['5'], 'q-authorised': ['true'] });
  await visitor.fills({ summary: [summary] });
  await visitor.fills({ contacts: [contacts] });
}

/** Begun with what they have, and sent in. */
export async function sendsIn(visitor: Visitor, title = 'Youth budget of Grenoble'): Promise<void> {
  await visitor.types(`/award apply ${title}`);
  await fillsIn(visitor);
  await visitor.presses('Submit');
}
