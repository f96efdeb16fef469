/** Keeps the user's own AWS set-up out of a local round: it has its endpoints, region and credentials, and reads no profile. */
import { devNull } from 'node:os';

/**
 * Takes every variable of AWS out of the environment but the endpoints of single services, and points the SDK to no
 * configuration files. Otherwise a profile could change how requests are made: `use_fips_endpoint`, for one, is refused
 * together with any endpoint of ours. To be called before the first client is made.
 */
export const forgetAwsSetup = (env: Record<string, string | undefined>): void => {
  for (const name of Object.keys(env)) {
    // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- an environment knows no other way to be without a variable
    if (name.startsWith('AWS_') && !name.startsWith('AWS_ENDPOINT_URL_')) delete env[name];
  }
  env.AWS_CONFIG_FILE = devNull;
  env.AWS_SHARED_CREDENTIALS_FILE = devNull;
  // The SDK says at every start that releases from 2027 on want a newer Node: nothing that the user of a round can act on.
  env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
};
