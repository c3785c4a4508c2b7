/** A call and candidacies as full as they can be, with texts that have to be escaped: what every card has to hold. */
import type { Intake } from '../../../src/features/call/intake/service.ts';
import type { Candidacy } from '../../../src/features/candidacy/queries.ts';

/** Marks of every platform, in words that break. */
export const hostile = (length: number): string =>
  '<@U1> *A* & `b` _c_ [d](e) ~f~ @everyone '
    .repeat(Math.ceil(length / 40))
    .slice(0, length)
    .trim();

export const fullCall: Intake = {
  id: 'a-call-with-the-longest-key-there-is',
  key: 'a-call-with-the-longest-key-there-is',
  title: hostile(120),
  eligibility: '',
  callState: 'open',
  timeZone: 'America/Argentina/Buenos_Aires',
  graceMinutes: 10,
  state: 'open',
  opensAt: new Date('2026-01-20T00:00:00Z'),
  closesAt: new Date('2026-03-15T22:59:00Z'),
  lastMoment: new Date('2026-03-15T23:09:00Z'),
  subject: 'call:a-call-with-the-longest-key-there-is/submission',
  questionSet: 2,
  categories: Array.from({ length: 12 }, (_, at) => ({ key: `category-${at}`, label: hostile(75) })),
  sizes: Array.from({ length: 8 }, (_, at) => ({ key: `size-${at}`, label: hostile(75) })),
  questions: [
    ...Array.from({ length: 8 }, (_, at) => ({
      id: `text-${at}`,
      kind: 'text' as const,
      max: at % 2 === 0 ? 3000 : 100,
      required: true,
      page: `page-${at % 3}`,
      options: [],
      label: hostile(45),
      hint: hostile(100),
    })),
    { id: 'number', kind: 'number', min: 0, max: 1_000_000, required: true, page: 'last', label: hostile(45), hint: '', options: [] },
    { id: 'confirm', kind: 'confirm', required: true, page: 'last', label: hostile(45), hint: '', options: [] },
    {
      id: 'choice',
      kind: 'choice',
      required: true,
      page: 'last',
      label: hostile(45),
      hint: '',
      options: Array.from({ length: 25 }, (_, at) => ({ key: `option-${at}`, label: hostile(75) })),
    },
  ],
};

export const fullCandidacy: Candidacy = {
  id: 'V1StGXR8_Z5jdHi6B-myT',
  number: 123_456,
  callId: fullCall.id,
  ownerId: 'ana',
  owner: { name: 'Maria da Conceição Albuquerque' },
  state: 'submitted',
  country: 'GB',
  reason: hostile(1500),
  page: 'q-page-1',
  decidedAt: new Date('2026-03-20T10:00:00Z'),
  submittedAt: new Date('2026-03-15T22:58:59Z'),
  sentAt: new Date('2026-03-18T09:00:00Z'),
  revision: 3,
  late: true,
  version: 1234,
  experience: { id: 'V1StGXR8_Z5jdHi6B-myU', number: 99_999, title: hostile(120), country: 'GB', city: 'Grenoble' },
  category: 'category-1',
  size: 'size-1',
  contacts: hostile(1000),
  summary: hostile(1500),
  locale: 'pt',
  answers: {
    ...Object.fromEntries(Array.from({ length: 8 }, (_, at) => [`text-${at}`, hostile(at % 2 === 0 ? 3000 : 100)])),
    number: '1000000',
    confirm: 'true',
    choice: 'option-3',
    former: '&'.repeat(3000),
  },
  questionSet: 1,
};
