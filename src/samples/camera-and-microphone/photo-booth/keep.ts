const saveButton = document.querySelector<HTMLButtonElement>('#save')!;
const shareButton = document.querySelector<HTMLButtonElement>('#share')!;
let kept: File | undefined;

/** The paper as a file. */
export async function fileOf(paper: HTMLCanvasElement, name: string): Promise<File> {
  const blob = await new Promise<Blob>((resolve) => paper.toBlob((made) => resolve(made!), 'image/png'));
  return new File([blob], name, { type: blob.type });
}

/** Makes this the file that the buttons save and share, or none. */
export function keep(file: File | undefined) {
  kept = file;
  saveButton.disabled = !file;
  shareButton.disabled = !file || !canShareFiles;
}

// #region same:save-file
/** A browser takes a file to save from a link only, so one is made and pressed. */
export function saveFile(file: File) {
  const url = URL.createObjectURL(file);
  Object.assign(document.createElement('a'), { href: url, download: file.name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000); // a large file is not read at once
}
// #endregion

function save(file: File): string {
  saveFile(file);
  return `Saved as ${file.name}, ${Math.ceil(file.size / 1024)} KiB.`;
}

// #region share
/** Whether this browser hands pictures to other programs: it may know `share` and take addresses only, or nothing at all. */
const canShareFiles = navigator.canShare?.({ files: [new File([], 'picture.png', { type: 'image/png' })] }) ?? false;

/** Hands the file to what the person chooses, and says how that went. */
async function share(file: File): Promise<string> {
  try {
    await navigator.share({ files: [file] });
    return 'Shared.';
  } catch (error) {
    // The person closed the browser's list: that is an answer and not a fault.
    if (error instanceof Error && error.name === 'AbortError') return 'Not shared. The picture is still here.';
    return `The browser refused to share it (${String(error)}). Save it instead.`;
  }
}
// #endregion

/** Begins with no file. `say` gets a sentence whenever something was done with one. */
export function offerToKeep(say: (sentence: string) => void) {
  saveButton.addEventListener('click', () => kept && say(save(kept)));
  shareButton.addEventListener('click', () => void (kept && share(kept).then(say)));
  document.querySelector<HTMLElement>('#share-note')!.hidden = canShareFiles;
  keep(undefined);
}
