/** Walking over a message's components, ours or as Discord returned them. */

export type Loose = Record<string, unknown>;

export const isRecord = (value: unknown): value is Loose => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every component, the nested ones after their parent. */
export function walk(components: readonly unknown[]): Loose[] {
  return components
    .filter(isRecord)
    .flatMap((component) => [component, ...walk(list(component.components)), ...walk(list(component.accessory))]);
}

/** What Discord counts: components, and characters over all text displays. */
export function size(components: readonly unknown[]): { readonly components: number; readonly text: number } {
  const all = walk(components);
  const text = all.reduce((sum, { content }) => sum + (typeof content === 'string' ? content.length : 0), 0);
  return { components: all.length, text };
}

export const customIds = (components: readonly unknown[]): string[] =>
  walk(components).flatMap(({ custom_id }) => (typeof custom_id === 'string' ? [custom_id] : []));

/** To be sent back: of a picture Discord takes its address only. */
export function withoutFindings(component: Loose): Loose {
  return Object.fromEntries(
    Object.entries(component).map(([key, inner]) => {
      if (key === 'media' && isRecord(inner)) return [key, { url: inner.url }];
      if (Array.isArray(inner)) return [key, inner.map((each) => (isRecord(each) ? withoutFindings(each) : each))];
      return [key, isRecord(inner) ? withoutFindings(inner) : inner];
    }),
  );
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : isRecord(value) ? [value] : []);
