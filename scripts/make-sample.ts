/** `npm run make-sample`: writes the bundled sample to local/sample-feeds and local/sample-signals, where it is committed. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { makeSampleFeeds } from './sample-feeds.ts';
import { makeSampleSignals } from './sample-signals.ts';

const writeFolder = async (name: string, files: ReadonlyMap<string, string>): Promise<void> => {
  const directory = new URL(`../local/${name}/`, import.meta.url);
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true });
  for (const [file, content] of files) await writeFile(new URL(file, directory), content);
  const bytes = [...files.values()].reduce((sum, content) => sum + Buffer.byteLength(content), 0);
  console.log(`${files.size} files, ${Math.round(bytes / 1024)} KB written to local/${name}`);
};

await writeFolder('sample-feeds', makeSampleFeeds());
await writeFolder('sample-signals', makeSampleSignals());
