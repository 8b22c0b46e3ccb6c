import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FAULT_KINDS } from './fault-kind.ts';

describe('the kinds of faults', () => {
  it('[SM8] are those of the table in the protocol’s document', () => {
    const text = readFileSync('docs/sync-protocol.md', 'utf8');
    const [table = ''] = text.slice(text.indexOf('| Key | What happens |')).split('\n\n');
    const keys = [...table.matchAll(/^\| `([a-z0-9-]+)` \|/gm)].map(([, key]) => key);
    expect(keys).toEqual(FAULT_KINDS);
  });
});
