// Writes one file of the page's own. Such a file can be written directly, without handing every piece to the browser; as that
// waits for the disk, only a worker may do it.
let file: FileSystemSyncAccessHandle | undefined;

onmessage = async ({ data }: MessageEvent<FileSystemFileHandle | Uint8Array<ArrayBuffer> | 'close'>) => {
  try {
    if (data instanceof FileSystemFileHandle) {
      file = await data.createSyncAccessHandle();
      postMessage('open');
    } else if (data === 'close') {
      file?.close();
      postMessage('closed');
    } else {
      const bytes = file!.write(data); // behind what was written before
      if (bytes < data.length) throw new DOMException('The disk is full.', 'QuotaExceededError');
      postMessage(data, { transfer: [data.buffer] });
    }
  } catch (error) {
    postMessage(error);
  }
};
