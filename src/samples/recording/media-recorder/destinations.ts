/** Where the chunks of a recording go. */
export interface Destination {
  /** How a sentence goes on: “in memory”. */
  readonly name: string;
  /** Takes a chunk; they are written in their order. */
  write(chunk: Blob): void;
  /** Waits until all is written, and gives the whole file. Rejects if a chunk could not be written. */
  finish(type: string): Promise<File>;
}

/** Opens a destination. Rejects with an AbortError if the person chose no file. */
export async function openDestination(kind: string): Promise<Destination> {
  if (kind === 'disk') {
    const handle = await window.showSaveFilePicker({ suggestedName: nameFor('video/webm') });
    return intoFile(handle, `in ${handle.name}`);
  }
  if (kind === 'opfs') {
    // The origin private file system: real files on the disk, which only pages of this site can see.
    const folder = await navigator.storage.getDirectory();
    return intoFile(await folder.getFileHandle('recording', { create: true }), 'in the page’s own files');
  }
  return intoMemory();
}

function intoMemory(): Destination {
  const chunks: Blob[] = [];
  return {
    name: 'in memory',
    write: (chunk) => chunks.push(chunk),
    finish: (type) => Promise.resolve(new File(chunks, nameFor(type), { type })),
  };
}

async function intoFile(handle: FileSystemFileHandle, name: string): Promise<Destination> {
  const writable = await handle.createWritable();
  // Each write waits for the one before. The first failure goes to whoever finishes, and to nobody else before.
  let written = Promise.resolve();
  return {
    name,
    write: (chunk) => {
      written = written.then(() => writable.write(chunk));
      written.catch(() => undefined);
    },
    finish: async (type) => {
      await written;
      await writable.close();
      return new File([await handle.getFile()], nameFor(type), { type });
    },
  };
}

function nameFor(type: string): string {
  const [, container = 'webm'] = /^\w+\/(?:x-)?(\w+)/.exec(type) ?? [];
  return `recording.${container === 'matroska' ? 'mkv' : container}`;
}
