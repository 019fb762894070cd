/** Something to share for those who only want to see it work: 8 MB that cannot be guessed, so that each link is another. */
export function noise(): File {
  const parts = Array.from({ length: 128 }, () => crypto.getRandomValues(new Uint8Array(65_536)));
  return new File(parts, 'noise.bin');
}

// #region same:save-file
/** A browser takes a file to save from a link only, so one is made and pressed. */
export function saveFile(file: File) {
  const url = URL.createObjectURL(file);
  Object.assign(document.createElement('a'), { href: url, download: file.name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000); // a large file is not read at once
}
// #endregion

// #region same:drops
/** Puts what is dropped on an element into a field, as if it had been chosen there. */
export function acceptDrops(element: HTMLElement, field: HTMLInputElement) {
  element.addEventListener('dragover', (event) => {
    event.preventDefault(); // without this, nothing can be dropped here
    element.classList.toggle('over', !field.disabled);
  });
  element.addEventListener('dragleave', () => element.classList.remove('over'));
  element.addEventListener('drop', (event) => {
    event.preventDefault(); // or the browser leaves the page and shows the file
    element.classList.remove('over');
    if (field.disabled || !event.dataTransfer?.files.length) return;
    field.files = event.dataTransfer.files;
    field.dispatchEvent(new Event('change'));
  });
}
// #endregion

/** A sentence on why a file could not be shared, or a room not be joined: the room's errors are sentences already. */
export function explainFailure(error: unknown): string {
  const { name, message } = error as Error;
  const isOfFile = name === 'NotReadableError' || name === 'NotFoundError';
  return isOfFile
    ? 'The file cannot be read. Pack a folder first; close a file that another program has open.'
    : message;
}
