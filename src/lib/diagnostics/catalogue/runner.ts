import { entries } from './entry.ts';

/** What can be wrong with a check itself. */
export const runner = entries({
  'probe.crashed': {
    verdict: 'fail',
    title: 'A check broke off',
    sentence: 'This check broke off: {error}.',
    meaning: 'The check met something that it does not know, so it says nothing about your devices or your network.',
    causes: [
      'A browser extension changes what pages may use.',
      'The browser is older than this page, or has a fault.',
      'This page has a fault.',
    ],
    fix: [
      'Press “Check again” on this card.',
      'Try in a private window, where extensions are off.',
      'Update the browser, or try another one.',
      'If it happens again, save the report and send it to whoever runs this site.',
    ],
    forIt:
      'A check threw instead of answering. The name and the message of what was thrown stand in the evidence; anything may be thrown, strings and events too.',
  },
  'probe.silent': {
    verdict: 'fail',
    title: 'A check ended without a result',
    sentence: 'This check ended without a result.',
    meaning: 'It says nothing about your devices or your network.',
    causes: ['This page has a fault.'],
    fix: [
      'Press “Check again” on this card.',
      'If it happens again, save the report and send it to whoever runs this site.',
    ],
    forIt: 'The check returned normally and yielded no finding, which none may do.',
  },
  'probe.timed-out': {
    verdict: 'fail',
    title: 'A check took too long',
    sentence: 'This check was ended after {limitS} seconds.',
    meaning: 'Something that usually answers at once did not answer at all. What was found until then is shown.',
    causes: [
      'The browser waits for a question to be answered that is hidden behind another window.',
      'A device driver or the sound system of the computer hangs.',
      'The computer is too busy, or was asleep.',
    ],
    fix: [
      'Look for a question of the browser, also behind other windows, then press “Check again”.',
      'Close programs that use the camera or the microphone.',
      'Restart the browser, then the computer.',
    ],
    forIt: 'Every check has a deadline of its own, kept by the runner; the evidence has it in seconds.',
  },
});
