// #region same:save-file
/** A browser takes a file to save from a link only, so one is made and pressed. */
export function saveFile(file: File) {
  const url = URL.createObjectURL(file);
  Object.assign(document.createElement('a'), { href: url, download: file.name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000); // a large file is not read at once
}
// #endregion
