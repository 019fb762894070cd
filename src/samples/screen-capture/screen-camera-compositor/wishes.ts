import type { Wishes } from './layout.js';
import type { Mixer, SoundName } from './mixer.js';

const soundNames: readonly SoundName[] = ['microphone', 'system'];
const input = (id: string) => document.querySelector<HTMLInputElement | HTMLSelectElement>(`#${id}`)!;
const meter = document.querySelector<HTMLMeterElement>('#level')!;

/** What the controls of the picture say at this moment. */
export function readWishes(): Wishes {
  return {
    layout: input('layout').value,
    corner: input('corner').value,
    sizePercent: Number(input('size').value),
    margin: Number(input('margin').value),
    border: Number(input('border').value),
  };
}

/** Lets the sliders of the sound act on a mixer until the signal; the slider of a sound that is missing is off. */
export function connectSliders(mixer: Mixer, signal: AbortSignal) {
  for (const name of soundNames) {
    const slider = input(name);
    const apply = () => mixer.setGain(name, Number(slider.value) / 100);
    slider.addEventListener('input', apply, { signal });
    apply();
    slider.disabled = !mixer.has[name];
    signal.addEventListener('abort', () => (slider.disabled = false));
  }
  signal.addEventListener('abort', () => showLevel(0));
}

/** Keeps the number beside each slider. */
export function showNumbers() {
  for (const slider of document.querySelectorAll<HTMLInputElement>('input[type=range]')) {
    const show = () => {
      slider.labels![0]!.querySelector('b')!.textContent = `${slider.value} ${slider.dataset.unit}`;
    };
    slider.addEventListener('input', show);
    show();
  }
}

/** Shows how loud both sounds are together. */
export function showLevel(peak: number) {
  meter.value = peak;
}
