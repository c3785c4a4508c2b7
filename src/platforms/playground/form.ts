/** Sheets that come back from the page: what was typed, by field, as strings. */
import { z } from 'zod';
import type { Inbound, RawValues } from '../../chat/platform.ts';
import { limits } from './limits.ts';

const MAX_VALUES = 60;

export const rawSchema = z.record(z.string().max(100), z.array(z.string().max(limits.form.text)).max(MAX_VALUES));

export const moveSchema = z.enum(['next', 'back', 'resume', 'close']);
export type Move = z.infer<typeof moveSchema>;

/** `resume` opens the draft where it was left, or at `sheet`. */
export function formInbound(move: Move, draft: string, sheet: string | undefined, raw: RawValues): Inbound {
  switch (move) {
    case 'next':
      return { type: 'form.page', draft, sheet: sheet ?? '', raw };
    case 'back':
      return { type: 'form.back', draft, sheet: sheet ?? '', raw };
    case 'resume':
      return { type: 'form.resume', draft, ...(sheet === undefined ? {} : { sheet }) };
    case 'close':
      return { type: 'form.closed', draft };
  }
}
