/** Wrapper for functions behind an HTTP API: one log line a request without path, query, address or header, and an opaque answer for whatever breaks. */
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { startOnce, type FunctionParts, type SettingsSchema } from './cold-start.ts';
import { createLogger, describeError } from './logger.ts';

export type WebHandler = (event: APIGatewayProxyEventV2) => Promise<APIGatewayProxyStructuredResultV2>;

/** RFC 9457. Nothing of the error reaches the caller. */
const BROKEN: APIGatewayProxyStructuredResultV2 = {
  statusCode: 500,
  headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
  body: JSON.stringify({ type: 'about:blank', title: 'Something broke on our side', status: 500 }),
};

/** The dependency of an HTTP function is its handler: routes, pages and their own error answers are plain code. */
export const httpFunction = <Schema extends SettingsSchema>(
  parts: FunctionParts<Schema, WebHandler>,
): ((
  event: APIGatewayProxyEventV2,
  context: Pick<Context, 'awsRequestId'>,
) => Promise<APIGatewayProxyStructuredResultV2>) => {
  const start = startOnce(parts);
  return async (event, { awsRequestId }) => {
    try {
      const { deps: handle, log, metrics } = await start();
      log.beginRequest(awsRequestId);
      const answer = await handle(event);
      log.info('ANSWERED', { method: event.requestContext.http.method, status: answer.statusCode ?? 200 });
      metrics.publish();
      return answer;
    } catch (error) {
      createLogger(parts.name).error('FAILED', { requestId: awsRequestId, ...describeError(error) });
      return BROKEN;
    }
  };
};
