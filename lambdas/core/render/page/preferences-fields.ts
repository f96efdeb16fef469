/** The fields of the preferences form, each with its fault beside it. */
import { ARCHIVES, CATEGORIES, categoryName } from '../../paper/category.ts';
import { ALL_CATEGORIES } from '../../rank/ranked-list.ts';
import { html, type SafeHtml } from '../html.ts';
import { countOf } from '../mail/mail-text.ts';
import { CATEGORY_FIELD_PREFIX, type DraftFaults, type PreferencesDraft } from './preferences-draft.ts';
import { hourWords, WEEKDAY_NAMES } from './preferences-words.ts';

export interface FieldsInput {
  readonly draft: PreferencesDraft;
  readonly faults: DraftFaults;
  /** Fields that the site reads. */
  readonly categories: readonly string[];
}

const faultOf = (name: keyof PreferencesDraft, faults: DraftFaults): SafeHtml | false =>
  faults[name] !== undefined && html`<p class="fault" id="${name}-fault">${faults[name]}</p>`;

/** Attributes that tie a field to its hint and its fault. */
const tied = (name: keyof PreferencesDraft, { faults }: Pick<FieldsInput, 'faults'>, hasHint = false): SafeHtml => {
  const ids = [...(faults[name] === undefined ? [] : [`${name}-fault`]), ...(hasHint ? [`${name}-hint`] : [])];
  return html`${ids.length > 0 && html`aria-describedby="${ids.join(' ')}"`}
  ${faults[name] !== undefined && html` aria-invalid="true"`}`;
};

interface Choice {
  readonly value: string;
  readonly text: string;
}

const options = (choices: readonly Choice[], chosen: string): readonly SafeHtml[] =>
  choices.map(
    ({ value, text }) => html`<option value="${value}" ${value === chosen && html`selected`}>${text}</option>`,
  );

const HOURS: readonly Choice[] = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  text: hourWords(hour),
}));
const WEEKDAYS: readonly Choice[] = WEEKDAY_NAMES.map((text, index) => ({ value: String(index + 1), text }));

/** `America/Argentina/Buenos_Aires` is `Argentina, Buenos Aires` under `America`. */
const zoneChoice = (zone: string): Choice & { readonly region: string } => {
  const [region = '', ...place] = zone.split('/');
  return { value: zone, region, text: (place.join(', ') || region).replaceAll('_', ' ') };
};

const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone')].map(zoneChoice);
const REGIONS: readonly string[] = [...new Set(ZONES.map(({ region }) => region))];

const zoneField = (input: FieldsInput): SafeHtml => {
  const { timeZone } = input.draft;
  const isListed = ZONES.some(({ value }) => value === timeZone);
  return html`<p>
      <label for="timeZone">Time zone</label>
      <select id="timeZone" name="timeZone" ${tied('timeZone', input, true)}>
        ${!isListed && html`<option value="${timeZone}" selected>${timeZone}</option>`}
        ${REGIONS.map(
          (region) =>
            html`<optgroup label="${region}">
              ${options(
                ZONES.filter((zone) => zone.region === region),
                timeZone,
              )}
            </optgroup>`,
        )}
      </select>
    </p>
    ${faultOf('timeZone', input.faults)}
    <p class="hint" id="timeZone-hint">Now ${timeZone}. The hour stays the same when clocks change.</p>`;
};

/** How often and when. */
export const rhythmFields = (input: FieldsInput): SafeHtml => {
  const { draft, faults } = input;
  return html`<fieldset>
    <legend>When</legend>
    <div class="ticks">
      <label
        ><input type="radio" name="frequency" value="daily" ${draft.frequency !== 'weekly' && html`checked`} /> Daily,
        when there is news</label
      >
      <label
        ><input type="radio" name="frequency" value="weekly" ${draft.frequency === 'weekly' && html`checked`} />
        Weekly</label
      >
    </div>
    ${faultOf('frequency', faults)}
    <div class="pair">
      <p>
        <label for="weekday">Day, if weekly</label>
        <select id="weekday" name="weekday" ${tied('weekday', input)}>
          ${options(WEEKDAYS, draft.weekday)}
        </select>
      </p>
      <p>
        <label for="localHour">Hour</label>
        <select id="localHour" name="localHour" ${tied('localHour', input)}>
          ${options(HOURS, draft.localHour)}
        </select>
      </p>
    </div>
    ${faultOf('weekday', faults)}${faultOf('localHour', faults)}${zoneField(input)}
  </fieldset>`;
};

const tick = (category: string, { draft }: FieldsInput): SafeHtml =>
  html`<label
    ><input
      type="checkbox"
      name="${CATEGORY_FIELD_PREFIX}${category}"
      ${draft.categories.includes(category) && html`checked`}
    />
    ${category === ALL_CATEGORIES ? html`<b>All of arXiv</b>` : html`<span><b>${category}</b> ${categoryName(category)}</span>`}</label
  >`;

/** More than so many are easier found by archive. */
const MAX_UNGROUPED = 24;

const CANONICAL = CATEGORIES.filter(({ id, canonical }) => id === canonical);
const ARCHIVE_IDS: readonly string[] = [...new Set(CANONICAL.map(({ archive }) => archive))];

const archiveGroup = (
  archive: string,
  { input, ungrouped }: { readonly input: FieldsInput; readonly ungrouped: ReadonlySet<string> },
): SafeHtml | false => {
  const ids = CANONICAL.filter((category) => category.archive === archive && !ungrouped.has(category.id)).map(
    ({ id }) => id,
  );
  const hasChosen = ids.some((id) => input.draft.categories.includes(id));
  return (
    ids.length > 0 &&
    html`<details class="branch" ${hasChosen && html`open`}>
      <summary>${ARCHIVES.get(archive) ?? archive} <small>${countOf(ids.length, 'field')}</small></summary>
      <div class="ticks">${ids.map((id) => tick(id, input))}</div>
    </details>`
  );
};

/** What the site doesn't read, folded away. */
const otherFields = (input: FieldsInput, ungrouped: ReadonlySet<string>): SafeHtml => {
  const hasChosen = input.draft.categories.some((id) => id !== ALL_CATEGORIES && !ungrouped.has(id));
  return html`<details class="branch" ${hasChosen && html`open`}>
    <summary>Other fields <small>not read here; known by cross-lists only</small></summary>
    <div class="inner">${ARCHIVE_IDS.map((archive) => archiveGroup(archive, { input, ungrouped }))}</div>
  </details>`;
};

/** Fields of the site first, where they are few; of the others it knows what is cross-listed. */
export const categoryFields = (input: FieldsInput): SafeHtml => {
  const isFew = input.categories.length <= MAX_UNGROUPED;
  const grouped = new Set(CANONICAL.map(({ id }) => id));
  // What was chosen by other means, an archive that is closed by now, is not lost in the form.
  const odd = input.draft.categories.filter((category) => category !== ALL_CATEGORIES && !grouped.has(category));
  const ungrouped = new Set([...(isFew ? input.categories : []), ...odd]);
  return html`<fieldset>
    <legend>Fields</legend>
    ${faultOf('categories', input.faults)}
    <div class="ticks">${[ALL_CATEGORIES, ...ungrouped].map((category) => tick(category, input))}</div>
    <p class="hint">With “All of arXiv” the others make no difference.</p>
    ${isFew ? otherFields(input, ungrouped) : ARCHIVE_IDS.map((archive) => archiveGroup(archive, { input, ungrouped }))}
  </fieldset>`;
};

interface LinesField {
  readonly name: 'topics' | 'exclude' | 'authors';
  readonly label: string;
  readonly hint: string;
}

const linesField = ({ name, label, hint }: LinesField, input: FieldsInput): SafeHtml =>
  html`<p>
      <label for="${name}">${label}</label>
      <textarea id="${name}" name="${name}" rows="4" spellcheck="false" ${tied(name, input, true)}>
${input.draft[name]}</textarea>
    </p>
    ${faultOf(name, input.faults)}
    <p class="hint" id="${name}-hint">${hint}</p>`;

/** What is looked for beyond the fields, one per line. */
export const topicFields = (input: FieldsInput): SafeHtml =>
  html`<fieldset>
    <legend>Topics and people</legend>
    ${linesField(
      {
        name: 'topics',
        label: 'Topics, one per line',
        hint: 'Words or phrases, as in: graph neural networks. Papers whose title or abstract has all words of a line come first in the mail.',
      },
      input,
    )}
    ${linesField(
      {
        name: 'exclude',
        label: 'Leave out, one per line',
        hint: 'Papers whose title or abstract has all words of a line never come.',
      },
      input,
    )}
    ${linesField(
      {
        name: 'authors',
        label: 'Authors you follow, one per line',
        hint: 'Names or parts of names, as in: Yuki Sato.',
      },
      input,
    )}
  </fieldset>`;

/** How much. */
export const amountFields = (input: FieldsInput): SafeHtml =>
  html`<fieldset>
    <legend>How much</legend>
    <p>
      <label for="maxPapers">Papers in a mail, 1 to 50</label>
      <input
        id="maxPapers"
        name="maxPapers"
        type="number"
        inputmode="numeric"
        min="1"
        max="50"
        value="${input.draft.maxPapers}"
        ${tied('maxPapers', input)}
      />
    </p>
    ${faultOf('maxPapers', input.faults)}
    <div class="ticks">
      <label
        ><input type="checkbox" name="onlyWithCode" ${input.draft.onlyWithCode && html`checked`} /> Only papers with
        code</label
      >
    </div>
  </fieldset>`;
