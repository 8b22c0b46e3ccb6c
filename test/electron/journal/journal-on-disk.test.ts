import { NodeFiles } from '#electron/journal/node-files.ts';
import { nodeHash } from '#electron/journal/node-hash.ts';
import { Journal } from '#shared/journal/journal.ts';
import { plainCipher } from '#shared/journal/plain-cipher.ts';
import { journalContract } from '#test/contracts/journal-contract.ts';
import { makeTemporaryFolder, removeFolder } from '#test/support/temporary-folder.ts';

journalContract('on a disk, as the desktop program keeps it', async () => {
  const folder = await makeTemporaryFolder();
  let files: NodeFiles | undefined;
  return {
    open: async () => {
      await files?.close();
      files = new NodeFiles(folder);
      return new Journal({ files, cipher: plainCipher, hash: nodeHash });
    },
    dispose: async () => {
      await files?.close();
      await removeFolder(folder);
    },
  };
});
