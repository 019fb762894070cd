/** Puts a text on the clipboard, and says in a sentence how that went. */
export async function copyText(text: string): Promise<string> {
  try {
    await navigator.clipboard.writeText(text);
    return 'The text is on the clipboard.';
  } catch {
    return 'The browser refused the clipboard. Select the text and copy it by hand, or save it.';
  }
}

/** Offers a text as a file to download, and says its name. */
export function saveText(text: string, name: string): string {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  Object.assign(document.createElement('a'), { href: url, download: name }).click();
  URL.revokeObjectURL(url);
  return `The text was saved as ${name}.`;
}
