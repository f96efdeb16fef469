/** Where the sources of attention live, when no setting says otherwise. */

/** Without a trailing slash: `GITHUB_API_URL`, `HUGGING_FACE_URL`, `HACKER_NEWS_URL`. */
export interface AttentionBases {
  readonly gitHubApiUrl: string;
  readonly huggingFaceUrl: string;
  readonly hackerNewsUrl: string;
}

export const ATTENTION_BASES: AttentionBases = {
  gitHubApiUrl: 'https://api.github.com',
  huggingFaceUrl: 'https://huggingface.co',
  hackerNewsUrl: 'https://hn.algolia.com',
};
