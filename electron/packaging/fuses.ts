import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';

/** How every fuse that the program cares about must stand in the packed binary. */
const REQUIRED_FUSES = {
  RunAsNode: 'off',
  EnableCookieEncryption: 'on',
  EnableNodeOptionsEnvironmentVariable: 'off',
  EnableNodeCliInspectArguments: 'off',
  EnableEmbeddedAsarIntegrityValidation: 'on',
  OnlyLoadAppFromAsar: 'on',
  GrantFileProtocolExtraPrivileges: 'off',
} as const satisfies Partial<Record<keyof typeof FuseV1Options, 'on' | 'off'>>;

/** One fuse as it was read from a binary. */
interface FuseReading {
  readonly name: string;
  readonly required: 'on' | 'off';
  readonly found: string;
}

/** Reads the fuses from a binary. Throws when it has none. */
export async function readFuses(binary: string): Promise<FuseReading[]> {
  const wire = await getCurrentFuseWire(binary);
  return Object.entries(REQUIRED_FUSES).map(([name, required]) => {
    const state = wire[FuseV1Options[name as keyof typeof REQUIRED_FUSES]];
    return { name, required, found: nameOf(state) };
  });
}

function nameOf(state: FuseState | undefined): string {
  switch (state) {
    case FuseState.ENABLE:
      return 'on';
    case FuseState.DISABLE:
      return 'off';
    case FuseState.REMOVED:
      return 'removed';
    case FuseState.INHERIT:
      return 'inherited';
    case undefined:
      return 'absent';
    default:
      return 'unknown';
  }
}
