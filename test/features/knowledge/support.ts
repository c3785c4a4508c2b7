/** An entry as the tests about knowledge write it. */
import type { KnowledgeFileEntry } from '../../../src/features/knowledge/content.ts';

/** What membership costs, in English and French. */
export const cost = (words: Partial<KnowledgeFileEntry['texts'][string]> = {}): KnowledgeFileEntry => ({
  key: 'cost',
  topic: 'membership',
  handsOver: false,
  source: { title: 'Rules', url: 'https://example.org/rules' },
  checkedOn: '2026-11-01',
  reviewBy: '2027-05-01',
  state: 'published',
  texts: {
    en: { title: 'What does it cost?', answer: 'Nothing.', phrasings: ['is it free'], links: [], ...words },
    fr: { title: 'Combien ça coûte ?', answer: 'Rien.', phrasings: ['c’est gratuit'], links: [] },
  },
});
