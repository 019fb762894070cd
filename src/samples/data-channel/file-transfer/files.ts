/** A file for those who have none at hand: noise, of which each megabyte is the same, so that it takes no memory to make. */
export function noiseFile(megabytes: number): File {
  const bytes = new Uint8Array(1_000_000);
  // The browser gives out no more than 65,536 at once.
  for (let at = 0; at < bytes.length; at += 62_500) crypto.getRandomValues(bytes.subarray(at, at + 62_500));
  return new File(Array<Blob>(megabytes).fill(new Blob([bytes])), `noise-${megabytes}-MB.bin`, {
    type: 'application/octet-stream',
  });
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
