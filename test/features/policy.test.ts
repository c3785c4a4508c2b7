/** Every action of every feature for every role. Who may is written here once more, so that a change of rights is seen. */
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { UserError } from '../../src/errors.ts';
import { type Role, roles } from '../../src/features/person/roles.ts';
import { defineRights } from '../../src/features/rights.ts';

/** Least role, then everything that it may do beyond the ones before. */
const rights: Readonly<Record<Role, readonly string[]>> = {
  guest: [
    'agenda.show',
    'application.read',
    'application.submit',
    'application.withdraw',
    'call.show',
    'conversation.open',
    'conversation.settle',
    'conversation.write',
    'question.offerHelp',
    'campaign.answer',
    'consent.give',
    'consent.withdraw',
    'delivery.read',
    'draft.discard',
    'draft.read',
    'draft.write',
    'event.feedback',
    'event.list',
    'event.rsvp',
    'event.show',
    'experience.answerInvitation',
    'experience.search',
    'experience.show',
    'link.start',
    'link.undo',
    'link.use',
    'organisation.answer',
    'organisation.ask',
    'organisation.change',
    'organisation.create',
    'directory.search',
    'onboarding.finish',
    'onboarding.start',
    'onboarding.stop',
    'ownOrganisation.read',
    'ownOrganisation.offer',
    'ownOrganisation.answer',
    'ownOrganisation.leave',
    'ownOrganisation.consent',
    'person.language',
    'person.profile',
    'question.ask',
    'question.judge',
    'reminder.mute',
    'reminder.read',
    'reminder.snooze',
    'person.timeZone',
    'privacy.erase',
    'privacy.export',
    'privacy.read',
    'privacy.withdraw',
    'subscription.choose',
    'subscription.read',
  ],
  member: [
    'candidacy.apply',
    'candidacy.mine',
    'candidacy.read',
    'candidacy.remind',
    'candidacy.submit',
    'candidacy.useLateCode',
    'candidacy.withdraw',
    'event.attendees',
    'event.materials',
    'experience.invite',
    'experience.mine',
    'experience.revise',
    'experience.submit',
    'experience.withdraw',
    'offer.answer',
    'offer.close',
    'offer.search',
    'offer.write',
    'person.find',
    'prospect.suggest',
  ],
  editor: [
    'event.announce',
    'event.cancel',
    'event.create',
    'event.edit',
    'event.move',
    'announcement.approve',
    'announcement.read',
    'announcement.send',
    'announcement.stop',
    'announcement.write',
    'experience.decline',
    'experience.publish',
    'experience.queue',
    'experience.requestChanges',
    'knowledge.attach',
    'knowledge.publish',
    'knowledge.read',
    'knowledge.write',
  ],
  secretariat: [
    'application.decide',
    'application.queue',
    'call.check',
    'call.create',
    'call.edit',
    'call.extend',
    'call.list',
    'call.open',
    'candidacy.counts',
    'candidacy.decide',
    'candidacy.lateCodes',
    'candidacy.queue',
    'conversation.answer',
    'conversation.close',
    'conversation.draft',
    'conversation.read',
    'conversation.take',
    'delivery.list',
    'doctor.examine',
    'delivery.retry',
    'onboarding.funnel',
    'delivery.skip',
    'experience.reviewOwn',
    'members.export',
    'members.exportContacts',
    'campaign.bringBack',
    'campaign.cancel',
    'campaign.criteria',
    'campaign.review',
    'campaign.start',
    'prospect.contact',
    'prospect.decide',
    'prospect.read',
    'coverage.change',
    'coverage.read',
    'organisation.duplicates',
    'organisation.keepApart',
    'organisation.merge',
    'organisation.undoMerge',
    'organisation.any',
    'organisation.contacts',
    'transfer.export',
  ],
  admin: ['members.import', 'transfer.import', 'knowledge.export', 'knowledge.import'],
};

const features = join(import.meta.dirname, '../../src/features');
const Policy = z.object({ table: z.record(z.string(), z.enum(roles)) });
const tables = await Promise.all(
  globSync('**/policy.ts', { cwd: features }).map(async (file) => Policy.parse(await import(join(features, file))).table),
);
const table: Readonly<Record<string, Role>> = Object.assign({}, ...tables);
const policy = defineRights(table);
const allowed = (role: Role): readonly string[] => roles.slice(0, roles.indexOf(role) + 1).flatMap((one) => rights[one]);

test('no two features name the same action', () => {
  expect(tables.flatMap((one) => Object.keys(one)).toSorted()).toEqual(Object.keys(table).toSorted());
});

test('every action is written down here', () => {
  expect(Object.keys(table).toSorted()).toEqual(Object.values(rights).flat().toSorted());
});

describe.each(roles)('%s', (role) => {
  test.each(Object.keys(table))('%s', (action) => {
    const expected = allowed(role).includes(action);
    expect(policy.may({ role }, action)).toBe(expected);
    if (expected) policy.authorize({ role }, action);
    else expect(() => policy.authorize({ role }, action)).toThrow(new UserError('forbidden'));
  });
});
