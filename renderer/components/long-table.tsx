import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';

/** One column of the table. `order` names what a click on its heading sorts by. */
export interface Column<Row> {
  readonly id: string;
  readonly title: string;
  readonly width: string;
  readonly order?: string;
  readonly cell: (row: Row) => ReactNode;
}

const ROW_PIXELS = 34;

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
  readonly onOrder: (order: string) => void;
  readonly onOpen: (row: Row) => void;
  /** Told which rows are seen, so that they can be brought. */
  readonly onVisible: (first: number, last: number) => void;
  /** Told when a person comes to the list to work in it, and when they leave it. */
  readonly onWork: (isWorking: boolean) => void;
}): ReactNode {
  const {
    label,
    columns,
    count,
    offset,
    rows,
    keyOf,
    order,
    descending,
    onOrder,
    onOpen,
    onVisible,
    onWork,
  } = props;
  const box = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(0);
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_PIXELS,
    overscan: 8,
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => onVisible(first, last), [onVisible, first, last]);

  const move = (to: number): void => {
    const next = Math.max(0, Math.min(count - 1, to));
    setCurrent(next);
    virtual.scrollToIndex(next);
  };
  const moves: Readonly<Record<string, () => void>> = {
    ArrowDown: () => move(current + 1),
    ArrowUp: () => move(current - 1),
    PageDown: () => move(current + 10),
    PageUp: () => move(current - 10),
    Home: () => move(0),
    End: () => move(count - 1),
    Enter: () => {
      const row = rows[current - offset];
      if (row !== undefined) onOpen(row);
    },
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const action = event.altKey || event.target !== box.current ? undefined : moves[event.key];
    if (action === undefined) return;
    event.preventDefault();
    action();
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
      onFocus={() => onWork(true)}
      onBlur={() => onWork(false)}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: see above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the grid is the one stop */}
      <div role="row" aria-rowindex={1} className="k-grid-head" style={{ gridTemplateColumns: template }}>
        {columns.map((column) => (
          // biome-ignore lint/a11y/useSemanticElements: see above
          // biome-ignore lint/a11y/useFocusableInteractive: the button inside is
          <div key={column.id} role="columnheader" aria-sort={sortOf(column, order, descending)}>
            {column.order === undefined ? (
              column.title
            ) : (
              <button type="button" className="k-sort" onClick={() => onOrder(column.order ?? '')}>
                {column.title}
                <span aria-hidden="true">{column.order === order ? (descending ? ' ▼' : ' ▲') : ''}</span>
              </button>
            )}
          </div>
        ))}
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
              id={`row-${item.index}`}
              role="row"
              aria-rowindex={item.index + 2}
              aria-selected={item.index === current}
              className="k-row"
              style={{
                gridTemplateColumns: template,
                height: ROW_PIXELS,
                transform: `translateY(${item.start}px)`,
              }}
              onClick={() => {
                setCurrent(item.index);
                if (row !== undefined) onOpen(row);
              }}
            >
              {columns.map((column) => {
                const content = row === undefined ? '…' : column.cell(row);
                return (
                  // biome-ignore lint/a11y/useSemanticElements: see above
                  // biome-ignore lint/a11y/useFocusableInteractive: the grid is the one stop
                  <div
                    key={column.id}
                    role="gridcell"
                    title={typeof content === 'string' ? content : undefined}
                  >
                    {content}
                  </div>
                );
              })}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function sortOf<Row>(
  column: Column<Row>,
  order: string,
  descending: boolean,
): 'ascending' | 'descending' | 'none' | undefined {
  if (column.order === undefined) return undefined;
  if (column.order !== order) return 'none';
  return descending ? 'descending' : 'ascending';
}
