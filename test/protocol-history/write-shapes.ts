import { writeFileSync } from 'node:fs';
import { PROTOCOL_VERSION } from '#shared/protocol/protocol-version.ts';
import { messageShapes } from './message-shapes.ts';

// Run by hand, and only while this number of the protocol is not released (README.md, PV3).
const file = new URL(`./v${PROTOCOL_VERSION}/shapes.json`, import.meta.url);
writeFileSync(file, `${JSON.stringify(messageShapes(), null, 1)}\n`);
