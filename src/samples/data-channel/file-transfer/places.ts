import { askerOf } from './asking.js';

/** Where the blocks of a file go as they come. */
export interface Place {
  /** Puts a block behind the ones before. It is lent, and given back when it may be changed. */
  write(block: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>>;
  /** Closes the file and gives it back. */
  finish(): Promise<File>;
  /** Throws away what has been written. */
  discard(): Promise<void>;
}

/** Offers the places that this browser has, the first of them as the one that is chosen. */
export function offerPlaces(select: HTMLSelectElement) {
  const hasFiles = 'FileSystemFileHandle' in window;
  const isHere = { opfs: hasFiles, disk: 'showSaveFilePicker' in window, memory: true };
  for (const option of select.options) option.disabled = !isHere[option.value as keyof typeof isHere];
  select.value = hasFiles ? 'opfs' : 'memory';
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
  if (kind === 'disk') return intoChosenFile(await window.showSaveFilePicker({ suggestedName: name }), type);
  if (kind === 'opfs') return intoOwnFile(await ownFolder(), name, type);
  return intoMemory(name, type);
}

function intoMemory(name: string, type: string): Place {
  let blocks: Blob[] = [];
  return {
    // A Blob has its own copy of the bytes: the block is used again for others.
    write: (block) => (blocks.push(new Blob([block])), Promise.resolve(block)),
    finish: () => Promise.resolve(new File(blocks, name, { type })),
    discard: () => Promise.resolve(void (blocks = [])),
  };
}

async function intoChosenFile(handle: FileSystemFileHandle, type: string): Promise<Place> {
  const writable = await handle.createWritable();
  return {
    write: async (block) => (await writable.write(block), block),
    finish: async () => {
      await writable.close(); // until here the bytes are in a file beside: whoever aborts leaves nothing half done
      return fileOf(handle, handle.name, type);
    },
    discard: () => writable.abort().catch(() => undefined),
  };
}

async function intoOwnFile(folder: FileSystemDirectoryHandle, name: string, type: string): Promise<Place> {
  const key = crypto.randomUUID(); // two files may have one name
  const handle = await folder.getFileHandle(key, { create: true });
  const worker = new Worker(new URL('./writer.js', import.meta.url), { type: 'module' });
  const ask = askerOf(worker);
  // As long as the file is open, nobody else may read or remove it.
  const close = () => ask('close').finally(() => worker.terminate());
  const discard = async () => {
    await close().catch(() => undefined);
    await folder.removeEntry(key).catch(() => undefined);
  };
  try {
    await ask(handle);
  } catch (error) {
    await discard();
    throw error;
  }
  return {
    write: (block) => ask(block, [block.buffer]),
    finish: async () => {
      await close();
      return fileOf(handle, name, type);
    },
    discard,
  };
}

/** A File made of a file on the disk refers to it: nothing is read here. */
const fileOf = async (handle: FileSystemFileHandle, name: string, type: string) =>
  new File([await handle.getFile()], name, { type });

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
