import { startHashing } from './hashing.js';
import { readNote, type Note } from './protocol.js';
import { isOver, windowBytes, type Stage, type Transfer } from './transfer.js';

/** A file on its way out. */
export interface Outgoing extends Transfer {
  readonly file: File;
  /** The size of its messages. */
  readonly chunkBytes: number;
  pause(isPaused: boolean): void;
}

/** A channel that has this much to send gets no more … */
const highWaterBytes = 512 * 1024;
/** … until it has run down to this, so that it is never idle either. */
const lowWaterBytes = 256 * 1024;

/** Offers a file over a channel of its own, and sends it if it is wanted. `changed` is called for every stage that it enters. */
export function sendFile(
  channel: RTCDataChannel,
  file: File,
  chunkBytes: number,
  changed: (outgoing: Outgoing) => void,
): Outgoing {
  let stage: Stage = 'offered';
  let isPaused = false;
  let [sentBytes, keptBytes] = [0, 0];
  let sha256: string | undefined;
  let reason = 'waiting for an answer';
  let wake: () => void = () => undefined;
  const hashing = startHashing();

  const enter = (next: Stage, why = '') => {
    [stage, reason] = [next, why];
    changed(outgoing);
    wake();
  };
  const end = (next: Stage, why: string) => {
    if (isOver(outgoing)) return;
    hashing.end();
    channel.close();
    enter(next, why);
  };
  const tell = (note: Note) => channel.readyState === 'open' && channel.send(JSON.stringify(note));

  /** Waits until something is so. Every event below wakes it to look again; it rejects if the transfer is over before. */
  const until = async (isSo: () => boolean) => {
    while (!isSo()) {
      if (isOver(outgoing)) throw new DOMException('The transfer is over.', 'AbortError');
      await new Promise<void>((resolve) => (wake = resolve));
    }
  };

  // #region send
  const send = async () => {
    await until(() => channel.readyState === 'open');
    tell({ kind: 'offer', name: file.name.slice(0, 255), type: file.type, size: file.size });
    await until(() => stage === 'moving');

    // The browser takes whatever is given to send(), into its memory, until it is full and closes the channel. So: no more than
    // is needed to keep the line busy, and not more than the other side can put away.
    const mayGoOn = () =>
      !isPaused && channel.bufferedAmount < highWaterBytes && sentBytes - keptBytes < windowBytes && !isOver(outgoing);
    // A slice is only a description; its bytes are read here, a window ahead, so that the line does not wait for the disk.
    const read = (at: number) => {
      const bytes = file.slice(at, at + windowBytes).arrayBuffer();
      bytes.catch(() => undefined); // told when they are needed, which after an abort is never
      return bytes;
    };
    let ahead = read(0);
    let hashed: Promise<unknown> = Promise.resolve();
    while (sentBytes < file.size) {
      const block = new Uint8Array(await ahead);
      ahead = read(sentBytes + block.length);
      for (let at = 0; at < block.length; at += chunkBytes) {
        if (!mayGoOn()) await until(mayGoOn);
        channel.send(block.subarray(at, at + chunkBytes)); // copies: the block is still ours
        sentBytes += Math.min(chunkBytes, block.length - at);
      }
      await hashed; // of the block before
      hashed = hashing.add(block);
    }
    sha256 = await hashing.digest();
    enter('comparing', 'waiting for the last bytes to be kept');
    tell({ kind: 'end', sha256 });
  };
  channel.bufferedAmountLowThreshold = lowWaterBytes;
  channel.addEventListener('bufferedamountlow', () => wake());
  // #endregion

  channel.addEventListener('open', () => wake());
  channel.addEventListener('close', () => end('aborted', 'the other side ended it'));
  channel.addEventListener('message', ({ data }) => {
    const note = readNote(data);
    if (note?.kind === 'accept' && stage === 'offered') enter('moving');
    if (note?.kind === 'refuse') end('refused', 'the other side does not want it');
    if (note?.kind === 'kept' && note.bytes <= sentBytes) {
      keptBytes = note.bytes;
      wake();
    }
    if (note?.kind === 'done' && note.isWhole) end('done', 'arrived whole');
    if (note?.kind === 'done' && !note.isWhole) end('failed', 'what arrived is not what was sent');
  });

  const outgoing: Outgoing = {
    file,
    chunkBytes,
    offer: file,
    get stage() {
      return stage === 'moving' && isPaused ? 'paused' : stage;
    },
    get bytes() {
      return keptBytes;
    },
    get reason() {
      return reason;
    },
    get sha256() {
      return sha256;
    },
    pause: (now) => {
      isPaused = now;
      tell({ kind: 'pause', isPaused });
      enter(stage);
    },
    abort: (why) => end('aborted', why),
  };
  send().catch((error: unknown) => {
    // The other side's goodbye refuses what is sent, a moment before the event of it comes.
    if (channel.readyState !== 'open') return end('aborted', 'the other side ended it');
    // A file that was changed, moved or unplugged since it was chosen cannot be read any more.
    end('failed', (error as Error).name === 'NotReadableError' ? 'the file cannot be read any more' : String(error));
  });
  return outgoing;
}
