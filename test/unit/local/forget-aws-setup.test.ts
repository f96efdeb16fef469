import { devNull } from 'node:os';
import { forgetAwsSetup } from '../../../local/forget-aws-setup.ts';

it('leaves of an AWS set-up only the endpoints of single services, and no file to read', () => {
  const env: Record<string, string | undefined> = {
    AWS_PROFILE: 'work',
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'a key',
    AWS_USE_FIPS_ENDPOINT: 'true',
    AWS_ENDPOINT_URL: 'https://example.org',
    AWS_CONFIG_FILE: '/home/somebody/config',
    AWS_ENDPOINT_URL_SES: 'http://127.0.0.1:9',
    HTTPS_PROXY: 'http://127.0.0.1:8',
  };
  forgetAwsSetup(env);
  expect(env).toEqual({
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    AWS_ENDPOINT_URL_SES: 'http://127.0.0.1:9',
    HTTPS_PROXY: 'http://127.0.0.1:8',
  });
});
