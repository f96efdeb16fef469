/** What a sender's domain tells: invented, or somebody else's. */

/** The domain of a mail address, in lower case. */
export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

/**
 * Providers of mailboxes for everybody. Their DMARC policies let only their own servers send for them, so a digest sent as
 * one of their addresses bounces or is spam, whatever SES says of the address.
 */
const PUBLIC_MAILBOX_DOMAINS: ReadonlySet<string> = new Set(
  `gmail.com googlemail.com outlook.com hotmail.com live.com msn.com passport.com icloud.com me.com mac.com aol.com
  ymail.com rocketmail.com proton.me protonmail.com pm.me tutanota.com tuta.com fastmail.com fastmail.fm hey.com zoho.com
  zohomail.com mail.com email.com usa.com web.de t-online.de freenet.de orange.fr wanadoo.fr free.fr laposte.net sfr.fr
  libero.it virgilio.it seznam.cz wp.pl o2.pl onet.pl interia.pl mail.ru bk.ru inbox.ru list.ru rambler.ru qq.com foxmail.com
  163.com 126.com yeah.net sina.com sohu.com aliyun.com naver.com daum.net hanmail.net rediffmail.com comcast.net verizon.net
  att.net sbcglobal.net btinternet.com bigpond.com shaw.ca bluewin.ch`.split(/\s+/),
);
/** The same under many endings: `yahoo.co.uk`, `gmx.net`. */
const PUBLIC_MAILBOX_NAMES = /^(yahoo|gmx|hotmail|live|outlook|yandex)\.[a-z]{2,4}(\.[a-z]{2})?$/;

export const isPublicMailbox = (address: string): boolean => {
  const domain = domainOf(address);
  return PUBLIC_MAILBOX_DOMAINS.has(domain) || PUBLIC_MAILBOX_NAMES.test(domain);
};

/** RFC 2606 and RFC 6761: names that can never be anybody's; and the words that stand in templates. */
const RESERVED_NAME = /(^|[.@/])(example\.(com|net|org|edu)|[a-z0-9-]+\.(example|invalid|test|localhost))$/i;
const TEMPLATE_WORDS =
  /\b(example (street|road|city|town)|your (address|street|company|name|domain)|changeme|todo|placeholder)\b|<[^>]*>|x{4,}/i;

/** Whether a value, or any text within it, is one that nobody has filled in. */
export const isPlaceholder = (value: unknown): boolean => {
  if (typeof value === 'string') return RESERVED_NAME.test(value.trim()) || TEMPLATE_WORDS.test(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(isPlaceholder);
};
