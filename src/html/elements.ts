// What the HTML standard says of each element, as far as sound articles need it.

const set = (names: string): ReadonlySet<string> => new Set(names.split(' '));

export const voidElements = set('area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr');

/** Their text is not markup. */
export const rawTextElements = set('script style textarea title xmp iframe noembed noframes');

/** A start tag of these closes an open `<p>`. */
export const closesParagraph = set(
  'address article aside blockquote center details dialog dir div dl dd dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 ' +
    'header hgroup hr li listing main menu nav ol p plaintext pre search section summary table ul xmp',
);

/** Not allowed inside text: what makes a line of its own. */
export const blockElements = set(
  'address article aside blockquote dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr ' +
    'legend li main menu nav ol p pre search section summary table caption colgroup thead tbody tfoot tr td th ul',
);

/** They hold text and inline elements only. */
export const inlineElements = set(
  'abbr b bdi bdo big button cite code data dfn em font i kbd label mark meter nobr output progress q s samp small span strike strong sub sup time tt u var',
);

/** Blocks that hold text and inline elements only. */
export const textBlocks = set('h1 h2 h3 h4 h5 h6 p pre summary legend');

export const headings = set('h1 h2 h3 h4 h5 h6');

export const lists = set('ul ol menu');

/** The standard reopens these in the next block if they were left open. */
export const formattingElements = set('a b big code em font i nobr s small strike strong tt u');

/** An end tag does not reach past these ("scope" in the standard). */
export const scopeBoundaries = set('applet caption html table td th marquee object template svg math foreignobject');

/** The standard's "special" elements: an inline end tag does not reach past them. */
export const specialElements = set(
  'address applet area article aside base basefont bgsound blockquote body br button caption center col colgroup dd details dir div dl dt ' +
    'embed fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe img input keygen li link ' +
    'listing main marquee menu meta nav noembed noframes noscript object ol p param plaintext pre script search section select source style ' +
    'summary table tbody td template textarea tfoot th thead title tr track ul wbr xmp svg math',
);

/** Elements whose end tag may be left out. */
export const optionalEnd = set('p li dt dd option optgroup tr td th thead tbody tfoot colgroup caption rt rp rb rtc');

/** The page's own, dropped from an article together with what they hold or, for the first three, without it. */
export const pageElements = set('html head body frameset frame base');

const known = set(
  'a abbr address area article aside audio b bdi bdo blockquote br button canvas caption cite code col colgroup data datalist dd del details ' +
    'dfn dialog div dl dt em embed fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr i iframe img input ins kbd label ' +
    'legend li link main map mark menu meta meter nav noscript object ol optgroup option output p picture pre progress q rp rt ruby s samp ' +
    'script search section select selectedcontent slot small source span strong style sub summary sup svg math table tbody td template ' +
    'textarea tfoot th thead time title tr track u ul var video wbr ' +
    // obsolete
    'acronym applet basefont bgsound big blink center dir font image keygen listing marquee nobr noembed noframes param plaintext rb rtc ' +
    'spacer strike tt xmp',
);

export function isKnown(name: string): boolean {
  return known.has(name) || pageElements.has(name);
}

/** `<my-widget>`: allowed wherever text is. */
export function isCustom(name: string): boolean {
  return /^[a-z][a-z0-9._]*-[a-z0-9._-]*$/.test(name);
}

// Marks of our own, between the two halves of `repair`; none is left in what is given back.

/** An attribute with the line of a tag; left out of what is written in the end. */
export const lineMark = 'ink-line';

/** Stands for an unknown element until the tree shows whether it holds blocks. */
export const neutral = 'ink-neutral';

/** Stands for `</p>` whose paragraph a block has ended: the text before it, after that block, is a paragraph too. */
export const tailMark = 'ink-tail';
