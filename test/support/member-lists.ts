/** Made-up lists of members, as old spreadsheets have them: nobody in them exists. */
import { write } from './record-files.ts';

const places = [
  ['España', 'Ayuntamiento de', 'Vallenueva'],
  ['France', 'Ville de', 'Montclair'],
  ['Portugal', 'Câmara Municipal de', 'Rioverde'],
  ['Senegal', 'City of', 'Ndiaré'],
  ['Colombia', 'Alcaldía de', 'Puerto Nuevo'],
  ['Brasil', 'Prefeitura de', 'Campo Belo'],
] as const;
const sorts = ['Local government', 'Local government', 'Local government', 'Universidad', 'ONG'] as const;

/** Rows under a Spanish header; every one another organisation. */
export const memberRows = (count: number): Record<string, string>[] =>
  Array.from({ length: count }, (_, at) => {
    const [country, title, town] = places[at % places.length] ?? places[0];
    const sort = sorts[at % sorts.length] ?? sorts[0];
    const city = `${town} ${at}`;
    const name = sort === 'Universidad' ? `Universidad de ${city}` : sort === 'ONG' ? `Asociación Vecinal ${city}` : `${title} ${city}`;
    return {
      Código: `M${at}`,
      Nombre: name,
      Tipo: sort,
      País: country,
      Ciudad: city,
      Habitantes: String(1000 + at * 37),
      Web: `www.vecinos-${at}.example.org`,
      Correo: `contacto${at}@vecinos-${at}.example.org`,
      Contacto: `Persona ${at}`,
      Teléfono: `+34 600 000 ${String(at % 1000).padStart(3, '0')}`,
      Desde: String(2001 + (at % 20)),
      Temas: at % 2 === 0 ? 'Salud; Educación' : 'Medio ambiente',
    };
  });

export const memberFile = (count: number): string => write('miembros.csv', memberRows(count));
