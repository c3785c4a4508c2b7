/** Requests to the playground's server: each with the session's token, each act with its own id. */
import type { ActionRef } from '../../../chat/card.ts';
import type { RawValues } from '../../../chat/platform.ts';
import type { Move } from '../../../platforms/playground/form.ts';
import type { Leap } from '../../../platforms/playground/time.ts';
import type { Answer, PlaceId, RoomPerson, RoomState } from '../../../platforms/playground/wire.ts';

/** The server said no, or could not be reached (status 0). */
export class Trouble extends Error {
  readonly status: number;
  constructor(status: number) {
    super(`playground: ${status}`);
    this.name = 'Trouble';
    this.status = status;
  }
}

/** Who acts in this window. */
export interface Me {
  readonly as: string;
  readonly locale: string;
  readonly timeZone?: string;
}
export interface Where {
  readonly place: PlaceId;
  readonly thread?: string;
}

let token: string | undefined;

export async function openSession(): Promise<string> {
  const answer = await reach('/playground/api/session', {});
  token = ((await answer.json()) as { token: string }).token;
  return token;
}

export const getState = async (as: string, locale: string | undefined): Promise<RoomState> => {
  const query = new URLSearchParams({ as, ...(locale === undefined ? {} : { locale }) });
  return (await asked(`/playground/api/state?${query}`)) as RoomState;
};

export const say = (me: Me, where: Where, text: string) => act('say', me, { ...where, text });
export const press = (me: Me, message: string, ref: ActionRef, selected: readonly string[]) => act('press', me, { message, ref, selected });
export const complete = (me: Me, where: Where, name: string, option: string, typed: string) =>
  act('complete', me, { ...where, name, option, typed });
export const lookup = (me: Me, draft: string, field: string, typed: string) => act('lookup', me, { draft, field, typed });
export const home = (me: Me) => act('home', me, {});
export const form = (
  me: Me,
  where: Where,
  step: { readonly move: Move; readonly draft: string; readonly sheet: string; readonly raw: RawValues; readonly message?: string },
) => act('form', me, { ...where, ...step });
export const join = async (me: Me, name: string): Promise<RoomPerson> => (await post('people', me, { name })) as RoomPerson;

/** Resolves when everything due on the way has happened. */
export const leap = (me: Me, to: Leap): Promise<unknown> => post('time', me, to);

const act = async (path: string, me: Me, body: object): Promise<Answer> => (await post(path, me, body)) as Answer;

const post = (path: string, me: Me, body: object): Promise<unknown> =>
  asked(`/playground/api/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...body, who: { ...me, request: newId() } }),
  });

async function asked(path: string, init: RequestInit = {}): Promise<unknown> {
  if (token === undefined) await openSession();
  const first = await reach(path, withToken(init)).catch(async (trouble: unknown) => {
    if (!(trouble instanceof Trouble) || trouble.status !== 403) throw trouble;
    // The server was started anew: its token is another one. The act's id stays, so nothing happens twice.
    await openSession();
    return reach(path, withToken(init));
  });
  return first.json();
}

const withToken = (init: RequestInit): RequestInit => ({ ...init, headers: { ...init.headers, 'x-playground-token': token ?? '' } });

async function reach(path: string, init: RequestInit): Promise<Response> {
  const response = await fetch(path, init).catch(() => {
    throw new Trouble(0);
  });
  if (!response.ok) throw new Trouble(response.status);
  return response;
}

/** `crypto.randomUUID` is missing where the page is served without TLS under another name than localhost. */
export const newId = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
