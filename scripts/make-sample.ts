/** `npm run make-sample`: writes the bundled sample to local/sample-feeds, where it is committed. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { makeSampleFeeds } from './sample-feeds.ts';

const directory = new URL('../local/sample-feeds/', import.meta.url);
const feeds = makeSampleFeeds();

await rm(directory, { recursive: true, force: true });
await mkdir(directory, { recursive: true });
for (const [name, content] of feeds) await writeFile(new URL(name, directory), content);

const bytes = [...feeds.values()].reduce((sum, content) => sum + Buffer.byteLength(content), 0);
console.log(`${feeds.size} feeds, ${Math.round(bytes / 1024)} KB written to local/sample-feeds`);
