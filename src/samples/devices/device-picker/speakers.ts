import { whyNot } from './lists.js';

/** The devices, with the browser's own list of speakers where there is one: Audio Output Devices API, section 4.1. */
export const chooser: MediaDevices & { selectAudioOutput?: () => Promise<MediaDeviceInfo> } =
  navigator.mediaDevices ?? {};

/** Whether an element can be told where its sound goes. */
export const canChooseSpeaker = 'setSinkId' in HTMLMediaElement.prototype;

/** Says why there is nothing to choose from, where that is so; it shows only once the person has allowed a device. */
export function explainSpeakers(place: HTMLElement, allowed: boolean, devices: MediaDeviceInfo[]) {
  const listed = devices.some(({ kind }) => kind === 'audiooutput');
  const next = chooser.selectAudioOutput
    ? 'Press Choose speaker …, and the browser asks you.'
    : 'Choose it in the settings of your system.';
  place.hidden = canChooseSpeaker && (listed || !allowed);
  place.textContent = canChooseSpeaker
    ? `This browser lists no speakers to pages: sound goes where the system sends it. ${next}`
    : 'This browser does not let a page choose its speaker. Choose it in the settings of your system.';
}

// #region speaker
/** Moves the sound of an element to a speaker; an empty id is the one that the system has chosen. Says how that went. */
export async function moveSound(element: HTMLMediaElement, id: string): Promise<string> {
  try {
    await element.setSinkId(id);
    const devices = await chooser.enumerateDevices();
    const speaker = devices.find(({ kind, deviceId }) => kind === 'audiooutput' && deviceId === id);
    return `Sound goes to ${speaker?.label ?? 'the system’s choice'}. Press Test tone.`;
  } catch (error) {
    return whyNot(error, 'speaker'); // the sound stays where it was
  }
}

/** Some browsers keep the list to themselves, and show it to the person: what is chosen there may be used by its id. */
export async function chooseSpeaker(element: HTMLMediaElement): Promise<string> {
  try {
    const { deviceId } = await chooser.selectAudioOutput!();
    return await moveSound(element, deviceId);
  } catch (error) {
    return whyNot(error, 'speaker');
  }
}
// #endregion
