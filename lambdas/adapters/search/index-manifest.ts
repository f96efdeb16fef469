/** What files the search index consists of. It is written after them, so that all it names is there. */
import * as z from 'zod';
import { isoDateSchema, isoInstantSchema } from '../../core/paper/paper.ts';
import { INDEX_FORMAT } from './index-schema.ts';

export const MANIFEST_NAME = 'manifest.json';

const fileName = z.string().regex(/^[a-z0-9]+-[0-9a-f]{12}\.sqlite\.gz$/);

export const indexFileSchema = z.object({
  name: fileName,
  /** Hexadecimal, of the packed file. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  packedBytes: z.number().int().min(1),
  bytes: z.number().int().min(1),
  papers: z.number().int().min(0),
  /** Papers announced on these days are in it. */
  from: isoDateSchema,
  to: isoDateSchema,
  /** The day of its oldest paper, which may be well after `from`; an empty one has none. */
  oldest: isoDateSchema.optional(),
  builtAt: isoInstantSchema,
});
export type IndexFile = z.infer<typeof indexFileSchema>;

const manifestSchema = z.object({
  format: z.literal(INDEX_FORMAT),
  /** The last 90 days or so; of a local round all papers. */
  hot: indexFileSchema,
  /** Hash over the papers that the last days listed at the latest renewal: what tells that nothing is new. */
  listed: z.string().optional(),
  /** By calendar year, `2025`. */
  years: z.record(z.string().regex(/^\d{4}$/), indexFileSchema).default({}),
  /** Files of earlier builds, with the instant since which nothing names them: some reader may still be pulling one. */
  retired: z.array(z.object({ name: fileName, at: isoInstantSchema })).default([]),
});
export type IndexManifest = z.infer<typeof manifestSchema>;

/** `undefined` for a text that is no manifest, or one of another format. */
export const parseManifest = (text: string): IndexManifest | undefined => {
  try {
    return manifestSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
};
