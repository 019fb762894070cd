/** Writes a table for each track: what it was set to, beside all that the device could be set to. */
export function showTracks(place: HTMLElement, stream: MediaStream) {
  place.replaceChildren(...[...stream.getVideoTracks(), ...stream.getAudioTracks()].map(tableOf));
}

function tableOf(track: MediaStreamTrack): HTMLElement {
  const device = track.kind === 'video' ? 'Camera' : 'Microphone';
  const settings = new Map<string, Value>(Object.entries(track.getSettings()));
  const capabilities = new Map<string, Value>(Object.entries(track.getCapabilities()));
  // Some names have only one of the two: a device may tell a setting without a range, and a range without a setting.
  const names = [...new Set([...settings.keys(), ...capabilities.keys()])].sort();

  const table = document.createElement('table');
  table.createCaption().textContent = `${device}: ${track.label}`;
  const heads = table.createTHead().insertRow();
  for (const head of ['Property', 'Setting', 'Capability']) heads.append(headerCell(head, 'col'));
  const body = table.createTBody();
  for (const name of names) {
    const row = body.insertRow();
    row.append(headerCell(name, 'row'));
    row.insertCell().textContent = wordsFor(settings.get(name));
    const capability = capabilities.get(name);
    // A single text is an identifier, which a device cannot change.
    row.insertCell().textContent = typeof capability === 'string' ? 'only this one' : wordsFor(capability);
  }

  // The browser's own scrolling is reachable by keyboard only if the region can take the focus.
  const region = document.createElement('div');
  region.className = 'scroll';
  region.tabIndex = 0;
  region.role = 'region';
  region.ariaLabel = `${device}: settings and capabilities`;
  region.append(table);
  return region;
}

function headerCell(text: string, scope: 'row' | 'col'): HTMLTableCellElement {
  return Object.assign(document.createElement('th'), { scope, textContent: text });
}

/** What settings and capabilities are made of: a range is an object with `min` and `max`, a choice is a list. */
type Value = string | number | boolean | (string | boolean)[] | { min?: number; max?: number; step?: number };

function wordsFor(value: Value | undefined): string {
  if (value === undefined) return '–';
  if (typeof value === 'number') return String(Number(value.toFixed(3)));
  if (Array.isArray(value)) return value.join(', ') || 'none';
  if (typeof value !== 'object') return String(value);
  const steps = value.step ? ` in steps of ${wordsFor(value.step)}` : '';
  return `${wordsFor(value.min)} to ${wordsFor(value.max)}${steps}`;
}
