import ts from 'typescript';
import { parse, referencesOf } from './imports.ts';
import { isVendorName, type VendorName } from './vendor.ts';

/** A sample that cannot be written as one file; the message names the file and the way out. */
export class StandaloneError extends Error {
  override name = 'StandaloneError';
}

/** What a standalone page is made of: everything as text. */
export interface StandaloneParts {
  readonly title: string;
  /** `<group>/<slug>`, named in the file's first comment. */
  readonly id: string;
  /** The markup of the body. */
  readonly html: string;
  /** Style sheets, in their order. */
  readonly styles: readonly string[];
  /** The JavaScript files by name; `main.js` is the one that the page runs. */
  readonly scripts: ReadonlyMap<string, string>;
  /** The text of a package on the allowlist. */
  readonly vendor: (name: VendorName) => Promise<string>;
}

/**
 * Writes a sample as one HTML file that runs without a server, even from `file://`. The files of the folder become one
 * readable script, helpers first; packages travel in the import map as `data:` addresses, and workers as script blocks.
 * Throws a StandaloneError where the files cannot be joined (two of one name, a renamed import, an unknown module).
 */
export async function standalone(parts: StandaloneParts): Promise<string> {
  // A build looks at all samples: every complaint says whose file it is about.
  const join = (name: string) => joinFiles(name, parts);
  const main = join('main.js');
  const workers = [...main.workers].map((name) => ({ name, ...join(name) }));
  for (const worker of workers)
    if (worker.packages.size > 0 || worker.workers.size > 0)
      throw new StandaloneError(
        `${parts.id}, ${worker.name}: a worker has no import map, so it can use files of its folder only.`,
      );

  const imports: Record<string, string> = {};
  for (const name of main.packages) imports[name] = dataUrl(await parts.vendor(name));

  const head = [
    '<!doctype html>',
    `<!-- Peerlab sample ${parts.id}, as one file. MIT licence. -->`,
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width">',
    `<title>${escapeText(parts.title)}</title>`,
    ...parts.styles.map((style) => `<style>\n${style.trim()}\n</style>`),
    ...(main.packages.size > 0 ? [`<script type="importmap">${inScript(JSON.stringify({ imports }))}</script>`] : []),
    '</head>',
  ];
  const body = [
    '<body>',
    '<main>',
    `<h1>${escapeText(parts.title)}</h1>`,
    parts.html.trim(),
    '</main>',
    ...workers.map(({ name, text }) => `<script type="text/plain" id="${name}">\n${inScript(text)}</script>`),
    `<script type="module">\n${inScript(main.workers.size > 0 ? fileUrl + '\n' + main.text : main.text)}</script>`,
    '</body>',
    '</html>',
  ];
  return [...head, ...body].join('\n') + '\n';
}

// From file:// Chromium refuses `blob:` to worklets and to workers that are modules; a worker from `data:` is of no origin, and what
// belongs to one, as a file of the page's own, cannot be given to it: in Chromium 156 the page crashes.
const fileUrl = `/** A worker needs an address of its own: here it is made from the script block with this id. */
function fileUrl(id) {
  const text = document.getElementById(id).textContent;
  if (location.protocol === 'file:') return 'data:text/javascript,' + encodeURIComponent(text);
  return URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
}
`;

interface Joined {
  readonly text: string;
  readonly packages: ReadonlySet<VendorName>;
  /** Files that a `new URL(…, import.meta.url)` names. */
  readonly workers: ReadonlySet<string>;
}

/** Joins a file and what it imports from its folder into one module, the imported ones first. */
function joinFiles(entry: string, { id, scripts }: StandaloneParts): Joined {
  const packageImports = new Set<string>();
  const packages = new Set<VendorName>();
  const workers = new Set<string>();
  const owners = new Map<string, string>();
  const texts: string[] = [];
  const seen = new Set<string>();

  const add = (name: string) => {
    if (seen.has(name)) return;
    seen.add(name);
    const text = scripts.get(name);
    if (text === undefined) throw new StandaloneError(`${id}, ${name}: there is no such file in the folder.`);

    const edits: Edit[] = unexported(text, name);
    for (const { kind, specifier, start, end } of referencesOf(text, name)) {
      // Too large to travel along: in the file this call throws, and the sample says what it can do without the package.
      if (kind === 'resolve') continue;
      if (kind === 'url') {
        workers.add(localName(specifier, name));
        edits.push({ start, end, text: `fileUrl('${localName(specifier, name)}')` });
      } else if (isVendorName(specifier)) {
        packages.add(specifier);
        packageImports.add(text.slice(start, end));
        edits.push({ start, end: endOfLine(text, end), text: '' });
      } else {
        add(localName(specifier, name));
        edits.push({ start, end: endOfLine(text, end), text: '' });
      }
    }
    for (const declared of topLevelNames(text, name)) {
      const owner = owners.get(declared);
      if (owner)
        throw new StandaloneError(`${id}: “${declared}” stands in ${owner} and in ${name}: give one another name.`);
      owners.set(declared, name);
    }
    texts.push(apply(text, edits).trim() + '\n');
  };
  add(entry);

  const heads = packageImports.size > 0 ? [[...packageImports].join('\n') + '\n'] : [];
  return { text: [...heads, ...texts].join('\n'), packages, workers };
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function apply(text: string, edits: readonly Edit[]): string {
  return [...edits]
    .sort((a, b) => b.start - a.start)
    .reduce((result, edit) => result.slice(0, edit.start) + edit.text + result.slice(edit.end), text);
}

/** Takes `export` away where it only marks a declaration, and refuses what joining would change the meaning of. */
function unexported(text: string, name: string): Edit[] {
  const source = parse(text, name);
  const edits: Edit[] = [];
  for (const statement of source.statements) {
    if (ts.isExportDeclaration(statement) || ts.isExportAssignment(statement))
      throw new StandaloneError(
        `${name}: write “export” before the declaration itself, so that the files can be joined.`,
      );
    if (ts.isImportDeclaration(statement)) {
      const bindings = statement.importClause?.namedBindings;
      const local = statement.moduleSpecifier.getText(source).slice(1, -1).startsWith('.');
      const renamed =
        local &&
        (statement.importClause?.name !== undefined ||
          (bindings !== undefined &&
            (ts.isNamespaceImport(bindings) || bindings.elements.some((element) => element.propertyName))));
      if (renamed)
        throw new StandaloneError(`${name}: import by the name that the other file gives, so that they can be joined.`);
    }
    const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
    for (const modifier of modifiers) {
      if (modifier.kind === ts.SyntaxKind.DefaultKeyword)
        throw new StandaloneError(`${name}: a default export has no name to join by. Export it by name.`);
      if (modifier.kind === ts.SyntaxKind.ExportKeyword)
        edits.push({ start: modifier.getStart(source), end: modifier.getEnd() + 1, text: '' });
    }
  }
  return edits;
}

function topLevelNames(text: string, name: string): string[] {
  const names: string[] = [];
  const binding = (node: ts.BindingName): void => {
    if (ts.isIdentifier(node)) names.push(node.text);
    else for (const element of node.elements) if (ts.isBindingElement(element)) binding(element.name);
  };
  for (const statement of parse(text, name).statements) {
    if (ts.isVariableStatement(statement))
      for (const declaration of statement.declarationList.declarations) binding(declaration.name);
    if ((ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) && statement.name)
      names.push(statement.name.text);
  }
  return names;
}

function localName(specifier: string, importer: string): string {
  const [, name] = /^\.\/([\w.-]+\.js)$/.exec(specifier) ?? [];
  if (!name)
    throw new StandaloneError(
      `${importer}: “${specifier}” is neither a file of the folder (./name.js) nor on the allowlist.`,
    );
  return name;
}

const endOfLine = (text: string, offset: number) => (text[offset] === '\n' ? offset + 1 : offset);
const escapeText = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
/** Inside a script block only this sequence ends it, whatever it means to the script. */
const inScript = (text: string) => text.replace(/<\/(script)/gi, '<\\/$1');
const dataUrl = (text: string) => `data:text/javascript;base64,${Buffer.from(text).toString('base64')}`;
