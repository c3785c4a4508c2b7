/** What changed between two versions of a sheet, in words that can be read aloud. Pure. */
import { diffWordsWithSpace } from 'diff';
import type { Section } from '../../chat/pages.ts';
import { type Content, type ContentField, changedFields } from './content.ts';
import { fieldName, joined, valuesOf, type Words } from './words.ts';

const prose = new Set<ContentField>(['summary', 'description', 'results', 'evaluation']);
const lists = new Set<ContentField>(['types', 'themes', 'sdgs', 'objectives', 'participants', 'methods', 'links']);

/** One section for every field that changed. */
export const difference = (words: Words, before: Content, after: Content): readonly Section[] =>
  changedFields(before, after).map((field) => ({ heading: fieldName(words.t, field), text: changeOf(words, field, before, after) }));

function changeOf(words: Words, field: ContentField, before: Content, after: Content): string {
  const { t } = words;
  const [was, is] = [valuesOf(words, before, field), valuesOf(words, after, field)];
  if (lists.has(field)) {
    return lines(
      said(
        t('experience.difference.removed'),
        joined(
          t,
          was.filter((value) => !is.includes(value)),
        ),
      ),
      said(
        t('experience.difference.added'),
        joined(
          t,
          is.filter((value) => !was.includes(value)),
        ),
      ),
      sameMembers(was, is) ? t('experience.difference.order') : '',
    );
  }
  const [old, now] = [was.join(', '), is.join(', ')];
  if (old === '') return said(t('experience.difference.added'), now);
  if (now === '') return said(t('experience.difference.removed'), old);
  if (prose.has(field)) return passages(words, old, now);
  return lines(said(t('experience.difference.before'), old), said(t('experience.difference.now'), now));
}

/** Texts further apart than this are two texts, and finding out in detail would take long. */
const MOST_CHANGES = 1500;
/** Characters of what stayed the same that are shown around a change. */
const AROUND = 50;

function passages({ t }: Words, old: string, now: string): string {
  const parts = diffWordsWithSpace(old, now, { maxEditLength: MOST_CHANGES });
  if (parts === undefined) return lines(said(t('experience.difference.before'), old), said(t('experience.difference.now'), now));
  return lines(
    ...parts.map((part, at) => {
      if (part.removed) return said(t('experience.difference.removed'), part.value);
      if (part.added) return said(t('experience.difference.added'), part.value);
      return around(part.value, at === 0, at === parts.length - 1);
    }),
  );
}

/** Unchanged text between changes: only its ends, for orientation. */
function around(text: string, first: boolean, last: boolean): string {
  if (text.trim() === '') return '';
  const flat = text.replace(/\s+/g, ' ').trim();
  if (flat.length <= 2 * AROUND) return flat;
  if (first) return `… ${tail(flat)}`;
  if (last) return `${head(flat)} …`;
  return `${head(flat)} … ${tail(flat)}`;
}

const head = (text: string): string => text.slice(0, Math.max(AROUND / 2, text.lastIndexOf(' ', AROUND)));
const tail = (text: string): string => text.slice(Math.max(text.length - AROUND, text.indexOf(' ', text.length - AROUND) + 1));

const said = (label: string, value: string): string => (value.trim() === '' ? '' : `${label} ${value.trim()}`);
const lines = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join('\n');
const sameMembers = (a: readonly string[], b: readonly string[]): boolean => [...a].sort().join('\n') === [...b].sort().join('\n');
