import * as z from 'zod';
import {
  commonSettings,
  readSettings,
  SettingsError,
  textSetting,
  urlSetting,
} from '../../../lambdas/runtime/settings.ts';

const schema = commonSettings.extend({
  TABLE: textSetting,
  SITE_URL: urlSetting,
  LIMIT: z.string().regex(/^\d+$/, 'is no number').optional(),
});

describe('settings from the environment', () => {
  it('are read whole, URLs without a slash at the end', () => {
    expect(readSettings(schema, { STAGE: 'prod', TABLE: 't', SITE_URL: 'https://a.example.org/', OTHER: 'x' })).toEqual(
      {
        STAGE: 'prod',
        TABLE: 't',
        SITE_URL: 'https://a.example.org',
      },
    );
  });

  it('name every variable that is missing or wrong in one error, and no value', () => {
    const read = () => readSettings(schema, { TABLE: '  ', SITE_URL: 'ftp://secret.example.org', LIMIT: 'many' });
    expect(read).toThrow(SettingsError);
    expect(read).toThrow(
      'The environment is wrong: STAGE is missing; TABLE is empty; SITE_URL is no http(s) URL; LIMIT is no number.',
    );
  });
});
