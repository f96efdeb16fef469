/**
 * The site: pages, JSON API and the way out, as one handler of API Gateway v2 events. Lambda and the local round run the
 * same one.
 *
 * A table of our own and not Powertools' router: identifiers with slashes are the rest of a path, HEAD goes with GET,
 * a wrong method is told what is allowed, and the OpenAPI test reads the table. That is fewer lines than bending another.
 */
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { renderMessagePage } from '../../core/render/page/message-page.ts';
import { allowedMethods, createRouter, notFound, type MatchedRoute } from './route.ts';
import { ROUTES } from './routes.ts';
import { pageAnswer, problemAnswer, withSiteHeaders, type WebAnswer } from './web-answer.ts';
import type { WebDeps } from './web-deps.ts';
import { readRequest, type WebRequest } from './web-request.ts';

/** No form of ours comes near. */
const MAX_BODY_BYTES = 64 * 1024;

const findRoute = createRouter(ROUTES);

const isApi = (path: string): boolean => path.startsWith('/api/');

interface Refusal {
  readonly status: number;
  readonly heading: string;
  readonly detail: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A problem document for programs, a page for people. */
const refuse = (deps: WebDeps, path: string, { status, heading, detail, headers = {} }: Refusal): WebAnswer =>
  isApi(path)
    ? problemAnswer(status, detail, { headers })
    : pageAnswer(renderMessagePage(deps.site, { heading, body: detail }), { status, headers });

const answerMatched = (
  deps: WebDeps,
  request: WebRequest,
  { route, params }: MatchedRoute,
): Promise<WebAnswer> | WebAnswer => {
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const handler = method === 'GET' || method === 'POST' ? route.methods[method] : undefined;
  if (handler === undefined) {
    const allow = allowedMethods(route).join(', ');
    return refuse(deps, request.path, {
      status: 405,
      heading: 'That can’t be done here',
      detail: `This address answers ${allow} only.`,
      headers: { allow },
    });
  }
  if (request.body.byteLength > MAX_BODY_BYTES) {
    return refuse(deps, request.path, {
      status: 413,
      heading: 'That is too much',
      detail: `A body may have ${MAX_BODY_BYTES} bytes at most.`,
    });
  }
  return handler(deps, request, params);
};

const answerRequest = async (deps: WebDeps, request: WebRequest): Promise<WebAnswer> => {
  const matched = request.path.startsWith('/_local/') && !deps.inbox ? undefined : findRoute(request.path);
  if (matched === undefined) {
    return isApi(request.path) ? problemAnswer(404, 'There is no such address in this API.') : notFound(deps);
  }
  if (deps.onError === undefined) return answerMatched(deps, request, matched);
  try {
    return await answerMatched(deps, request, matched);
  } catch (error) {
    deps.onError(error, matched.route.path);
    return refuse(deps, request.path, {
      status: 500,
      heading: 'Something went wrong here',
      detail: 'The fault is on this side and has been noted. Please try again in a few minutes.',
    });
  }
};

/** Makes the handler; the dependencies are kept for its lifetime. */
export const createWebHandler =
  (deps: WebDeps) =>
  async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> => {
    const request = readRequest(event);
    const given =
      request === undefined
        ? refuse(deps, event.rawPath, {
            status: 400,
            heading: 'This address is broken',
            detail: 'It has an escape that stands for nothing.',
          })
        : await answerRequest(deps, request);
    const { status, headers, body } = withSiteHeaders(given, deps.site.baseUrl);
    return { statusCode: status, headers, body: request?.method === 'HEAD' ? '' : body };
  };
