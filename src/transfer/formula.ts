/** Cells that a spreadsheet would run as formulas, guarded with an apostrophe so that they can be opened again. Pure. */

// https://owasp.org/www-community/attacks/CSV_Injection; the wide forms are read as formulas by some spreadsheets too.
const formula = /^'*[=+\-@\t\r＝＋－＠]/;

export const guarded = (cell: string): string => (formula.test(cell) ? `'${cell}` : cell);

/** Undoes `guarded`, whatever the cell was. */
export const opened = (cell: string): string => (cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell);
