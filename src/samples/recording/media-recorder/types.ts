import { explain } from './explain.js';

const known = [
  'video/webm;codecs=vp8,opus',
  'video/webm;codecs=vp9,opus',
  'video/webm;codecs=av1,opus',
  'video/webm;codecs=h264,opus',
  'video/mp4;codecs=avc1.42E01E,mp4a.40.2',
  'video/mp4;codecs=avc1.42E01E,opus',
  'video/mp4;codecs=vp9,opus',
  'video/mp4;codecs=av01.0.08M.08,opus',
  'video/mp4;codecs=hvc1.1.6.L123.00,opus',
  'video/x-matroska;codecs=avc1,opus',
];

/** The containers and codecs that this browser says it can record. */
export function recordableTypes(): string[] {
  return known.filter((type) => MediaRecorder.isTypeSupported(type));
}

/** One sentence for a person, for what only a recording can run into; everything else is the source's. */
export function explainRecording(error: unknown): string {
  if (error instanceof DOMException) {
    if (error.name === 'AbortError') return 'No file was chosen. Press Start again, or keep the recording in memory.';
    if (error.name === 'QuotaExceededError') return 'There is no room left. Free some, or record at a lower bitrate.';
    if (error.name === 'NotSupportedError') return 'This browser cannot record that as this type. Choose another type.';
  }
  return explain(error);
}
