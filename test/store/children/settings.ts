/** Which store a child process works on: a folder, or the address of a server. */
import type { StoreSettings } from '../../../src/store/open.ts';

export function settingsOf(place: string | undefined): StoreSettings {
  if (place === undefined) throw new Error('which store?');
  return place.startsWith('postgresql://') ? { kind: 'server', url: place } : { kind: 'embedded', folder: place };
}
