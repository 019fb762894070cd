/** Shows what a track is and does, and how long sound needs from the page to the ear. */
export function showSettings(body: HTMLTableSectionElement, track: MediaStreamTrack, audio: AudioContext) {
  const settings: Record<string, unknown> = { ...track.getSettings() };
  delete settings.deviceId; // long, and different on each site: its name says more
  delete settings.groupId;
  body.replaceChildren();
  add(body, 'label', track.label);
  for (const [name, value] of Object.entries(settings).sort(([a], [b]) => a.localeCompare(b)))
    add(body, name, inWords(value));
  add(body, 'the page’s sample rate', `${audio.sampleRate}`);
  add(body, 'latency to the loudspeaker', `${Math.round(1000 * (audio.baseLatency + (audio.outputLatency || 0)))} ms`);
}

function add(body: HTMLTableSectionElement, name: string, value: string) {
  const row = body.insertRow();
  row.append(Object.assign(document.createElement('th'), { scope: 'row', textContent: name }));
  row.insertCell().textContent = value;
}

function inWords(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'number' ? String(Number(value.toFixed(3))) : String(value);
}
