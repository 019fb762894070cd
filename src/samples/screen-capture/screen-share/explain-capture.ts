/** One sentence for a person: why nothing is shared, and what to do. Errors: Screen Capture, section 5.1. */
export function explainCapture(error: unknown, asked: DisplayMediaStreamOptions): string {
  if (!(error instanceof Error))
    return 'Something went wrong that the browser does not name. Reload the page and try again.';
  if (asked.video === false && asked.audio === false) return 'Nothing was asked for: tick “picture”.';
  if (asked.video === false && error.name !== 'NotAllowedError')
    return 'Sound cannot be shared alone: getDisplayMedia wants a picture. Tick “picture”, and stop that track afterwards if only the sound is wanted.';
  switch (error.name) {
    case 'NotAllowedError':
      return 'Sharing was refused, by you or by the system. Press Start and choose something; on macOS, allow screen recording for the browser in the system settings.';
    case 'NotFoundError':
      return 'There is nothing to share here: no screen, window or tab that fits. Open one, or take back some wishes.';
    case 'NotReadableError':
      return 'The system would not hand out this screen or window. Choose another, or restart the browser.';
    case 'InvalidStateError':
      return 'A page may ask for a screen only in answer to a click. Press Start once more.';
    case 'TypeError':
      return `These wishes contradict each other, says the browser: ${error.message}. Take one back.`;
    default:
      return `${error.name}: ${error.message || 'the browser gives no reason'}.`;
  }
}
