/**
 * The box for signing up, and the words under which somebody signs up. A plain form; the script beside it only adds a proof
 * of work, by which the limits are wider, and the browser's time zone. Nothing is lost without it.
 */
import { html, type SafeHtml } from '../html.ts';
import { siteName, type PageSite } from './page-frame.ts';

/** Kept with each consent, so that it can be shown what was agreed to; goes up when the words below change. */
export const CONSENT_TEXT = 'box-1';

const BOX_HEADING = 'Get trending papers in your email inbox once a day!';

export interface SubscribeBox {
  readonly site: PageSite;
  /** Signed; says when the page was made. */
  readonly formToken: string;
  /** Canonical category of the page, or `all`: what the first mails are about. */
  readonly category: string;
  /** IANA zone that is taken to be the reader's, when one is known. */
  readonly timeZone?: string;
  /** What was typed before, when the form is shown once more. */
  readonly email?: string;
  /** What is wrong with it. */
  readonly fault?: string;
}

/**
 * The field `website` is there for programs only: people neither see nor hear it, and whoever sees it, with the style sheet
 * off, is told to leave it alone. At most one box on a page.
 */
export const subscribeBox = ({ site, formToken, category, timeZone, email, fault }: SubscribeBox): SafeHtml =>
  html`<section class="box ui" aria-labelledby="box-heading">
    <form method="post" action="/subscribe" data-proof>
      <h2 id="box-heading">${BOX_HEADING}</h2>
      <label for="box-email">Email address</label>
      <div class="row">
        <input
          id="box-email"
          type="email"
          name="email"
          value="${email}"
          autocomplete="email"
          autocapitalize="none"
          spellcheck="false"
          maxlength="254"
          placeholder="you@example.org"
          aria-describedby="${fault !== undefined && 'box-fault '}box-words"
          ${fault !== undefined && html`aria-invalid="true"`}
          required
        /><button>Subscribe</button>
      </div>
      ${fault !== undefined && html`<p class="fault" id="box-fault">${fault}</p>`}
      <p id="box-words" class="hint">
        ${siteName(site)} mails the new and rising papers of your fields, with the reasons for each. A mail asks you to
        confirm first; every mail ends it with one click. No tracking, and the address goes nowhere else.
      </p>
      <div class="trap" aria-hidden="true">
        <label>Leave this empty <input type="text" name="website" value="" tabindex="-1" autocomplete="off" /></label>
      </div>
      <input type="hidden" name="form" value="${formToken}" /><input type="hidden" name="proof" value="" /><input
        type="hidden"
        name="category"
        value="${category}"
      /><input type="hidden" name="timeZone" value="${timeZone}" />
    </form>
    <script src="/proof.js" defer></script>
  </section> `;
