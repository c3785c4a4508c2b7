/** The plain text of a mail: for those who read without styles, for screen readers, and for filters that distrust HTML alone. Pure. */
import { inlines, type Text } from '../../chat/text.ts';
import type { Page, PageBlock } from './page.ts';

export function plainOf({ title, blocks, footer }: Page): string {
  const parts = [...(title === undefined ? [] : [title]), ...blocks.map(blockText), `-- \n${footer.map(words).join('\n')}`];
  return `${parts.join('\n\n').replaceAll('\u0000', '')}\n`;
}

function blockText(block: PageBlock): string {
  switch (block.type) {
    case 'text':
    case 'note':
      return words(block.text);
    case 'heading':
      return `${block.text}\n${'-'.repeat(Math.min(block.text.length, 60))}`;
    case 'quote':
      return words(block.text)
        .split('\n')
        .map((line) => `> ${line}`)
        .join('\n');
    case 'list':
      return block.items.map((item) => `- ${words(item)}`).join('\n');
    case 'fields':
      return block.fields.map(({ label, value }) => `${label}: ${words(value)}`).join('\n');
    case 'link':
      return `${block.label}:\n${block.url}`;
    case 'divider':
      return '* * *';
  }
}

const words = (text: Text): string =>
  inlines(text)
    .map((part) => {
      if (typeof part === 'string') return part;
      if (part.kind === 'moment') return part.at;
      if (part.kind === 'mention') return part.name;
      return part.kind === 'link' && part.text !== part.url ? `${part.text} <${part.url}>` : part.text;
    })
    .join('');
