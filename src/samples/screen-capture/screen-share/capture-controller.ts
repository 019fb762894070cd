/**
 * The part of the capture that is not in the stream: Screen Capture, section 5.6, and Captured Surface Control. TypeScript's
 * library does not have it yet, and not every browser does.
 */
export interface CaptureControl extends EventTarget {
  setFocusBehavior(behavior: string): void;
  readonly zoomLevel?: number | null;
  getSupportedZoomLevels?(): number[];
  increaseZoomLevel?(): Promise<void>;
  decreaseZoomLevel?(): Promise<void>;
  resetZoomLevel?(): Promise<void>;
}

/** A new controller; each belongs to one capture. Nothing where the browser has none. */
export function newController(): CaptureControl | undefined {
  const constructor: unknown = Reflect.get(window, 'CaptureController');
  return typeof constructor === 'function' ? (Reflect.construct(constructor, []) as CaptureControl) : undefined;
}

/** The buttons that zoom the captured tab, and the level that it has. */
export function openZoom(say: (sentence: string) => void) {
  const level = document.querySelector<HTMLOutputElement>('#zoom-level')!;
  const buttons = { in: zoomButton('in'), out: zoomButton('out'), reset: zoomButton('reset') };
  let controller: CaptureControl | undefined;

  const show = () => {
    let levels: number[] = [];
    try {
      levels = controller?.getSupportedZoomLevels?.() ?? [];
    } catch {
      // Only a tab has levels; a window or a monitor throws here.
    }
    const now = levels.length > 0 ? controller?.zoomLevel : undefined;
    for (const button of Object.values(buttons)) button.disabled = typeof now !== 'number';
    if (controller && !controller.increaseZoomLevel) level.textContent = 'This browser cannot zoom what it captures.';
    else if (typeof now === 'number')
      level.textContent = `${now} % (${levels.length} levels, ${levels[0]} to ${levels.at(-1)} %)`;
    else level.textContent = controller ? 'Only a tab can be zoomed.' : '';
  };
  const zoom = async (change: 'increaseZoomLevel' | 'decreaseZoomLevel' | 'resetZoomLevel') => {
    try {
      await controller?.[change]?.();
    } catch (error) {
      say(`The zoom was not changed. ${whyNot(error)}`);
    }
    show();
  };
  buttons.in.addEventListener('click', () => void zoom('increaseZoomLevel'));
  buttons.out.addEventListener('click', () => void zoom('decreaseZoomLevel'));
  buttons.reset.addEventListener('click', () => void zoom('resetZoomLevel'));
  show();

  return {
    /** Zooms what this controller captures from now on, or nothing. */
    use(next: CaptureControl | undefined) {
      controller?.removeEventListener('zoomlevelchange', show);
      controller = next;
      controller?.addEventListener('zoomlevelchange', show);
      show();
    },
  };
}

function whyNot(error: unknown) {
  const name = error instanceof Error ? error.name : '';
  if (name === 'NotAllowedError') return 'It was not allowed: press again, and allow it when the browser asks.';
  if (name === 'InvalidStateError')
    return 'It is at its end, or this is the page’s own tab: share another tab to zoom it.';
  return `${String(error)}.`;
}

const zoomButton = (name: string) => document.querySelector<HTMLButtonElement>(`#zoom-${name}`)!;
