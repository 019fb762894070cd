// Hashes blocks away from the page, which has a channel to serve meanwhile. One worker for one file.
import { Sha256 } from './sha256.js';

const hash = new Sha256();

onmessage = ({ data }: MessageEvent<Uint8Array<ArrayBuffer> | 'digest'>) => {
  if (data === 'digest') return postMessage(hash.digest());
  hash.update(data);
  postMessage(data.buffer, { transfer: [data.buffer] });
};
