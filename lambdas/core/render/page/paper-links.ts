/** The links of a paper. What a sample invents exists nowhere, so its links are text. */
import { absUrl, isSampleId, pdfUrl } from '../../paper/arxiv-id.ts';
import type { Paper } from '../../paper/paper.ts';
import { html, safeHref, type SafeHtml } from '../html.ts';

/** A link; the same words as text when there is nothing to link to, or the address is none that may be followed. */
export const linkUnless = (
  isOff: boolean,
  { href, label }: { readonly href: string; readonly label: SafeHtml | string },
): SafeHtml => {
  const target = safeHref(href);
  return isOff || target === '#' ? html`<span class="off">${label}</span>` : html`<a href="${target}">${label}</a>`;
};

/** Abstract page and PDF at arXiv, and the first repository, as items of a list. */
export const paperLinkItems = ({ paperId, links }: Paper): readonly SafeHtml[] => {
  const isSample = isSampleId(paperId);
  const [code] = links.code;
  return [
    html`<li>${linkUnless(isSample, { href: absUrl(paperId), label: `arXiv ${paperId}` })}</li>`,
    html`<li>
      ${linkUnless(isSample, { href: pdfUrl(paperId), label: html`PDF<span class="sr"> at arXiv</span>` })}
    </li>`,
    ...(code === undefined ? [] : [html`<li>${linkUnless(isSample, { href: code, label: 'Code' })}</li>`]),
  ];
};
