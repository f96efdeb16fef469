/** Invented people and methods. Family names are made up, so that nobody is credited with a paper that isn't theirs. */
import type { SampleRandom } from './sample-random.ts';

const GIVEN_NAMES = (
  'Ada Amina Aiko Anselm Beno Bintou Calla Chidi Dalia Davor Edda Emeka Farida Fenna Gideon Hana Hiro Ilse Imre Ines Ishaan ' +
  'Jun Kaveh Kirsi Laleh Lior Lucja Mako Maren Minh Nadir Nneka Odile Oskar Priya Quentin Rafiq Rosalind Sanna Sefa Tadeo ' +
  'Tamsin Uma Viggo Wanjiru Xiadani Yael Yusra Zhen Zora J\\"org Zo\\"e Ren\\\'e S\\o{}ren \\c{S}irin Jos\\\'e Bj\\"orn'
).split(' ');

const FAMILY_NAMES = (
  'Abendrot Adewunmire Alverstane Amberley-Kos Arkanov Bassinge Belquist Birkhavn Bonnefoix Brandaris Calvessa Chandravik ' +
  'Corrimond Dalgaardt Delacroisne Drossel Ebonwright Elvemark Esterhuil Falkenroth Fenwarden Fontaneau Gellinsky Grimalde ' +
  'Haldorsted Hartenvoss Hoshigawa Ibanrroa Ilmarsson Jankovelle Jorvanni Kalimuthra Kestrelman Kobayoshi Korventausta ' +
  'Lantermann Lindequarre Lomboki Makarewi Marchbanke Meridew Mirzanejad Montalvane Nakadori Nightingaal Norrbacka Obersand ' +
  'Okonjide Oldekop Ostrovane Pallavanti Penhallic Quillerand Ramanujar Rosenqvarn Sandovaro Schattenfroh Silvermane ' +
  'Stormgard Tanakawa Tessendorp Thistlewood Ueharaki Umbrecht Valdesano Vandermeulle Varnhem Vasarelli Wachterson Whitlocke ' +
  'Winterhalde Xanthoule Yamashiro-Lund Yildirane Zabrowicz Zimmerhackl ' +
  'Pe\\~nalvo M\\"uhlrad Dvo\\v{r}anek S\\o{}rgaardt \\L{}ubowice Bar{\\i}ncan Castell\\`a Garc{\\\'\\i}arena Nystr\\"omer'
).split(' ');

const METHOD_NAMES = (
  'Almanac Anvil Arbour Astrolabe Barque Beacon Bellwether Bramble Caravel Causeway Cinder Clerestory Compass Coppice Cormorant ' +
  'Curlew Driftwood Estuary Fathom Ferrule Filigree Flint Gantry Gazetteer Glasswing Gnomon Halyard Harrow Heliotrope Hopscotch ' +
  'Inkwell Isthmus Jackdaw Keystone Kittiwake Lantern Lattice Ledger Lichen Lighter Lodestar Loom Marquetry Meander Mosaic Mullion ' +
  'Narwhal Orrery Osprey Outrigger Palimpsest Pantograph Parapet Pebble Pinnace Plover Plumb Quarry Quillwork Rampart Redshank ' +
  'Rookery Rushlight Sandpiper Sextant Shuttle Skein Sluice Spindle Starling Stencil Tangram Tessera Theodolite Thicket Tiller ' +
  'Transom Trellis Turnstone Vellum Viaduct Wayfarer Weathervane Whimbrel Windlass Wren Yardarm'
).split(' ');

const INITIALS = 'A B C D E G H J K L M N P R S T W'.split(' ');

/** One name as it stands in a feed, accents in TeX. */
export const makeAuthor = (random: SampleRandom): string => {
  const initial = random.chance(0.2) ? ` ${random.pick(INITIALS)}.` : '';
  return `${random.pick(GIVEN_NAMES)}${initial} ${random.pick(FAMILY_NAMES)}`;
};

/** Different people, `count` of them. */
export const makeAuthors = (random: SampleRandom, count: number): readonly string[] => {
  const names = new Set<string>();
  while (names.size < count) names.add(makeAuthor(random));
  return [...names];
};

/** A method's name that no other paper of the sample has: the name alone at first, then with a number. */
export const createMethodNames = (random: SampleRandom): (() => string) => {
  const shuffled = random.shuffle(METHOD_NAMES);
  let used = 0;
  return () => {
    const round = Math.floor(used / shuffled.length);
    const name = shuffled[used % shuffled.length] ?? '';
    used += 1;
    return round === 0 ? name : `${name}-${round + 1}`;
  };
};
