// #region same:countdown
const seconds = document.querySelector<HTMLElement>('#seconds')!;

/** Shows a number each second until it is time, or until the signal says that nobody waits any more. */
export async function countDown(from: number, signal: AbortSignal, tell: (left: number) => void) {
  for (let left = from; left > 0 && !signal.aborted; left--) {
    seconds.textContent = String(left);
    tell(left);
    await new Promise<unknown>((resolve) => {
      const timer = setTimeout(resolve, 1000);
      signal.addEventListener('abort', () => resolve(clearTimeout(timer)));
    });
  }
  seconds.textContent = '';
}
// #endregion

/** Lights a picture up for a moment, unless the person wants less motion. */
export function flash(element: HTMLElement) {
  if (!matchMedia('(prefers-reduced-motion: reduce)').matches)
    element.animate([{ filter: 'brightness(4)' }, {}], { duration: 500, easing: 'ease-out' });
}
