/**
 * Index files packed for storage. gzip at its fastest: 30,000 papers (28 MB) go to 54 % in 0.3 s and back in 0.12 s; its level 6
 * takes four times as long for 52 %, brotli 4 twice as long for 53 %.
 */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type { IndexFile } from './index-manifest.ts';

export const PACKED_ENDING = '.sqlite.gz';

const hashOf = async (path: string): Promise<string> => {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
};

export const packIndexFile = async (
  path: string,
  packedPath: string,
): Promise<Pick<IndexFile, 'sha256' | 'bytes' | 'packedBytes'>> => {
  await pipeline(createReadStream(path), createGzip({ level: 1 }), createWriteStream(packedPath));
  const [{ size: bytes }, { size: packedBytes }] = await Promise.all([stat(path), stat(packedPath)]);
  return { sha256: await hashOf(packedPath), bytes, packedBytes };
};

/** What was pulled is not what the manifest names. */
export class DamagedIndexError extends Error {
  override readonly name = 'DamagedIndexError';
}

/** @throws DamagedIndexError */
export const unpackIndexFile = async (
  packedPath: string,
  path: string,
  { name, sha256 }: Pick<IndexFile, 'name' | 'sha256'>,
): Promise<void> => {
  if ((await hashOf(packedPath)) !== sha256) throw new DamagedIndexError(`The index file ${name} is damaged.`);
  await pipeline(createReadStream(packedPath), createGunzip(), createWriteStream(path));
};
