import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type FocusEvent, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';

/** One column of the table. `order` names what a click on its heading sorts by. */
export interface Column<Row> {
  readonly id: string;
  readonly title: string;
  readonly width: string;
  readonly order?: string;
  /** What is shown grows when the order falls: a time, shown as how long ago it was. */
  readonly isReversed?: boolean;
  readonly cell: (row: Row) => ReactNode;
}

/** A row by what it is, and where it was, in case it is not known yet or has gone. */
export interface RowPlace {
  readonly key: string | undefined;
  readonly index: number;
}

const ROW_PIXELS = 34;
const HEAD_PIXELS = 38;

/**
 * A table of any length: only what is seen is in the page. It is one stop for the tab key; arrows move, Enter opens.
 * The current row is kept by its identity, whatever the centre sends meanwhile.
 */
export function LongTable<Row>(props: {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  /** All rows that match; only `rows` of them, from `offset` on, are at hand. */
  readonly count: number;
  readonly offset: number;
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly order: string;
  readonly descending: boolean;
  /** The row that a person comes back to; it is shown and the table takes the focus as soon as there are rows. */
  readonly comesBackTo?: RowPlace | undefined;
  readonly onOrder: (order: string, descending: boolean) => void;
  readonly onOpen: (row: Row, index: number) => void;
  /** Told which rows are seen, so that they can be brought. */
  readonly onVisible: (first: number, last: number) => void;
  /** Told when a person comes to the list to work in it, and when they leave it. */
  readonly onWork: (isWorking: boolean) => void;
}): ReactNode {
  const { label, columns, count, offset, rows, keyOf, order, descending, comesBackTo } = props;
  const { onOrder, onOpen, onVisible, onWork } = props;
  const box = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<RowPlace>(comesBackTo ?? { key: undefined, index: 0 });
  const known = place.key === undefined ? -1 : rows.findIndex((row) => keyOf(row) === place.key);
  const current = Math.max(0, Math.min(count - 1, known === -1 ? place.index : offset + known));
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_PIXELS,
    overscan: 8,
    // What scrolls below the heading is seen that much less.
    scrollPaddingEnd: HEAD_PIXELS,
    // The current row is always there, because the table names it to a screen reader.
    rangeExtractor: (range) =>
      [...new Set([current, ...defaultRangeExtractor(range)])].toSorted((one, other) => one - other),
  });
  const items = virtual.getVirtualItems();
  const first = virtual.range?.startIndex;
  const last = virtual.range?.endIndex;
  const isComing = useRef(comesBackTo !== undefined);
  useEffect(() => {
    if (!isComing.current || count === 0) return;
    isComing.current = false;
    virtual.scrollToIndex(current, { align: 'center' });
    box.current?.focus({ preventScroll: true });
    onVisible(current, current);
  }, [virtual, count, current, onVisible]);
  useEffect(() => {
    if (count > 0 && first !== undefined && last !== undefined) onVisible(first, last);
  }, [onVisible, count, first, last]);

  const keyAt = (index: number): string | undefined => {
    const row = rows[index - offset];
    return row === undefined ? undefined : keyOf(row);
  };
  const move = (to: number): void => {
    const index = Math.max(0, Math.min(count - 1, to));
    setPlace({ key: keyAt(index), index });
    virtual.scrollToIndex(index);
  };
  const open = (index: number): void => {
    const row = rows[index - offset];
    if (row === undefined) return;
    setPlace({ key: keyOf(row), index });
    onOpen(row, index);
  };
  const moves: Readonly<Record<string, () => void>> = {
    ArrowDown: () => move(current + 1),
    ArrowUp: () => move(current - 1),
    PageDown: () => move(current + 10),
    PageUp: () => move(current - 10),
    Home: () => move(0),
    End: () => move(count - 1),
    Enter: () => open(current),
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const action = event.altKey || event.target !== box.current ? undefined : moves[event.key];
    if (action === undefined) return;
    event.preventDefault();
    action();
  };
  const onFocus = (event: FocusEvent): void => {
    onWork(true);
    // Who comes by key sees where they are. A pointer shows it itself, and rows must not move under it.
    const isByKey = event.target === box.current && box.current.matches(':focus-visible');
    if (isByKey && count > 0) virtual.scrollToIndex(current);
  };
  const sortBy = (column: Column<Row>): void => {
    if (column.order === undefined) return;
    setPlace({ key: undefined, index: 0 });
    virtual.scrollToOffset(0);
    onOrder(column.order, column.order === order ? !descending : column.isReversed === true);
  };
  const template = columns.map((column) => column.width).join(' ');
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table element cannot hold rows that are only partly there
    <div
      ref={box}
      role="grid"
      aria-label={label}
      aria-rowcount={count + 1}
      aria-colcount={columns.length}
      aria-activedescendant={count > 0 ? `row-${current}` : undefined}
      tabIndex={0}
      className="k-grid"
      onKeyDown={onKeyDown}
      onFocus={onFocus}
      onBlur={() => onWork(false)}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: see above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the grid is the one stop */}
      <div role="row" aria-rowindex={1} className="k-grid-head" style={{ gridTemplateColumns: template }}>
        {columns.map((column) => {
          const sorted = sortOf(column, order, descending);
          return (
            // biome-ignore lint/a11y/useSemanticElements: see above
            // biome-ignore lint/a11y/useFocusableInteractive: the button inside is
            <div key={column.id} role="columnheader" aria-sort={sorted}>
              {column.order === undefined ? (
                column.title
              ) : (
                <button type="button" className="k-sort" onClick={() => sortBy(column)}>
                  {column.title}
                  <span aria-hidden="true">{sorted === undefined ? '' : ARROWS[sorted]}</span>
                </button>
              )}
            </div>
          );
        })}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: see above */}
      <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {items.map((item) => {
          const row = rows[item.index - offset];
          return (
            // biome-ignore lint/a11y/useSemanticElements: see above
            // biome-ignore lint/a11y/useFocusableInteractive: the grid is the one stop
            // biome-ignore lint/a11y/useKeyWithClickEvents: Enter on the grid opens the current row
            <div
              key={row === undefined ? `at ${item.index}` : keyOf(row)}
              ref={virtual.measureElement}
              data-index={item.index}
              id={`row-${item.index}`}
              role="row"
              aria-rowindex={item.index + 2}
              aria-selected={item.index === current}
              className="k-row"
              style={{
                gridTemplateColumns: template,
                minHeight: ROW_PIXELS,
                transform: `translateY(${item.start}px)`,
              }}
              onClick={() => open(item.index)}
            >
              {columns.map((column) => (
                // biome-ignore lint/a11y/useSemanticElements: see above
                // biome-ignore lint/a11y/useFocusableInteractive: the grid is the one stop
                <div key={column.id} role="gridcell">
                  {row === undefined ? '…' : column.cell(row)}
                </div>
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}

const ARROWS = { ascending: ' ▲', descending: ' ▼', none: '' } as const;

/** How what the column shows is sorted. */
function sortOf<Row>(
  column: Column<Row>,
  order: string,
  descending: boolean,
): 'ascending' | 'descending' | 'none' | undefined {
  if (column.order === undefined) return undefined;
  if (column.order !== order) return 'none';
  return descending === (column.isReversed ?? false) ? 'ascending' : 'descending';
}
