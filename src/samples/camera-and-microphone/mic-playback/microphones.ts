/** Keeps the list of microphones as it really is: devices come and go, and on a later visit they may be known already. */
export function watchMicrophones(select: HTMLSelectElement) {
  if (!navigator.mediaDevices) return; // a page without HTTPS has none; Start says so
  navigator.mediaDevices.addEventListener('devicechange', () => void listMicrophones(select));
  void listMicrophones(select);
}

/** Offers the microphones that there are, and keeps the choice if it is still among them. */
export async function listMicrophones(select: HTMLSelectElement) {
  const devices = await navigator.mediaDevices.enumerateDevices();
  // Until a microphone was allowed, the list has neither names nor identifiers: there is nothing to choose by.
  const microphones = devices.filter(({ kind, deviceId }) => kind === 'audioinput' && deviceId !== '');
  const chosen = select.value;
  select.replaceChildren(new Option('the browser’s choice', ''));
  for (const { label, deviceId } of microphones) select.add(new Option(label || 'a microphone', deviceId));
  select.value = microphones.some(({ deviceId }) => deviceId === chosen) ? chosen : '';
}
