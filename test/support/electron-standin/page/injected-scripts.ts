import { makePageBase64 } from './base64.ts';
import { makeContextBridge } from './context-bridge.ts';
import { makeIpcRenderer } from './ipc-renderer.ts';
import { makePagePorts } from './page-ports.ts';
import { startPreloadWorld } from './preload-world.ts';
import { denyWindowOpen, listenForWindowOpen } from './window-open.ts';
import { makeWireCodec } from './wire-codec.ts';

/** Name of the world that Electron runs preloads in. */
export const PRELOAD_WORLD = 'Electron Isolated Context';

/** Name of the function in the preload's world that reaches main. */
export const POST_BINDING = 'electronStandinPost';

/** Name of the function in the preload's world that main calls. */
export const DELIVER_FUNCTION = 'electronStandinDeliver';

// A preload runs in the window's own page only, not in frames inside it, and not in the blank page a window starts with.
const ONLY_IN_THE_PAGE = `if (window !== window.top || location.href === 'about:blank') return;`;

/** The script that prepares the page's own world. */
export function composePageScript(channel: string): string {
  return asScript(
    [makeContextBridge, denyWindowOpen],
    [`makeContextBridge(${JSON.stringify(channel)}, 'main');`, `denyWindowOpen(${JSON.stringify(channel)});`],
  );
}

/** The script that builds the preload's world; `preload` is the preload's source, `process` what it sees as `process`. */
export function composePreloadScript(channel: string, preload: string, process: object): string {
  const functions = [
    makePageBase64,
    makeWireCodec,
    makePagePorts,
    makeIpcRenderer,
    makeContextBridge,
    listenForWindowOpen,
    startPreloadWorld,
  ];
  return asScript(functions, [
    'startPreloadWorld({',
    `  channel: ${JSON.stringify(channel)},`,
    `  post: ${POST_BINDING},`,
    `  deliverName: ${JSON.stringify(DELIVER_FUNCTION)},`,
    `  preload: ${wrapPreload(preload)},`,
    `  process: ${JSON.stringify(process)},`,
    '});',
  ]);
}

/** The preload as a function expression, with the names that Electron gives a sandboxed preload. */
export function wrapPreload(source: string): string {
  return `(function (require, process, module, exports) {${source}\n})`;
}

/**
 * Node has taken the types out of these functions when it loaded them, so their text is plain JavaScript and can be
 * injected as it stands.
 */
// biome-ignore lint/complexity/noBannedTypes: only the text of each function is of interest, not its shape
function asScript(functions: readonly Function[], statements: readonly string[]): string {
  return ['(() => {', ONLY_IN_THE_PAGE, ...functions.map(String), ...statements, '})();'].join('\n');
}
