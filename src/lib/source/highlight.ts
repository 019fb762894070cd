import { createCssVariablesTheme, createHighlighter, type ShikiTransformer } from 'shiki';
import { regionsOf } from './regions.ts';

/** The languages that a sample's files are written in, by the ending of the file's name. */
const languages = { ts: 'typescript', js: 'javascript', html: 'html', css: 'css' } as const;

const theme = createCssVariablesTheme({ name: 'tokens', variablePrefix: '--', fontStyle: false });
const ready = createHighlighter({ themes: [theme], langs: Object.values(languages) });

/** What a token's class is called: a strict Content-Security-Policy allows no `style` attribute, and a class is shorter. */
const classes: Record<string, string> = {
  'token-keyword': 'k',
  'token-string': 's',
  'token-string-expression': 's',
  'token-comment': 'c',
  'token-function': 'f',
  'token-constant': 'n',
  'token-parameter': 'p',
  'token-punctuation': 'u',
  'token-link': 's',
};

/** Turns `style="color:var(--token-keyword)"` into `class="k"`; what has the plain colour needs no element of its own. */
const classed: ShikiTransformer = {
  name: 'classed',
  span(node) {
    const [, token = ''] = /var\(--([\w-]+)\)/.exec(String(node.properties.style)) ?? [];
    node.properties = classes[token] ? { class: classes[token] } : {};
  },
  line(node) {
    node.children = node.children.flatMap((child) =>
      child.type === 'element' && Object.keys(child.properties).length === 0 ? child.children : [child],
    );
  },
};

/** A part of a file as HTML: a region with its name, or what stands between two regions. */
export interface HighlightedPart {
  /** The name of the region, or `undefined` for what stands outside of all. */
  readonly region: string | undefined;
  /** Escaped text with `<span class>` around the tokens; ends with a line break. Its text is the file's, to the letter. */
  readonly html: string;
}

/**
 * Colours a file and cuts it at its regions; the parts joined are the whole file. The ending of the name decides the
 * language. Throws a RegionError for a region that does not end.
 */
export async function highlight(text: string, fileName: string): Promise<HighlightedPart[]> {
  const ending = fileName.slice(fileName.lastIndexOf('.') + 1);
  const lang = ending in languages ? languages[ending as keyof typeof languages] : 'text';
  const highlighter = await ready;
  const pre = highlighter.codeToHtml(text.trimEnd(), { lang, theme: 'tokens', transformers: [classed] });
  const lines = pre
    .replace(/^<pre[^>]*><code>|<\/code><\/pre>$/g, '')
    .split('\n')
    .map((line) => line.replace(/^<span class="line">(.*)<\/span>$/, '$1'));

  const parts: HighlightedPart[] = [];
  const cut = (region: string | undefined, from: number, to: number) => {
    if (to > from) parts.push({ region, html: lines.slice(from, to).join('\n') + '\n' });
  };
  let next = 0;
  for (const region of regionsOf(text, fileName)) {
    cut(undefined, next, region.firstLine);
    cut(region.name, region.firstLine, region.lastLine + 1);
    next = region.lastLine + 1;
  }
  cut(undefined, next, lines.length);
  return parts;
}
