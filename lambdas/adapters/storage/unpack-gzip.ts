/** Unpacks gzip with a bound, and gives what can still be read of a damaged one. */
import { constants, createGunzip, gunzipSync } from 'node:zlib';
import { isSystemError } from './is-system-error.ts';

export interface Unpacked {
  /** At most the bound. */
  readonly bytes: Buffer;
  /** What is wrong with the gzip, one sentence; the bytes are what came before the damage. */
  readonly damage?: string;
}

/** By the two bytes that open every gzip (RFC 1952, 2.3.1), whatever the file is called. */
export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** Stops at `maxBytes`, so a bomb costs no more than that. */
export const unpackGzip = async (packed: Buffer, maxBytes: number): Promise<Unpacked> => {
  try {
    return { bytes: gunzipSync(packed, { maxOutputLength: maxBytes }) };
  } catch (error) {
    const bytes = await salvage(packed, maxBytes);
    if (bytes.length === maxBytes) return { bytes };
    const cut = isSystemError(error, 'Z_BUF_ERROR');
    return { bytes, damage: `The gzip is ${cut ? 'cut off' : 'damaged'} after ${bytes.length} unpacked bytes.` };
  }
};

const salvage = (packed: Buffer, maxBytes: number): Promise<Buffer> =>
  new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    // With a sync flush at the end zlib gives all that it has instead of an error.
    const gunzip = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH });
    const finish = (): void => {
      resolve(Buffer.concat(chunks).subarray(0, maxBytes));
    };
    gunzip.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= maxBytes) gunzip.destroy();
    });
    gunzip.on('error', finish);
    gunzip.on('close', finish);
    gunzip.end(packed);
  });
