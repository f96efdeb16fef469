/** Maths commands by what stands for them in plain Unicode text. Source: the LaTeX kernel's and AMS's symbol tables. */
import { GREEK } from './greek.ts';

const table = (pairs: string): readonly (readonly [string, string])[] =>
  pairs
    .trim()
    .split(/\s+/)
    .map((pair) => {
      const at = pair.indexOf(':');
      return [pair.slice(0, at), pair.slice(at + 1)];
    });

/** Commands without arguments, by their sign. */
export const MATHS_SYMBOLS: ReadonlyMap<string, string> = new Map([
  ...GREEK,
  ...table(`
    times:× cdot:· div:÷ pm:± mp:∓ ast:∗ star:⋆ circ:∘ bullet:• oplus:⊕ otimes:⊗ odot:⊙ dagger:† ddagger:‡
    leq:≤ le:≤ leqslant:≤ geq:≥ ge:≥ geqslant:≥ ll:≪ gg:≫ neq:≠ ne:≠ approx:≈ sim:∼ simeq:≃ cong:≅ equiv:≡ propto:∝
    lesssim:≲ gtrsim:≳ prec:≺ succ:≻ preceq:⪯ succeq:⪰ doteq:≐ asymp:≍ gt:> lt:<
    in:∈ notin:∉ ni:∋ subset:⊂ supset:⊃ subseteq:⊆ supseteq:⊇ subsetneq:⊊ cup:∪ cap:∩ setminus:∖ emptyset:∅ varnothing:∅
    forall:∀ exists:∃ neg:¬ lnot:¬ wedge:∧ land:∧ vee:∨ lor:∨ top:⊤ bot:⊥ perp:⊥ parallel:∥ mid:∣ vdash:⊢ models:⊨
    to:→ rightarrow:→ longrightarrow:→ leftarrow:← gets:← leftrightarrow:↔ Rightarrow:⇒ Longrightarrow:⇒ implies:⇒
    Leftarrow:⇐ Leftrightarrow:⇔ iff:⇔ mapsto:↦ uparrow:↑ downarrow:↓ hookrightarrow:↪ rightsquigarrow:⇝ rightleftharpoons:⇌
    infty:∞ partial:∂ nabla:∇ sum:∑ prod:∏ coprod:∐ int:∫ oint:∮ iint:∬ bigcup:⋃ bigcap:⋂ bigoplus:⨁ bigotimes:⨂
    ell:ℓ hbar:ℏ Re:ℜ Im:ℑ aleph:ℵ wp:℘ imath:ı jmath:ȷ angle:∠ triangle:△ square:□ Box:□ diamond:⋄ prime:′ degree:°
    ldots:… dots:… cdots:⋯ vdots:⋮ ddots:⋱ dotsc:… dotsb:⋯ langle:⟨ rangle:⟩ lfloor:⌊ rfloor:⌋ lceil:⌈ rceil:⌉
    vert:| Vert:‖ lvert:| rvert:| lVert:‖ rVert:‖ lbrace:{ rbrace:} backslash:\\ colon:: checkmark:✓ odiv:⨸ rtimes:⋊ ltimes:⋉
    S:§ copyright:© textdegree:° textmu:µ AA:Å ss:ß
    varGamma:Γ varDelta:Δ varOmega:Ω digamma:ϝ triangleq:≜ sharp:♯ flat:♭ natural:♮ hslash:ℏ complement:∁ upharpoonright:↾ lhd:⊲ rhd:⊳ trianglelefteq:⊴
  `),
]);

/** Operator names, written as they are. */
export const OPERATOR_NAMES: ReadonlySet<string> = new Set(
  (
    'log ln exp sin cos tan cot sec csc sinh cosh tanh arcsin arccos arctan min max argmin argmax inf sup lim limsup liminf ' +
    'det dim ker gcd deg hom Pr arg mod lg poly polylog'
  ).split(' '),
);

/** Commands that only set size, spacing or style: nothing is left of them. */
export const INVISIBLE_COMMANDS: ReadonlySet<string> = new Set(
  (
    'left right big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr middle displaystyle textstyle scriptstyle limits ' +
    'nolimits rm it bf sf tt cal mathstrut nonumber noindent'
  ).split(' '),
);

/** Commands of which only the argument is left. */
export const CONTENT_OF: ReadonlySet<string> = new Set(
  (
    'text textrm textit textbf textsf texttt textsc textup textnormal mathrm mathbf mathit mathsf mathtt mathup boldsymbol bm ' +
    'pmb mbox hbox operatorname emph ensuremath overline underline widehat widetilde underbrace overbrace mathop mathrel mathbin boxed ' +
    'mathord mathnormal smash phantom vphantom'
  )
    .split(' ')
    .filter((name) => !name.endsWith('phantom')),
);

/** Combining marks by accent command. */
export const MATHS_ACCENTS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    hat: '\u0302',
    widehat: '\u0302',
    tilde: '\u0303',
    widetilde: '\u0303',
    bar: '\u0304',
    overline: '\u0304',
    dot: '\u0307',
    ddot: '\u0308',
    vec: '\u20d7',
    check: '\u030c',
    breve: '\u0306',
    acute: '\u0301',
    grave: '\u0300',
    mathring: '\u030a',
  }),
);

/** Where the Unicode block of an alphabet starts for capitals, small letters and digits. */
interface Alphabet {
  readonly upper: number;
  readonly lower?: number;
  /** Letters that Unicode had placed elsewhere before. */
  readonly exceptions: Readonly<Record<string, string>>;
}

const ALPHABETS: ReadonlyMap<string, Alphabet> = new Map([
  ['mathbb', { upper: 0x1d538, exceptions: { C: 'ℂ', H: 'ℍ', N: 'ℕ', P: 'ℙ', Q: 'ℚ', R: 'ℝ', Z: 'ℤ' } }],
  ['mathcal', { upper: 0x1d49c, exceptions: { B: 'ℬ', E: 'ℰ', F: 'ℱ', H: 'ℋ', I: 'ℐ', L: 'ℒ', M: 'ℳ', R: 'ℛ' } }],
  ['mathfrak', { upper: 0x1d504, lower: 0x1d51e, exceptions: { C: 'ℭ', H: 'ℌ', I: 'ℑ', R: 'ℜ', Z: 'ℨ' } }],
]);
const ALPHABET_ALIASES: Readonly<Record<string, string>> = {
  Bbb: 'mathbb',
  mathds: 'mathbb',
  mathscr: 'mathcal',
  frak: 'mathfrak',
};

/** A text in an alphabet such as `mathbb`; letters without a form of it stay plain. `undefined` when it is no alphabet. */
export const inAlphabet = (command: string, text: string): string | undefined => {
  const alphabet = ALPHABETS.get(ALPHABET_ALIASES[command] ?? command);
  if (alphabet === undefined) return undefined;
  return text.replace(/[A-Za-z]/g, (letter) => {
    const exception = alphabet.exceptions[letter];
    if (exception !== undefined) return exception;
    const start = letter < 'a' ? alphabet.upper : alphabet.lower;
    return start === undefined ? letter : String.fromCodePoint(start + letter.charCodeAt(0) - (letter < 'a' ? 65 : 97));
  });
};

const scripts = (plain: string, raised: string): ReadonlyMap<string, string> => {
  const forms = Array.from(raised);
  return new Map(Array.from(plain, (character, index) => [character, forms[index] ?? character]));
};

/** Characters that Unicode has as superscripts. */
export const SUPERSCRIPTS = scripts(
  '0123456789+-−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVW′*∗∘°αβγδεθφχ',
  '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂ′**°°ᵅᵝᵞᵟᵋᶿᵠᵡ',
);

/** Characters that Unicode has as subscripts. */
export const SUBSCRIPTS = scripts('0123456789+-−=()aehijklmnoprstuvxβγρφχ', '₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ');
