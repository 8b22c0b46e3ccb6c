import { open } from 'node:fs/promises';
import { ok, type Result, refused } from '#shared/kernel/result.ts';
import { decodeUtf8 } from '#shared/kernel/utf8.ts';
import { CommandProblem } from './terminal.ts';

/** Why a file that is there gives no text. */
type InputFault = { readonly code: 'too-large'; readonly bytes: number } | { readonly code: 'not-utf8' };

/**
 * The text of a file that somebody named at a terminal. One of more than `mostBytes` is not read at all. Throws a
 * `CommandProblem` with exit code 2 where there is no file that can be read.
 */
export async function readInputFile(file: string, mostBytes: number): Promise<Result<string, InputFault>> {
  const handle = await open(file).catch((failure: NodeJS.ErrnoException) => {
    const reason = failure.code === 'ENOENT' ? 'There is no file' : 'Cannot read the file';
    throw new CommandProblem(`${reason} ${file}.`, 2);
  });
  try {
    const status = await handle.stat();
    if (status.isDirectory()) throw new CommandProblem(`${file} is a folder, not a file.`, 2);
    if (status.size > mostBytes) return refused({ code: 'too-large', bytes: status.size });
    return ok(decodeUtf8(await handle.readFile()));
  } catch (failure) {
    // The decoder throws this of bytes that are not UTF-8.
    if (failure instanceof TypeError) return refused({ code: 'not-utf8' });
    throw failure;
  } finally {
    await handle.close();
  }
}
