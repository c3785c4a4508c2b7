/** Every organisation in the network, as CSV under our own header or as JSON. Contacts only where they are asked for; that is written down. */
import { pipeline, Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import { localizedSchema } from '../../../i18n/localized.ts';
import { guarded } from '../../../transfer/formula.ts';
import type { AppContext } from '../../context.ts';
import { openContactsExport } from '../contacts/service.ts';
import type { ContactContent } from '../content.ts';
import { ownColumns } from './mapping.ts';
import { authorize } from './policy.ts';

export interface MemberExport {
  readonly format: 'csv' | 'json';
  readonly contacts: boolean;
}
type Exporting = Pick<AppContext, 'store' | 'actor' | 'clock' | 'envelope' | 'newId'>;

const PAGE = 500;
const contactColumns: ReadonlySet<string> = new Set(['contactName', 'contactRole', 'email', 'phone']);

export async function exportMembers(ctx: Exporting, { format, contacts }: MemberExport): Promise<Readable> {
  authorize(ctx.actor, 'members.export');
  const read = contacts ? await contactsFor(ctx) : undefined;
  return format === 'csv' ? asCsv(ctx, read) : asJson(ctx, read);
}

type ReadContacts = Awaited<ReturnType<typeof openContactsExport>>;

function contactsFor(ctx: Exporting): Promise<ReadContacts> {
  authorize(ctx.actor, 'members.exportContacts');
  return openContactsExport(ctx);
}

function asCsv(ctx: Exporting, read: ReadContacts | undefined): Readable {
  const targets = Object.entries(ownColumns).filter(([target]) => read !== undefined || !contactColumns.has(target));
  const header = [...targets.map(([, column]) => column), 'number', 'in_directory'];
  const rows = Readable.from(records(ctx, read)).map((record: Exported) => {
    const values = valuesOf(record);
    return [...targets.map(([target]) => values[target] ?? ''), values.number ?? '', values.inDirectory ?? ''].map(guarded);
  });
  return pipeline(rows, stringify({ header: true, bom: true, columns: header }), () => {});
}

function asJson(ctx: Exporting, read: ReadContacts | undefined): Readable {
  return Readable.from(
    (async function* () {
      let before = '[\n';
      for await (const record of records(ctx, read)) {
        yield before + JSON.stringify(valuesOf(record));
        before = ',\n';
      }
      yield before === '[\n' ? '[]\n' : '\n]\n';
    })(),
  );
}

type Exported = Awaited<ReturnType<typeof page>>[number] & { readonly contacts: readonly ContactContent[] | undefined };

async function* records(ctx: Exporting, read: ReadContacts | undefined): AsyncGenerator<Exported> {
  for (let after = 0; ; ) {
    const rows = await page(ctx, after);
    const contacts = await read?.(rows.map(({ id }) => id));
    for (const row of rows) yield { ...row, contacts: contacts && (contacts.get(row.id) ?? []) };
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = last.number;
  }
}

const page = (ctx: Exporting, after: number) =>
  ctx.store.db.organisation.findMany({
    where: { state: 'present', number: { gt: after }, membership: { isNot: null } },
    include: {
      membership: true,
      consents: { where: { purpose: 'directory', withdrawnAt: null }, select: { id: true } },
    },
    orderBy: { number: 'asc' },
    take: PAGE,
  });

function valuesOf(record: Exported): Readonly<Record<string, string>> {
  const { membership, contacts, consents, languages, themes } = record;
  const names = localizedSchema.parse(record.names);
  const several = (part: 'name' | 'role' | 'email' | 'phone'): string => (contacts ?? []).map((contact) => contact[part]).join('|');
  return {
    sourceId: record.sourceId ?? record.id,
    source: record.source ?? 'agora',
    name: names[record.locale] ?? '',
    nameEn: names.en ?? '',
    nameEs: names.es ?? '',
    nameFr: names.fr ?? '',
    namePt: names.pt ?? '',
    kind: record.kind,
    country: record.country,
    city: record.city,
    sizeBand: record.sizeBand,
    languages: languages.join('|'),
    themes: themes.join('|'),
    website: record.website,
    needs: record.needs,
    offers: record.offers,
    locale: record.locale,
    category: membership?.category ?? '',
    state: membership?.state ?? '',
    since: membership?.since?.toISOString().slice(0, 10) ?? '',
    ...(contacts !== undefined
      ? { contactName: several('name'), contactRole: several('role'), email: several('email'), phone: several('phone') }
      : {}),
    number: String(record.number),
    inDirectory: consents.length > 0 ? 'yes' : 'no',
  };
}
