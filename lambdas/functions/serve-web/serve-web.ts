/**
 * The site: pages, JSON API and the way out, as one handler of API Gateway v2 events. Lambda and the local round run the
 * same one.
 *
 * A table of our own and not Powertools' router: identifiers with slashes are the rest of a path, HEAD goes with GET,
 * a wrong method is told what is allowed, and the OpenAPI test reads the table. That is fewer lines than bending another.
 */
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { renderMessagePage } from '../../core/render/page/message-page.ts';
import { conditionalAnswer } from './conditional-answer.ts';
import { allowedMethods, createRouter, notFound, type MatchedRoute } from './route.ts';
import { ROUTES } from './routes.ts';
import { pageAnswer, problemAnswer, withSiteHeaders, type WebAnswer } from './web-answer.ts';
import type { WebDeps } from './web-deps.ts';
import { readRequest, type WebRequest } from './web-request.ts';

/** No form of ours comes near. */
const MAX_BODY_BYTES = 64 * 1024;

/** Address, headers and cookies of a request together: Node's own bound; API Gateway lets 10 KB through. */
const MAX_HEAD_BYTES = 16 * 1024;

const findRoute = createRouter(ROUTES);

const headBytes = ({ rawPath, rawQueryString, headers, cookies = [] }: APIGatewayProxyEventV2): number =>
  [rawPath, rawQueryString, ...Object.entries(headers).flat(), ...cookies].reduce(
    (bytes, text) => bytes + Buffer.byteLength(text ?? ''),
    0,
  );

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

const answerEvent = (deps: WebDeps, event: APIGatewayProxyEventV2): Promise<WebAnswer> | WebAnswer => {
  if (headBytes(event) > MAX_HEAD_BYTES) {
    return refuse(deps, event.rawPath, {
      status: 431,
      heading: 'That is too much',
      detail: `Address and headers of a request may have ${MAX_HEAD_BYTES} bytes at most.`,
    });
  }
  const request = readRequest(event);
  return request === undefined
    ? refuse(deps, event.rawPath, {
        status: 400,
        heading: 'This address is broken',
        detail: 'It has an escape that stands for nothing.',
      })
    : answerRequest(deps, request);
};

/** Makes the handler; the dependencies are kept for its lifetime. */
export const createWebHandler =
  (deps: WebDeps) =>
  async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> => {
    const method = event.requestContext.http.method.toUpperCase();
    const whole = withSiteHeaders(await answerEvent(deps, event), deps.site.baseUrl);
    const ifNoneMatch = event.headers['if-none-match'];
    const { status, headers, body } = conditionalAnswer(whole, { method, ifNoneMatch });
    return { statusCode: status, headers, body: method === 'HEAD' ? '' : body };
  };
