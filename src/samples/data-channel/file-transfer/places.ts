/** Where the blocks of a file go as they come. */
export interface Place {
  /** Puts a block behind the ones before. It may be changed when the promise is kept. */
  write(block: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Closes the file and gives it back. */
  finish(): Promise<File>;
  /** Throws away what has been written. */
  discard(): Promise<void>;
}

/** Offers the places that this browser has, the first of them as the one that is chosen. */
export function offerPlaces(select: HTMLSelectElement) {
  const hasWritable = 'createWritable' in (window.FileSystemFileHandle?.prototype ?? {});
  const isHere = { opfs: hasWritable, disk: 'showSaveFilePicker' in window, memory: true };
  for (const option of select.options) option.disabled = !isHere[option.value as keyof typeof isHere];
  select.value = hasWritable ? 'opfs' : 'memory';
}

/** Why there is no place, for a person. */
export function explainPlace(error: unknown): string {
  const { name } = error as Error;
  if (name === 'AbortError') return 'No place was chosen. The file is still offered.';
  if (name === 'QuotaExceededError') return 'There is no room for this file on the disk.';
  return `This page cannot write files here (${name}). Choose “in memory”, then accept again.`;
}

/** Opens a place for a file that was offered. Rejects with an AbortError if the person chose none. */
export async function openPlace(kind: string, { name, type }: { name: string; type: string }): Promise<Place> {
  if (kind === 'disk') {
    const handle = await window.showSaveFilePicker({ suggestedName: name });
    return intoFile(handle, await handle.createWritable(), type, () => Promise.resolve());
  }
  if (kind === 'opfs') {
    const folder = await ownFolder();
    const key = crypto.randomUUID(); // two files may have one name
    const handle = await folder.getFileHandle(key, { create: true });
    return intoFile(handle, await handle.createWritable(), type, () => folder.removeEntry(key), name);
  }
  return intoMemory(name, type);
}

function intoMemory(name: string, type: string): Place {
  let blocks: Blob[] = [];
  return {
    // A Blob has its own copy of the bytes: the block is used again for others.
    write: (block) => Promise.resolve(void blocks.push(new Blob([block]))),
    finish: () => Promise.resolve(new File(blocks, name, { type })),
    discard: () => Promise.resolve(void (blocks = [])),
  };
}

function intoFile(
  handle: FileSystemFileHandle,
  writable: FileSystemWritableFileStream,
  type: string,
  remove: () => Promise<void>,
  name = handle.name,
): Place {
  return {
    write: (block) => writable.write(block),
    finish: async () => {
      await writable.close(); // until here the bytes are in a file beside: whoever aborts leaves nothing half done
      // A File made of a file on the disk refers to it: nothing is read here.
      return new File([await handle.getFile()], name, { type });
    },
    discard: async () => {
      await writable.abort().catch(() => undefined);
      await remove().catch(() => undefined);
    },
  };
}

/**
 * The folder of this page in the origin private file system: real files on the disk, which only pages of this site see. They
 * stay when the page is left, so each page has a lock of its folder's name as long as it lives, and whoever comes later
 * removes the folders that nobody holds any more.
 */
async function ownFolder(): Promise<FileSystemDirectoryHandle> {
  const all = await (await navigator.storage.getDirectory()).getDirectoryHandle('file-transfer', { create: true });
  if (!folderName) {
    const mine = (folderName = crypto.randomUUID());
    await new Promise<void>((resolve) => {
      void navigator.locks.request(mine, () => (resolve(), new Promise(() => undefined)));
    });
    const { held = [] } = await navigator.locks.query();
    for await (const name of all.keys())
      if (!held.some((lock) => lock.name === name)) await all.removeEntry(name, { recursive: true });
  }
  return all.getDirectoryHandle(folderName, { create: true });
}
let folderName: string | undefined;
