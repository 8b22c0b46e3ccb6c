import * as Comlink from 'comlink';
import { OpfsFiles } from '#renderer/store/journal/opfs-files.ts';

// Only a dedicated worker may open a file's synchronous handle.
Comlink.expose(OpfsFiles);
