/**
 * The one script of the site, `/proof.js`, on pages with the box for signing up. It fills in the browser's time zone and a
 * proof of work, then sends the form; whatever goes wrong, or takes too long, the form is sent without them.
 */
import { PROOF_BITS } from './proof-of-work.ts';
import type { RouteHandler } from './route.ts';
import { textAnswer } from './web-answer.ts';

/** After so long the form is sent without a proof. */
const PATIENCE_MS = 4_000;
/** Hashes asked for at once: fewer are slower, more make the page stutter. */
const HASHES_AT_ONCE = 256;

/** Plain script for any browser of the last years; nothing is loaded, stored or sent but the form itself. */
export const PROOF_SCRIPT = `'use strict';
(() => {
  const form = document.querySelector('form[data-proof]');
  if (!form) return;
  const { email, form: token, proof, timeZone } = form.elements;
  const bytes = new TextEncoder();
  try {
    timeZone.value = Intl.DateTimeFormat().resolvedOptions().timeZone || timeZone.value;
  } catch {}
  const zeroBits = (hash) => Math.clz32(new DataView(hash).getUint32(0));
  const solve = async (text, until) => {
    for (let from = 0; Date.now() < until; from += ${HASHES_AT_ONCE}) {
      const numbers = Array.from({ length: ${HASHES_AT_ONCE} }, (_, index) => from + index);
      const hashes = await Promise.all(numbers.map((n) => crypto.subtle.digest('SHA-256', bytes.encode(text + n))));
      const found = hashes.findIndex((hash) => zeroBits(hash) >= ${PROOF_BITS});
      if (found >= 0) return String(from + found);
    }
    return '';
  };
  let busy = false;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    try {
      proof.value = await solve(token.value + '\\n' + email.value + '\\n', Date.now() + ${PATIENCE_MS});
    } catch {
      proof.value = '';
    }
    HTMLFormElement.prototype.submit.call(form);
  });
  addEventListener('pageshow', () => {
    busy = false;
  });
})();
`;

/** `GET /proof.js` */
export const showProofScript: RouteHandler = () =>
  Promise.resolve(textAnswer(PROOF_SCRIPT, { type: 'text/javascript; charset=utf-8', keep: 'fixed' }));

/** What a page with the box allows beyond other pages. */
export const BOX_POLICY = { 'script-src': "'self'" } as const;
