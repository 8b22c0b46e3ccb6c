import type { ReactNode } from 'react';

/** Labels and their values, one below the other: the read view of anything. */
export function DataList(props: {
  readonly rows: readonly { readonly label: string; readonly value: ReactNode }[];
  /** In a narrow place the value stands below its label. */
  readonly isNarrow?: boolean;
}): ReactNode {
  return (
    <dl
      style={{
        display: 'grid',
        gridTemplateColumns: props.isNarrow === true ? '1fr' : 'minmax(8rem, 16rem) 1fr',
        gap: '0.35rem 1rem',
        margin: 0,
      }}
    >
      {props.rows.map((row) => (
        <div key={row.label} style={{ display: 'contents' }}>
          <dt style={{ color: 'var(--k-secondary)' }}>{row.label}</dt>
          <dd style={{ margin: 0, overflowWrap: 'anywhere' }}>{row.value}</dd>
        </div>
      ))}
    </dl>
  );
}
