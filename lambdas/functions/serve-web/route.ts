/** What a route is, and how a path finds one. */
import { renderMessagePage } from '../../core/render/page/message-page.ts';
import { pageAnswer, type WebAnswer } from './web-answer.ts';
import type { WebDeps } from './web-deps.ts';
import type { WebRequest } from './web-request.ts';

export type RouteHandler = (
  deps: WebDeps,
  request: WebRequest,
  params: Readonly<Record<string, string | undefined>>,
) => Promise<WebAnswer>;

export interface Route {
  /** `{name}` stands for one segment, `{name+}` for everything that is left, as API Gateway writes it. */
  readonly path: string;
  /** HEAD is answered wherever GET is. */
  readonly methods: Readonly<Partial<Record<'GET' | 'POST', RouteHandler>>>;
}

export interface MatchedRoute {
  readonly route: Route;
  readonly params: Readonly<Record<string, string | undefined>>;
}

const patternOf = ({ path }: Route): RegExp =>
  new RegExp(
    `^${path
      .replace(/[.\\^$*?()[\]|]/g, '\\$&')
      .replace(/\{(\w+)\+\}/g, '(?<$1>.+)')
      .replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`,
    's',
  );

/** Finds the first route whose path fits. */
export const createRouter = (routes: readonly Route[]): ((path: string) => MatchedRoute | undefined) => {
  const patterns = routes.map((route) => ({ route, pattern: patternOf(route) }));
  return (path) => {
    for (const { route, pattern } of patterns) {
      const found = pattern.exec(path);
      if (found) return { route, params: found.groups ?? {} };
    }
    return undefined;
  };
};

/** The methods that a route answers, as the Allow header lists them. */
export const allowedMethods = ({ methods }: Route): readonly string[] => [
  ...(methods.GET ? ['GET', 'HEAD'] : []),
  ...(methods.POST ? ['POST'] : []),
];

/** The page for everything that is not here. */
export const notFound = ({ site }: Pick<WebDeps, 'site'>): WebAnswer =>
  pageAnswer(
    renderMessagePage(site, {
      heading: 'There is no such page',
      body: 'The address may be mistyped, or the page has moved.',
    }),
    {
      status: 404,
    },
  );
