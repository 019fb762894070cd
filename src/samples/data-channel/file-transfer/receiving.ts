import { startHashing, type Hashing } from './hashing.js';
import type { Place } from './places.js';
import { readNote, type Note, type Offer } from './protocol.js';
import { blockBytes, isOver, windowBytes, type Stage, type Transfer } from './transfer.js';

/** A file on its way in. */
export interface Incoming extends Transfer {
  /** What arrived, when it is whole. */
  readonly file: File | undefined;
  /** Says yes, once there is a place to put it. */
  accept(place: Place): void;
  refuse(): void;
}

/** Waits for the offer on a channel that the other side has opened. `changed` is called for every stage that it enters. */
export function receiveFile(
  channel: RTCDataChannel,
  offered: (incoming: Incoming) => void,
  changed: (incoming: Incoming) => void,
) {
  channel.binaryType = 'arraybuffer';
  channel.addEventListener(
    'message',
    ({ data }) => {
      const note = readNote(data);
      if (note?.kind === 'offer') offered(incomingFrom(channel, note, changed));
      else channel.close();
    },
    { once: true },
  );
}

function incomingFrom(channel: RTCDataChannel, offer: Offer, changed: (incoming: Incoming) => void): Incoming {
  let stage: Stage = 'offered';
  let reason = 'accept it or refuse it';
  let sha256: string | undefined;
  let file: File | undefined;
  let target: { place: Place; hashing: Hashing } | undefined;
  let [receivedBytes, keptBytes] = [0, 0];
  let [block, filled] = [new Uint8Array(blockBytes), 0];
  const spare: ArrayBuffer[] = []; // blocks that have been put away, to be filled again
  let kept = Promise.resolve(); // each block waits for the one before

  const enter = (next: Stage, why = '') => {
    [stage, reason] = [next, why];
    changed(incoming);
  };
  const end = (next: Stage, why: string) => {
    if (isOver(incoming)) return;
    target?.hashing.end();
    if (next !== 'done') void target?.place.discard();
    if (next !== 'done' && next !== 'refused') channel.close();
    enter(next, why);
  };
  const tell = (note: Note) => channel.readyState === 'open' && channel.send(JSON.stringify(note));
  const fail = (error: unknown) =>
    end(
      'failed',
      (error as Error).name === 'QuotaExceededError' ? 'there is no room for it on this disk' : String(error),
    );

  // #region receive
  /** Collects what comes into blocks: the disk takes one large piece much faster than many small ones. */
  const take = (chunk: Uint8Array) => {
    receivedBytes += chunk.length;
    if (!target || receivedBytes > offer.size) return end('failed', 'the sender sent what it had not offered');
    if (receivedBytes - keptBytes > 2 * windowBytes) return end('failed', 'the sender does not wait');
    for (let at = 0; at < chunk.length;) {
      const some = chunk.subarray(at, at + blockBytes - filled);
      block.set(some, filled);
      at += some.length;
      filled += some.length;
      if (filled === blockBytes) putAway();
    }
    if (receivedBytes === offer.size && filled > 0) putAway();
  };

  const putAway = () => {
    const full = block.subarray(0, filled);
    kept = kept.then(() => keep(full));
    kept.catch(fail);
    [block, filled] = [new Uint8Array(spare.pop() ?? new ArrayBuffer(blockBytes)), 0];
  };

  /** Writes a block and hashes it, and says so: that is what lets the sender go on. */
  const keep = async (full: Uint8Array<ArrayBuffer>) => {
    if (!target || isOver(incoming)) return;
    const { length } = full;
    const written = await target.place.write(full);
    spare.push(await target.hashing.add(written));
    keptBytes += length;
    tell({ kind: 'kept', bytes: keptBytes });
  };

  const compare = async (theirs: string) => {
    enter('comparing', 'comparing the hashes');
    await kept;
    if (!target || isOver(incoming)) return;
    sha256 = await target.hashing.digest();
    const isWhole = keptBytes === offer.size && sha256 === theirs;
    if (isWhole) file = await target.place.finish();
    tell({ kind: 'done', isWhole }); // the sender closes the channel when it has read this
    if (isWhole) end('done', 'both sides have the same SHA-256');
    else end('failed', 'what arrived is not what was sent');
  };
  // #endregion

  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (isOver(incoming)) return;
    if (data instanceof ArrayBuffer) return take(new Uint8Array(data));
    const note = readNote(data);
    if (stage !== 'moving' && stage !== 'paused') return;
    if (note?.kind === 'pause' && note.isPaused) enter('paused', 'by the sender');
    if (note?.kind === 'pause' && !note.isPaused) enter('moving');
    if (note?.kind === 'end') compare(note.sha256).catch(fail);
  });
  channel.addEventListener('close', () => end('aborted', 'the other side ended it'));

  const incoming: Incoming = {
    offer,
    get stage() {
      return stage;
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
    get file() {
      return file;
    },
    accept: (place) => {
      if (stage !== 'offered') return void place.discard(); // it was taken back meanwhile
      target = { place, hashing: startHashing() };
      enter('moving');
      tell({ kind: 'accept' });
    },
    refuse: () => {
      tell({ kind: 'refuse' });
      end('refused', 'refused');
    },
    abort: (why) => end('aborted', why),
  };
  return incoming;
}
