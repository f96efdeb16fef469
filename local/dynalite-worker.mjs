/**
 * The thread in which dynalite runs: its own, so that engine and client each have a processor. Plain JavaScript, because
 * worker threads load it without the loaders that the other files go through.
 *
 * `workerData.directory` is the database's directory, undefined for one in memory. Posts `{ port }` once it listens, or
 * `{ openError: { code, message } }`; on any message it closes the database and ends.
 */
import { parentPort, workerData } from 'node:worker_threads';
import createServer from 'dynalite';
import { closeLevelIterators, Level } from './close-level-iterators.mjs';

/**
 * Opens and closes the very database that dynalite is going to open, because dynalite answers one that doesn't open with an
 * exception in the middle of a request.
 */
const checkDatabase = async (directory) => {
  const database = new Level(directory);
  await database.open();
  await database.close();
};

const serve = () => {
  closeLevelIterators();
  const { directory } = workerData;
  const server = createServer({ createTableMs: 0, ...(directory === undefined ? {} : { path: directory }) });
  server.listen(0, '127.0.0.1', () => parentPort.postMessage({ port: server.address().port }));
  parentPort.once('message', () => {
    server.close((error) => {
      if (error) throw error;
      parentPort.close();
    });
    // Idle connections of a client that wasn't destroyed must not hold the database open.
    server.closeIdleConnections();
  });
};

try {
  if (workerData.directory !== undefined) await checkDatabase(workerData.directory);
  serve();
} catch (error) {
  const { code, message } = error.cause ?? error;
  parentPort.postMessage({ openError: { code, message } });
}
