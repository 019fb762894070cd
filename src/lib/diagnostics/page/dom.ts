/** Makes an element with properties and children; texts stay texts. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Partial<HTMLElementTagNameMap[Name]> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/** The icon of a verdict, from the page's template; the word beside it says the same. */
export function icon(name: string): Node {
  const icons = document.querySelector<HTMLTemplateElement>('#icons')!.content;
  return (icons.querySelector(`[data-icon="${name}"]`) ?? icons.firstElementChild!).cloneNode(true);
}
