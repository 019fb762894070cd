/** What is shared, by the choice of the person. */
export const sentences: Readonly<Record<string, string>> = {
  tab: 'The whole tab is shared.',
  crop: 'What is seen where the element lies is shared, with whatever lies in front of it.',
  restrict: 'The element alone is shared; what lies in front of it is left out.',
};

export const notATab =
  'That is no tab of a browser that can limit it, so all of it would be seen. Press Start, and share this tab.';

export const ended = 'The sharing was ended outside this page. Press Start to share again.';

/** Why there is no track. Errors: Screen Capture, section 5.1. */
export function whyNoTab(error: unknown): string {
  const name = error instanceof Error ? error.name : '';
  if (name === 'NotAllowedError') return 'Sharing this tab was refused. Press Start, and allow it.';
  if (name === 'InvalidStateError')
    return 'A page may ask for its tab only right after a click. Press Start once more.';
  return `This tab could not be shared (${String(error)}). Reload the page, and press Start.`;
}

/** Why a track shows more than was asked for. Errors: Region Capture, section 4.3. */
export function whyNotLimited(error: unknown): string {
  if (error instanceof Error && error.name === 'NotAllowedError')
    return 'That is another tab, which has none of the elements of this page. Press Stop and Start, and share this tab.';
  return `The browser did not limit the picture (${String(error)}). Press Stop and Start, or choose another element.`;
}
