import { print } from '#central/commands/terminal.ts';
import type { Summary } from './figures.ts';

/** One row: what was measured and its figures. */
export interface FigureRow {
  readonly what: string;
  readonly summary: Summary;
  readonly unit: string;
  /** Rows that it stands beside: its median is so many times theirs. */
  readonly beside?: readonly { readonly name: string; readonly summary: Summary }[];
}

const HEAD = ['what', 'n', 'median', 'lower q.', 'upper q.', 'p95', 'unit', 'ratio'] as const;

/** Prints rows of figures as a table under its title. */
export function printFigures(title: string, rows: readonly FigureRow[]): void {
  const cells = [HEAD, ...rows.map(cellsOf)];
  const widths = HEAD.map((_, column) => Math.max(...cells.map((row) => (row[column] ?? '').length)));
  print(`\n${title}\n`);
  for (const [place, row] of cells.entries()) {
    print(`  ${row.map((cell, column) => padded(cell, widths[column] ?? 0, column)).join('  ')}`.trimEnd());
    if (place === 0) print(`  ${widths.map((width) => '─'.repeat(width)).join('  ')}`);
  }
}

function cellsOf({ what, summary, unit, beside = [] }: FigureRow): readonly string[] {
  const { count, median, lowerQuartile, upperQuartile, p95 } = summary;
  const figures = [median, lowerQuartile, upperQuartile, p95].map(shown);
  const ratios = beside.map((other) => `${shown(median / other.summary.median)} × ${other.name}`);
  return [what, String(count), ...figures, unit, ratios.join(', ')];
}

/** Three digits that say something, never more. */
function shown(figure: number): string {
  return figure >= 100 ? figure.toFixed(0) : figure >= 10 ? figure.toFixed(1) : figure.toFixed(2);
}

/** Texts begin on the left, numbers end on the right. */
function padded(cell: string, width: number, column: number): string {
  return column === 0 || column >= HEAD.indexOf('unit') ? cell.padEnd(width) : cell.padStart(width);
}
