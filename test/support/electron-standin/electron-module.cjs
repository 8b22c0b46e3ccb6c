// CommonJS, as Electron's own module is: one object that `require`, `import electron` and `import { app }` all see,
// and whose members a test may replace.
const { app } = require('./api/app.ts');
const { BrowserWindow } = require('./api/browser-window.ts');
const { dialog } = require('./api/dialog.ts');
const { ipcMain } = require('./api/ipc-main.ts');
const { Menu, MenuItem } = require('./api/menu.ts');
const { MessageChannelMain } = require('./api/message-port-main.ts');
const { net } = require('./api/net.ts');
const { powerMonitor, powerSaveBlocker } = require('./api/power.ts');
const { protocol } = require('./api/protocol.ts');
const { safeStorage } = require('./api/safe-storage.ts');
const { screen } = require('./api/screen.ts');
const { session } = require('./api/session.ts');
const { shell } = require('./api/shell.ts');
const { webContents } = require('./api/web-contents.ts');
const { recordedCalls } = require('./api/recorded-calls.ts');

/** Only the stand-in has it: what the application asked of the desktop, for tests that know they run here. */
const standin = { recordedCalls };

module.exports = {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MenuItem,
  MessageChannelMain,
  net,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  standin,
  webContents,
};
