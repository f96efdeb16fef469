/** Where the files of the search index lie between the one who builds them and those who search: a bucket or a folder. */
export interface IndexStorage {
  /** The manifest's text; `undefined` when none has been put. */
  readManifest(): Promise<string | undefined>;
  /**
   * Replaces the manifest by what `change` makes of it (`undefined`: none has been put), at once: a reader sees the old or the
   * new one, never a part. When another run has replaced it in between, `change` is called again with theirs: no run undoes
   * what another has put. So `change` does nothing but answer.
   */
  changeManifest(change: (text: string | undefined) => string): Promise<void>;
  /** Puts a packed file. No name is used twice. */
  putFile(name: string, packedPath: string): Promise<void>;
  /** Copies a packed file to that path. @throws when there is none of the name */
  pullFile(name: string, toPath: string): Promise<void>;
  /** A file that isn't there is no error. */
  deleteFile(name: string): Promise<void>;
}
