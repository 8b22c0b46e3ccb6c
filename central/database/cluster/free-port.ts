import { createServer } from 'node:net';

/** A loopback port that nobody listens at. Somebody may take it before we do, so be ready to ask again. */
export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port: 0, exclusive: true }, () => {
      const address = server.address();
      server.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('a server without a port'));
        else resolve(address.port);
      });
    });
  });
}
