/** The strongest frequency of a spectrum in decibels, in hertz; nothing if all of it is quieter than a whisper. */
export function strongest(spectrum: Float32Array, hertzPerBin: number): number | undefined {
  // A tone stands above its neighbours. Bin 0 is none: it is how far the wave lies from zero as a whole, and its foot is wide.
  let top = 0;
  for (let bin = 1; bin < spectrum.length - 1; bin++)
    if (
      spectrum[bin]! >= Math.max(spectrum[bin - 1]!, spectrum[bin + 1]!) &&
      (top === 0 || spectrum[bin]! > spectrum[top]!)
    )
      top = bin;
  if (top === 0) return undefined;
  const [left, peak, right] = [spectrum[top - 1]!, spectrum[top]!, spectrum[top + 1]!];
  if (!(peak > -75)) return undefined;
  // A tone seldom falls on the middle of a bin. Around their top the decibels lie on a parabola, and its summit is nearer
  // to the truth than the bin is.
  const bend = left - 2 * peak + right;
  const shift = Number.isFinite(bend) && bend < 0 ? (left - right) / (2 * bend) : 0;
  return (top + shift) * hertzPerBin;
}

const names = ['C', 'C♯', 'D', 'D♯', 'E', 'F', 'F♯', 'G', 'G♯', 'A', 'A♯', 'B'];

/** The nearest note of the piano, and how many hundredths of a semitone the frequency is beside it. A4 is 440 Hz. */
export function noteOf(hertz: number): string {
  const semitones = 69 + 12 * Math.log2(hertz / 440); // as MIDI counts them
  const nearest = Math.round(semitones);
  const cents = Math.round(100 * (semitones - nearest));
  const octave = Math.floor(nearest / 12) - 1;
  return `${names[((nearest % 12) + 12) % 12]}${octave}, ${cents < 0 ? '−' : '+'}${Math.abs(cents)} cents`;
}
