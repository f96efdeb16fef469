/** The index of past lists, and what is said of a day that has none. */
import { quietReason } from '../../calendar/announcement-calendar.ts';
import { html } from '../html.ts';
import { countOf } from '../mail/mail-text.ts';
import { spokenDate } from '../mail/spoken-date.ts';
import { archiveHref, fieldName, listHref, WINDOW_NAMES, type ListChoice } from './list-href.ts';
import { renderMessagePage } from './message-page.ts';
import { renderPage, type PageSite } from './page-frame.ts';

export interface ArchiveDay {
  readonly date: string;
  /** Papers announced on it over all fields, where that is known. */
  readonly announced: number | undefined;
}

export interface ArchivePageInput {
  readonly site: PageSite;
  readonly choice: ListChoice;
  /** Days with a list of the choice, newest first. */
  readonly days: readonly ArchiveDay[];
}

/** The page at `/archive`. */
export const renderArchivePage = ({ site, choice, days }: ArchivePageInput): string => {
  const list = `${fieldName(choice.category)}, list of the ${choice.window}`;
  return renderPage({
    site,
    title: 'Archive',
    description: `The lists of the last days: ${list}.`,
    canonicalPath: archiveHref(choice),
    content: html`<div class="plain archive">
      <p class="back ui"><a href="${listHref({ ...choice })}">← Trending ${WINDOW_NAMES[choice.window].words}</a></p>
      <h1>Archive</h1>
      <p>
        Each list as it stood on its day: ${list}. arXiv announces nothing on Friday and Saturday evenings and on some
        holidays, so not every day has one.
      </p>
      ${
        days.length === 0
          ? html`<p>There is no list yet: the first appears once an announcement has been read and ranked.</p>`
          : html`<ul class="days-list ui">
              ${days.map(
                ({ date, announced }) =>
                  html`<li>
                    <a href="${listHref({ ...choice, date })}"
                      ><time datetime="${date}">${spokenDate(date)}</time
                      >${announced !== undefined && html` <span class="count">${countOf(announced, 'paper')} announced</span>`}</a
                    >
                  </li>`,
              )}
            </ul>`
      }
    </div>`,
  });
};

export interface NoListOfDay {
  readonly site: PageSite;
  readonly choice: ListChoice & { readonly date: string };
  /** The last list before that day. */
  readonly before: string | undefined;
}

/** The page for a day without a list. */
export const renderNoListPage = ({ site, choice, before }: NoListOfDay): string => {
  const reason = quietReason(choice.date);
  const why = reason === undefined ? '' : ` arXiv announces nothing on that day: ${reason}.`;
  return renderMessagePage(site, {
    heading: `No list of ${spokenDate(choice.date)}`,
    body: `There is no list of ${fieldName(choice.category)} for that day.${why}`,
    action: html`<ul class="links ui">
      ${before !== undefined && html`<li><a href="${listHref({ ...choice, date: before })}">The list before: ${spokenDate(before)}</a></li>`}
      <li><a href="${archiveHref(choice)}">All days with a list</a></li>
    </ul>`,
  });
};
