import { readStageSettings, StageSettingsError } from '../../lib/settings.ts';
import { isPlaceholder, isPublicMailbox } from '../../lib/mail-domain.ts';
import { cdkContext } from './synth-stage.ts';

const GOOD = {
  senderAddress: 'digest@papers.paper-round.net',
  domain: 'paper-round.net',
  postalAddress: 'Paper Round, 12 Long Lane, 10115 Berlin',
  operatorEmail: 'operator@paper-round.net',
  categories: ['cs.LG', 'hep-th'],
  sesPricingPlan: 'ESSENTIALS',
};

const faultsOf = (settings: object, stage = 'prod'): string => {
  try {
    readStageSettings({ [stage]: settings }, stage);
  } catch (error) {
    if (error instanceof StageSettingsError) return error.message;
    throw error;
  }
  return '';
};

describe('the settings of a stage', () => {
  it('are accepted when nothing is wrong, with defaults filled in', () => {
    expect(readStageSettings({ prod: GOOD }, 'prod')).toMatchObject({
      ...GOOD,
      stage: 'prod',
      senderName: 'Paper Round',
      allowedMailDomains: [],
    });
  });

  it('may hold placeholders in the committed example only', () => {
    const context = cdkContext()['paper-round'] as { example: object };
    expect(readStageSettings(context, 'example').stage).toBe('example');
    const message = faultsOf(context.example);
    for (const field of ['senderAddress', 'domain', 'postalAddress', 'operatorEmail']) {
      expect(message).toContain(`${field}: is a placeholder`);
    }
  });

  it('tell every fault in one message', () => {
    const message = faultsOf({
      senderAddress: 'someone@gmail.com',
      domain: 'paper-round.net',
      useExistingIdentity: 'paper-round.net',
      categories: ['cs.LG', 'math.IT', 'cs.XX'],
      sesPricingPlan: 'CHEAP',
      customDomain: {
        name: 'Not A Host',
        certificateArn: 'arn:aws:acm:eu-central-1:123456789012:certificate/1',
        hostedZone: { id: 'z', name: 'paper-round.net' },
      },
      githubTokenSecret: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:token',
      colour: 'blue',
    });
    for (const fault of [
      'senderAddress: belongs to a public mailbox provider',
      'postalAddress: is missing',
      'operatorEmail: is missing',
      '"math.IT" is an alias, write cs.IT',
      '"cs.XX" is no arXiv category',
      'sesPricingPlan:',
      'githubTokenSecret: must be the name of a secret, not its ARN',
      'customDomain.name: must be a host name',
      'customDomain.certificateArn: must be the ARN of a certificate in us-east-1',
      'customDomain.hostedZone.id: must be the id of a hosted zone',
      'colour: no such setting',
    ]) {
      expect(message).toContain(fault);
    }
  });

  it.each([
    ['neither', {}],
    ['both', { domain: 'paper-round.net', useExistingIdentity: 'paper-round.net' }],
  ])('ask for one identity when %s is given', (_, identity) => {
    const { domain: _domain, ...rest } = GOOD;
    expect(faultsOf({ ...rest, ...identity })).toContain('or useExistingIdentity must be given, and not both');
  });

  it('refuse a sender outside its identity', () => {
    expect(faultsOf({ ...GOOD, senderAddress: 'digest@elsewhere.net' })).toContain(
      'must belong to the identity paper-round.net',
    );
    expect(faultsOf({ ...GOOD, senderAddress: 'digest@notpaper-round.net' })).toContain('must belong to the identity');
  });

  it('take a host name of the site with or without its certificate and zone', () => {
    const name = 'papers.paper-round.net';
    const certificateArn = 'arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-3333-4444-555555555555';
    const hostedZone = { id: 'Z0123456789ABCDEFGHIJ', name: 'paper-round.net' };
    for (const customDomain of [
      { name },
      { name, hostedZone },
      { name, certificateArn },
      { name, certificateArn, hostedZone },
    ])
      expect(readStageSettings({ prod: { ...GOOD, customDomain } }, 'prod').customDomain).toEqual(customDomain);
  });

  it('refuse a certificate of another account, and a zone that does not hold the name of the site', () => {
    const message = faultsOf({
      ...GOOD,
      account: '999999999999',
      customDomain: {
        name: 'papers.paper-round.net',
        certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/1',
        hostedZone: { id: 'Z0123456789ABCDEFGHIJ', name: 'elsewhere.net' },
      },
    });
    expect(message).toContain('customDomain.certificateArn: must be of the account 999999999999');
    expect(message).toContain('customDomain.hostedZone: must be one that holds papers.paper-round.net');
  });

  it('refuse a postal address over two lines', () => {
    expect(faultsOf({ ...GOOD, postalAddress: '12 Long Lane\n10115 Berlin' })).toContain(
      'postalAddress: must be one line',
    );
  });

  it('name the stages that there are when one is asked for that is not', () => {
    expect(() => readStageSettings({ prod: GOOD }, 'toString')).toThrow(
      'There is no stage "toString" in cdk.json (there are: prod',
    );
  });
});

describe('public mailboxes and placeholders', () => {
  it.each(['a@gmail.com', 'a@GMAIL.com', 'a@yahoo.co.uk', 'a@gmx.net', 'a@web.de', 'a@qq.com'])(
    'knows %s as public',
    (address) => {
      expect(isPublicMailbox(address)).toBe(true);
    },
  );

  it.each(['a@lab.edu', 'a@gmail.com.lab.edu', 'a@notgmail.com', 'a@yahoo.lab.org'])(
    'takes %s for a domain of its own',
    (address) => {
      expect(isPublicMailbox(address)).toBe(false);
    },
  );

  it.each(['a@example.com', 'papers.example.org', 'digest.invalid', '1 Example Street', 'TODO', '<your address>'])(
    'knows %s as a placeholder',
    (text) => {
      expect(isPlaceholder(text)).toBe(true);
    },
  );

  it.each(['a@myexample.com', 'example-lab.net', '12 Long Lane, 10115 Berlin'])('takes %s for filled in', (text) => {
    expect(isPlaceholder(text)).toBe(false);
  });
});
