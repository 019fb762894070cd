/** What getDisplayMedia takes: Screen Capture, section 5.4. TypeScript's own library knows only a part of it. */
export interface CaptureOptions extends DisplayMediaStreamOptions {
  monitorTypeSurfaces?: string;
  selfBrowserSurface?: string;
  surfaceSwitching?: string;
  systemAudio?: string;
  windowAudio?: string;
}

const constraints = ['displaySurface', 'width', 'height', 'frameRate', 'cursor'];
const soundConstraints = ['suppressLocalAudioPlayback', 'restrictOwnAudio'];
const members = ['monitorTypeSurfaces', 'selfBrowserSurface', 'surfaceSwitching', 'systemAudio', 'windowAudio'];

/** Puts what stands in the form into the shape that getDisplayMedia takes. No wish, no member. */
export function readWishes(form: HTMLFormElement): CaptureOptions {
  const wishes = new Map([...new FormData(form)].filter(([, value]) => value !== ''));
  const pick = (names: string[]) =>
    Object.fromEntries(
      names.flatMap((name) => {
        const value = wishes.get(name);
        if (typeof value !== 'string') return [];
        return [[name, value === 'on' ? true : /^\d+$/.test(value) ? Number(value) : value]];
      }),
    );
  return {
    video: wishes.has('video') && orTrue(pick(constraints)),
    audio: wishes.has('audio') && orTrue(pick(soundConstraints)),
    ...pick(members),
  };
}

const orTrue = (picked: MediaTrackConstraints) => (Object.keys(picked).length > 0 ? picked : true);

/** Turns off the controls whose wish this browser would ignore in silence, and says so beside each. */
export function markUnknownWishes(form: HTMLFormElement) {
  const known = new Set([...knownMembers(), ...Object.keys(navigator.mediaDevices?.getSupportedConstraints() ?? {})]);
  if ('CaptureController' in window) known.add('setFocusBehavior');
  for (const name of [...constraints, ...soundConstraints, ...members, 'setFocusBehavior']) {
    if (known.has(name)) continue;
    const control = form.elements.namedItem(name) as HTMLInputElement | HTMLSelectElement;
    control.disabled = true;
    const textContent = `This browser does not know ${name} and would ignore it.`;
    control.closest('label')?.append(Object.assign(document.createElement('small'), { textContent }));
  }
}

/**
 * Which members of the options this browser reads: each tells when it is looked at. The request itself asks for neither
 * picture nor sound, so it is refused before anybody is asked anything.
 */
function knownMembers(): string[] {
  const known: string[] = [];
  const options = { video: false };
  for (const name of members)
    Object.defineProperty(options, name, { enumerable: true, get: () => void known.push(name) });
  navigator.mediaDevices?.getDisplayMedia?.(options).catch(() => undefined);
  return known;
}
