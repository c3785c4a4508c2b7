/** The catalogue: whole in four languages, plainly written, all of it used, and everything that is asked for there. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type IntlMessageFormat, IntlMessageFormat as Message } from 'intl-messageformat';
import { expect, test } from 'vitest';
import { commands } from '../../commands/index.ts';
import type { AnyCommand } from '../../src/chat/command.ts';
import { forms } from '../../src/features/registry.ts';
import { fixedParts, isNode, literal, type Node, readSources, root } from '../support/sources.ts';

const languages = ['en', 'es', 'fr', 'pt'] as const;
type Element = ReturnType<IntlMessageFormat['getAst']>[number];

const texts = new Map(languages.map((language) => [language, read(language)]));
const english = texts.get('en') ?? new Map<string, string>();
const namespaces = new Set([...english.keys()].map((key) => key.slice(0, key.indexOf('.'))));
const sources = readSources('src', 'commands');
const nodes = sources.flatMap((source) => source.nodes);

function read(language: string): ReadonlyMap<string, string> {
  const folder = join(root, 'locales', language);
  return new Map(
    readdirSync(folder).flatMap((file) => {
      const content: Record<string, string> = JSON.parse(readFileSync(join(folder, file), 'utf8'));
      return Object.entries(content).map(([key, text]) => [`${file.replace('.json', '')}.${key}`, text] as const);
    }),
  );
}

test('there are exactly these languages', () => {
  expect(readdirSync(join(root, 'locales')).sort()).toEqual([...languages]);
});

test.each(languages)('%s has the same texts as English', (language) => {
  const keys = [...(texts.get(language)?.keys() ?? [])];
  expect({ missing: [...english.keys()].filter((key) => !keys.includes(key)), extra: keys.filter((key) => !english.has(key)) }).toEqual({
    missing: [],
    extra: [],
  });
});

test.each(languages)('%s: every text is a valid message with the same placeholders as in English', (language) => {
  const wrong = [...(texts.get(language) ?? [])].filter(([key, text]) => {
    const other = english.get(key);
    return other !== undefined && placeholders(text, language).join() !== placeholders(other, 'en').join();
  });
  expect(wrong.map(([key, text]) => `${key}: ${text}`)).toEqual([]);
});

test.each(languages)('%s: no text is empty, shouts, or carries spaces at its ends', (language) => {
  const wrong = [...(texts.get(language) ?? [])].filter(([, text]) => text === '' || /[!¡]/.test(text) || text !== text.trim());
  expect(wrong.map(([key, text]) => `${key}: ${text}`)).toEqual([]);
});

test('what is asked for by name is there', () => {
  const asked = nodes.filter(isTranslation).flatMap((call) => literals(firstArgument(call)));
  expect(asked.length).toBeGreaterThan(50);
  expect(unknown(asked)).toEqual([]);
});

test('what is asked for by a name made of parts is there', () => {
  const made = nodes.filter(isTranslation).flatMap((call) => {
    const parts = fixedParts(firstArgument(call));
    return parts?.[0] !== undefined && namespaces.has(parts[0].split('.')[0] ?? '') ? [parts] : [];
  });
  const nowhere = made.filter((parts) => ![...english.keys()].some((key) => patternOf(parts).test(key)));
  expect(nowhere.map((parts) => parts.join('…'))).toEqual([]);
});

test('every refusal that is thrown has its words', () => {
  const codes = nodes
    .filter((node) => node.type === 'NewExpression' && isNode(node.callee) && node.callee.name === 'UserError')
    .flatMap((node) => literals(firstArgument(node)));
  expect(codes.length).toBeGreaterThan(5);
  expect(unknown(codes.map((code) => `errors.${code}`))).toEqual([]);
});

test('every problem of a form field has its words', () => {
  const codes = nodes.flatMap((node) => {
    if (node.type !== 'ObjectExpression') return [];
    const properties = Array.isArray(node.properties) ? node.properties.filter(isNode) : [];
    const value = (name: string) => properties.find(({ key }) => isNode(key) && key.name === name)?.value;
    return value('field') === undefined ? [] : literals(value('code'));
  });
  expect(codes.length).toBeGreaterThan(2);
  expect(unknown(codes.map((code) => `problems.${code}`))).toEqual([]);
});

test('every command has its description, and each of its options a name and a description', () => {
  expect(unknown(commands.flatMap((command) => commandKeys(command).needed))).toEqual([]);
});

test('every form has its title, its pages and its labels', () => {
  expect(unknown(forms.flatMap((form) => formKeys(form.id).needed))).toEqual([]);
});

test('every text is used', () => {
  const strings = new Set(
    sources.filter(({ path }) => !path.endsWith('/chrome.ts')).flatMap((source) => source.nodes.flatMap((node) => literal(node) ?? [])),
  );
  const patterns = nodes
    .map(fixedParts)
    .filter((parts) => parts !== undefined)
    .filter(([first = '']) => namespaces.has(first.split('.')[0] ?? '') && first.includes('.'))
    // `commands.…` and `forms.…` are made for what there is: those are held against the definitions.
    .filter(([first = '']) => !/^(commands|forms|errors|problems)\./.test(first))
    .map(patternOf);
  const possible = new Set([
    ...commands.flatMap((command) => [...commandKeys(command).needed, ...commandKeys(command).allowed]),
    ...forms.flatMap((form) => [...formKeys(form.id).needed, ...formKeys(form.id).allowed]),
  ]);
  const used = (key: string): boolean => {
    const code = /^(?:errors|problems)\.(.+)$/.exec(key)?.[1];
    return (
      strings.has(key) || possible.has(key) || (code !== undefined && strings.has(code)) || patterns.some((pattern) => pattern.test(key))
    );
  };
  expect([...english.keys()].filter((key) => !used(key))).toEqual([]);
});

const unknown = (keys: readonly string[]): readonly string[] => [...new Set(keys)].filter((key) => !english.has(key));

/** `t('…')`, `ctx.t('…')`, `t.rich('…')` */
function isTranslation(node: Node): boolean {
  if (node.type !== 'CallExpression' || !isNode(node.callee)) return false;
  const { callee } = node;
  const named = (part: unknown, name: string): boolean => isNode(part) && (part.name === name || named(part.property, name));
  if (callee.type === 'Identifier') return callee.name === 't' || callee.name === 'say';
  return named(callee.property, 't') || (named(callee.property, 'rich') && named(callee.object, 't'));
}

const firstArgument = (node: Node): unknown => (Array.isArray(node.arguments) ? node.arguments[0] : undefined);

/** The strings that an expression may be: itself, or the two ends of a condition. */
function literals(node: unknown): readonly string[] {
  if (isNode(node) && node.type === 'ConditionalExpression') return [...literals(node.consequent), ...literals(node.alternate)];
  const text = literal(node);
  return text === undefined ? [] : [text];
}

const patternOf = (parts: readonly string[]): RegExp =>
  new RegExp(`^${parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.+')}$`);

function commandKeys(command: AnyCommand): { needed: readonly string[]; allowed: readonly string[] } {
  const key = `commands.${command.name.replaceAll(' ', '.')}`;
  const [group] = command.name.split(' ');
  const options = Object.entries<AnyCommand['options'][string]>(command.options);
  return {
    needed: [
      `${key}.description`,
      `commands.${group}.description`,
      ...options.flatMap(([name, option]) => [
        `${key}.options.${name}.name`,
        `${key}.options.${name}.description`,
        ...(option.kind === 'choice' ? option.values.map((value: string) => `${key}.options.${name}.choices.${value}`) : []),
      ]),
    ],
    allowed: [`${key}.example`, `${key}.home`, `${key}.name`, `commands.${group}.name`],
  };
}

function formKeys(id: string): { needed: readonly string[]; allowed: readonly string[] } {
  const form = forms.find((one) => one.id === id);
  const fields = Object.keys(form?.fields ?? {});
  return {
    needed: [
      `forms.${id}.title`,
      ...(form?.pages ?? []).map((page: { readonly id: string }) => `forms.${id}.pages.${page.id}`),
      ...fields.map((field) => `forms.${id}.fields.${field}.label`),
    ],
    allowed: fields.flatMap((field) => [`forms.${id}.fields.${field}.hint`, `forms.${id}.fields.${field}.placeholder`]),
  };
}

/** `name:kind` of each argument and tag, once. The same whatever the order of the words. */
function placeholders(text: string, language: string): readonly string[] {
  const found = new Set<string>();
  const visit = (elements: readonly Element[]): void => {
    for (const element of elements) {
      if ('options' in element) {
        found.add(`${element.value}:${'pluralType' in element ? 'plural' : `select ${Object.keys(element.options).sort()}`}`);
        for (const option of Object.values(element.options)) visit(option.value);
      } else if ('children' in element) {
        found.add(`<${element.value}>`);
        visit(element.children);
      } else if (element.type !== LITERAL && element.type !== POUND) {
        found.add(`${'value' in element ? element.value : ''}:${element.type}`);
      }
    }
  };
  visit(new Message(text, language).getAst());
  return [...found].sort();
}
/** Element types of ICU's syntax tree, @formatjs/icu-messageformat-parser. */
const LITERAL = 0;
const POUND = 7;
