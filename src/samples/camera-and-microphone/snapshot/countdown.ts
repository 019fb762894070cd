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
