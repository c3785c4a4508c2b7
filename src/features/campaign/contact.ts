/** A contact as its owner types it, tidied. Pure. */
import { isMailAddress, tidyAddress } from '../../chat/mail-address.ts';
import { oneLine } from '../../chat/typed.ts';

export const NAME = 120;
export const PHONE = 60;

interface Typed {
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  readonly role?: string | undefined;
}

export const contactFrom = ({ name, email, phone, role }: Typed) => ({
  name: oneLine(name).slice(0, NAME),
  email: tidyAddress(email ?? '').toLowerCase(),
  phone: oneLine(phone).slice(0, PHONE),
  role: oneLine(role).slice(0, NAME),
});
export const isUsable = (contact: ReturnType<typeof contactFrom>): boolean => contact.name !== '' && isMailAddress(contact.email);
