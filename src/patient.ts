/** What the doctor is shown of a running bot. */
import type { AnyCommand } from './chat/command.ts';
import type { PlaceBinding, Platform } from './chat/platform.ts';
import { systemClock } from './clock.ts';
import type { Examined, Patient } from './features/doctor/patient.ts';
import type { Catalogue } from './i18n/catalogue.ts';
import type { Store } from './store/store.ts';

export interface Running {
  readonly store: Store;
  readonly commands: readonly AnyCommand[];
  readonly catalogue: Catalogue;
  readonly platforms: readonly {
    readonly plan: {
      readonly name: Platform['name'];
      readonly channels: Examined['configured'];
      readonly places?: readonly PlaceBinding[];
    };
    readonly platform: Pick<Platform, 'inspect'>;
  }[];
  readonly troubles: ReadonlyMap<string, string>;
  readonly mail: (() => Promise<unknown>) | undefined;
  readonly publicUrl: string | undefined;
  readonly embedder: boolean;
  readonly admins: boolean;
}

export function patientOf({ platforms, troubles, catalogue, embedder, ...rest }: Running): Patient {
  return {
    ...rest,
    platforms: platforms.map(({ plan, platform }) => ({
      name: plan.name,
      inspect: platform.inspect?.bind(platform),
      places: plan.places ?? [],
      trouble: troubles.get(plan.name),
      configured: plan.channels,
    })),
    texts: catalogue.locales.map((locale) => catalogue.translator(locale)),
    untranslated: untranslated(catalogue),
    embedder: embedder ? async () => (await import('./retrieval/embedder.ts')).isInstalled() : undefined,
    real: systemClock,
  };
}

/** Against the language that has the most texts. */
export function untranslated({ locales, keys }: Catalogue): Patient['untranslated'] {
  const all = new Set(locales.flatMap((locale) => keys(locale)));
  return Object.fromEntries(
    locales.map((locale) => {
      const own = new Set(keys(locale));
      return [locale, [...all].filter((key) => !own.has(key))];
    }),
  );
}
