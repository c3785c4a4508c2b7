/** E-mail addresses as people type them. */

/** RFC 5321, 4.5.3.1.3. */
export const MAX_ADDRESS = 254;

/** One @, a host with a dot, no space, quote or line break: what every mail server can be given. */
export const isMailAddress = (text: string): boolean =>
  text.length <= MAX_ADDRESS &&
  /^[^\s@<>()[\]\\,;:"\p{C}]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,}$/u.test(text);

/** Hosts have no case; what stands before the @ is the host's business. */
export function tidyAddress(text: string): string {
  const trimmed = text.trim();
  const at = trimmed.lastIndexOf('@');
  return `${trimmed.slice(0, at)}${trimmed.slice(at).toLowerCase()}`;
}
