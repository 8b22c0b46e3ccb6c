/** One record of a CSV text and its number as a spreadsheet shows it: the first record is row 1. */
export interface CsvRow {
  readonly row: number;
  readonly fields: readonly string[];
}

/** Why the text could not be read further, and in which row. */
export interface CsvFault {
  readonly row: number;
  readonly code: 'quote-not-closed' | 'quote-misplaced';
}

/**
 * Splits comma-separated text by RFC 4180 (a line may end in LF or CR alone, a byte order mark is skipped). Rows without any
 * content are left out but counted. After a fault the rest cannot be split: `rows` are those before it.
 */
export function readCsv(text: string): { readonly rows: readonly CsvRow[]; readonly fault?: CsvFault } {
  const rows: CsvRow[] = [];
  // One field with what ends it: quoted (doubled quotes inside) or plain, then a comma, a line end or the end.
  const field = /(?:"([^"]*(?:""[^"]*)*)"|([^",\r\n]*))(,|\r\n|\r|\n|$)/y;
  let row = 1;
  let fields: string[] = [];
  let position = text.startsWith('\uFEFF') ? 1 : 0;
  while (position < text.length || fields.length > 0) {
    field.lastIndex = position;
    const match = field.exec(text);
    if (match === null) return { rows, fault: { row, code: faultAt(text, position) } };
    fields.push(match[1] === undefined ? (match[2] ?? '') : match[1].replaceAll('""', '"'));
    position = field.lastIndex;
    if (match[3] === ',') continue;
    if (fields.some((content) => content.trim() !== '')) rows.push({ row, fields });
    fields = [];
    row += 1;
  }
  return { rows };
}

function faultAt(text: string, position: number): CsvFault['code'] {
  if (text[position] !== '"') return 'quote-misplaced';
  return /^"[^"]*(?:""[^"]*)*$/.test(text.slice(position)) ? 'quote-not-closed' : 'quote-misplaced';
}
