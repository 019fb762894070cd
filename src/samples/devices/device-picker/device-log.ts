// #region same:device-log
let known = new Map<string, string>();

/** Takes the present devices as known: names and ids appear when the person allows a device, and nothing was plugged in then. */
export async function rememberDevices() {
  known = await presentDevices();
}

/** Writes a line for each device that came or went since the last look, the newest line on top. */
export async function logDeviceChange(log: HTMLOListElement) {
  const before = known;
  known = await presentDevices();
  const came = [...known].filter(([id]) => !before.has(id)).map(([, name]) => `${name} was connected`);
  const went = [...before].filter(([id]) => !known.has(id)).map(([, name]) => `${name} was taken away`);
  for (const line of came.concat(went)) {
    const item = document.createElement('li');
    item.textContent = `${new Date().toLocaleTimeString()} ${line}`;
    log.prepend(item);
  }
}

/** The name of each device by its kind and id: a camera and its microphone may share the id. */
async function presentDevices(): Promise<Map<string, string>> {
  const kinds = { videoinput: 'camera', audioinput: 'microphone', audiooutput: 'speaker' };
  const devices = await navigator.mediaDevices.enumerateDevices();
  return new Map(
    devices.map(({ kind, deviceId, label }) => [
      `${kind} ${deviceId}`,
      `${kinds[kind]} “${label || 'without a name'}”`,
    ]),
  );
}
// #endregion
