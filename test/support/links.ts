/** Where the bot's own pages are said to be in tests. */
import { createLinks } from '../../src/links.ts';

export const links = createLinks(() => 'https://agora.example.org');
