import type { CaptureOptions } from './wishes.js';

/** Shows every wish beside what the tracks say of themselves now, and beside what really arrives. */
export function showSettings(asked: CaptureOptions, focus: string, stream: MediaStream, shown: HTMLVideoElement) {
  const body = document.querySelector<HTMLTableSectionElement>('#settings')!;
  const { video, audio, ...members } = { ...asked, ...(focus && { setFocusBehavior: focus }) };
  const [picture] = stream.getVideoTracks();
  const [sound] = stream.getAudioTracks();
  const rows: [string, unknown, unknown][] = [
    ['picture', video !== false, picture !== undefined],
    ['sound', audio !== false, sound !== undefined],
    ...compare(video, picture, ['displaySurface', 'width', 'height', 'frameRate', 'cursor', 'logicalSurface']),
    ['size of the frames', undefined, shown.videoWidth > 0 ? `${shown.videoWidth}x${shown.videoHeight}` : undefined],
    ...compare(audio, sound, ['suppressLocalAudioPlayback', 'restrictOwnAudio', 'channelCount', 'sampleRate']),
    // These only shape what the person sees while choosing: no track knows of them.
    ...Object.entries(members).map(([name, value]): [string, unknown, unknown] => [name, value, 'cannot be read back']),
  ];
  body.replaceChildren(
    ...rows.map(([name, wish, got]) => {
      const row = document.createElement('tr');
      const differs = wish !== undefined && wish !== got && got !== 'cannot be read back';
      row.append(cell(name), cell(wish ?? 'no wish'), cell(got ?? 'does not say'));
      if (differs) row.cells[2]!.className = 'warning';
      if (differs) row.cells[2]!.append(', differs');
      return row;
    }),
  );
}

function compare(asked: unknown, track: MediaStreamTrack | undefined, names: string[]): [string, unknown, unknown][] {
  if (!track) return [];
  return names.map((name) => [name, member(asked, name), member(track.getSettings(), name)]);
}

/** A member that the types may not have yet. */
const member = (owner: unknown, name: string): unknown => (Object(owner) as Record<string, unknown>)[name];

const cell = (value: unknown) =>
  Object.assign(document.createElement('td'), {
    textContent: value === true ? 'yes' : value === false ? 'no' : String(value),
  });
