import ts from 'typescript';

/**
 * A run-time import of a module, a file that it names with `new URL('./name.js', import.meta.url)`, or a package whose address
 * it asks for with `import.meta.resolve('name')`, to load it later or to tell it a worker, which has no import map.
 */
export interface Reference {
  readonly kind: 'import' | 'url' | 'resolve';
  /** As written: `./explain.js`, `webrtc-adapter`. */
  readonly specifier: string;
  /** Where the whole import declaration, `new URL(…)` or `import.meta.resolve(…)` stands in the text, as offsets. */
  readonly start: number;
  readonly end: number;
}

/** Parses a TypeScript or JavaScript text; only its syntax is looked at. */
export function parse(text: string, fileName: string): ts.SourceFile {
  return ts.createSourceFile(fileName, text, ts.ScriptTarget.Latest, true);
}

/** Everything that a module refers to at run time, in its order. `import type` refers to nothing. */
export function referencesOf(text: string, fileName: string): Reference[] {
  const source = parse(text, fileName);
  const references: Reference[] = [];
  const visit = (node: ts.Node): void => {
    const at = { start: node.getStart(source), end: node.getEnd() };
    if (
      ts.isImportDeclaration(node) &&
      node.importClause?.phaseModifier !== ts.SyntaxKind.TypeKeyword &&
      ts.isStringLiteral(node.moduleSpecifier)
    ) {
      references.push({ kind: 'import', specifier: node.moduleSpecifier.text, ...at });
    } else if (ts.isNewExpression(node) && node.expression.getText(source) === 'URL') {
      const [path, base] = node.arguments ?? [];
      if (path && ts.isStringLiteral(path) && base?.getText(source) === 'import.meta.url')
        references.push({ kind: 'url', specifier: path.text, ...at });
    } else if (ts.isCallExpression(node) && node.expression.getText(source) === 'import.meta.resolve') {
      const [name] = node.arguments;
      if (name && ts.isStringLiteral(name)) references.push({ kind: 'resolve', specifier: name.text, ...at });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return references;
}
