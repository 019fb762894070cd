/** The chunks of a recording as one file, or nothing if it was over before it had a picture: then it is a head without a body. */
export async function fileOf(chunks: Blob[], type: string): Promise<File | undefined> {
  const name = `screen-and-camera.${/mp4|webm/.exec(type)?.[0] ?? 'mkv'}`;
  const file = new File(chunks, name, { type });
  const trial = document.createElement('video');
  const hasPicture = await new Promise<boolean>((resolve) => {
    trial.addEventListener('loadeddata', () => resolve(true));
    trial.addEventListener('error', () => resolve(false));
    trial.src = URL.createObjectURL(file);
  });
  URL.revokeObjectURL(trial.src);
  return hasPicture ? file : undefined;
}

// #region same:save-file
/** A browser takes a file to save from a link only, so one is made and pressed. */
export function saveFile(file: File) {
  const url = URL.createObjectURL(file);
  Object.assign(document.createElement('a'), { href: url, download: file.name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000); // a large file is not read at once
}
// #endregion
