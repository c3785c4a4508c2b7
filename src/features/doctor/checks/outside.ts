/** What lies around the bot: the mail server, the address that people reach it by, the texts, the model. */
import type { Patient } from '../patient.ts';
import { own, type Seen } from '../report.ts';

const PATIENCE_MS = 5_000;

export async function mail({ mail: verify }: Patient): Promise<Seen> {
  if (verify === undefined) return {};
  try {
    await verify();
    return {};
  } catch (error) {
    return { flaws: [own('mail.refused', 'broken', { error: error instanceof Error ? error.message : String(error) })] };
  }
}

/** Something of ours that everybody may read. */
const KNOWN = '/calendar/en.ics';

export async function web({ publicUrl }: Patient): Promise<Seen> {
  if (publicUrl === undefined) return { flaws: [own('web.unnamed', 'notice')] };
  const address = new URL(KNOWN, publicUrl).href;
  const args = { address: publicUrl };
  try {
    const { status, headers } = await fetch(address, { method: 'HEAD', redirect: 'follow', signal: AbortSignal.timeout(PATIENCE_MS) });
    const ours = status === 200 && headers.get('content-type')?.startsWith('text/calendar') === true;
    return ours ? {} : { flaws: [own('web.other', 'broken', { ...args, status })] };
  } catch (error) {
    return { flaws: [own('web.unreachable', 'broken', { ...args, error: reasonOf(error) })] };
  }
}

/** `fetch` hides why it failed. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(cause instanceof Error)) return String(cause);
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message;
}

export async function locales({ untranslated }: Patient): Promise<Seen> {
  const lacking = Object.entries(untranslated).filter(([, keys]) => keys.length > 0);
  return {
    flaws: lacking.map(([locale, keys]) => own('locales.missing', 'limited', { locale, count: keys.length, first: keys[0] ?? '' }, locale)),
  };
}

export async function embedder({ embedder: loadable }: Patient): Promise<Seen> {
  return loadable === undefined || (await loadable()) ? {} : { flaws: [own('embedder.missing', 'limited')] };
}
