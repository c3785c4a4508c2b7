/** The project's own modules and what each imports, read by a parser. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { parseSync } from 'oxc-parser';

export interface Source {
  /** From the project's root, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
  /** It has nothing of its own: all that it exports is another module's. */
  readonly barrel: boolean;
  /** Every node of its syntax tree, outermost first. */
  readonly nodes: readonly Node[];
}

export interface Import {
  /** A path from the root for our own modules, the specifier for packages. */
  readonly of: string;
  readonly own: boolean;
  readonly typeOnly: boolean;
}

export const root = join(import.meta.dirname, '../..');

export const readSources = (...folders: readonly string[]): readonly Source[] => folders.flatMap((folder) => filesUnder(folder)).map(read);

function filesUnder(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|mjs)$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((path) => !path.startsWith('src/store/generated/'))
    .sort();
}

function read(path: string): Source {
  const text = readFileSync(join(root, path), 'utf8');
  const { program, module, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors.map(({ message }) => message).join(', ')}`);
  const nodes = walk(program);
  const resolved = (specifier: string) => resolve(path, specifier);
  const imports = [
    ...module.staticImports.map(({ moduleRequest, entries }) => ({
      ...resolved(moduleRequest.value),
      typeOnly: entries.length > 0 && entries.every(({ isType }) => isType),
    })),
    ...nodes.flatMap(({ type, source }) => {
      if (type !== 'ImportExpression' && type !== 'TSImportType') return [];
      const specifier = literal(source);
      return specifier === undefined ? [] : [{ ...resolved(specifier), typeOnly: type === 'TSImportType' }];
    }),
  ];
  const exported = module.staticExports.flatMap(({ entries }) => entries);
  const passedOn = exported.flatMap(({ moduleRequest, isType }) =>
    moduleRequest ? [{ ...resolved(moduleRequest.value), typeOnly: isType }] : [],
  );
  return {
    path,
    text,
    imports: [...imports, ...passedOn],
    barrel: exported.length > 0 && passedOn.length === exported.length,
    nodes,
  };
}

function resolve(from: string, specifier: string): { of: string; own: boolean } {
  if (!specifier.startsWith('.')) return { of: specifier, own: false };
  return { of: relative(root, join(root, dirname(from), specifier)).replaceAll('\\', '/'), own: true };
}

export interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}
export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

function walk(value: unknown): Node[] {
  if (Array.isArray(value)) return value.flatMap(walk);
  if (!isNode(value)) return [];
  return [value, ...Object.values(value).flatMap(walk)];
}

/** The text of a string in the code; undefined for anything else. */
export const literal = (node: unknown): string | undefined => (isNode(node) && typeof node.value === 'string' ? node.value : undefined);

/** A template's fixed parts: `forms.${id}.title` is ['forms.', '.title']. */
export function fixedParts(node: unknown): readonly string[] | undefined {
  if (!isNode(node) || node.type !== 'TemplateLiteral' || !Array.isArray(node.quasis)) return undefined;
  return node.quasis.map(({ value }: { readonly value: { readonly cooked: string } }) => value.cooked);
}
