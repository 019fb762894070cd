import { expect, test } from 'vitest';
import { describeError, hasFeature, missingSentence } from '../../../src/lib/shell/shell.ts';

class Sender {
  static getCapabilities() {
    return {};
  }
  replaceTrack() {
    return undefined;
  }
  set onended(_handler: unknown) {
    throw new Error('nobody asked');
  }
}
const scope = { Sender, undefinedName: undefined };

test.for([
  ['Sender', true],
  ['Sender.replaceTrack', true],
  ['Sender.getCapabilities', true],
  ['Sender.ended', true],
  ['Sender.dance', false],
  ['Receiver', false],
  ['Receiver.dance', false],
  ['undefinedName', false],
] as const)('%s: %s', ([path, there]) => {
  expect(hasFeature(path, scope)).toBe(there);
});

test('what is missing is named with the browsers that have it', () => {
  const sentence = missingSentence([{ path: 'RTCRtpScriptTransform', browsers: 'Chrome 141, Firefox 117' }]);
  expect(sentence).toBe(
    'This sample cannot run here: this browser has no RTCRtpScriptTransform. Browsers that have it, and since which version: RTCRtpScriptTransform: Chrome 141, Firefox 117.',
  );
});

test('an error is shown with its name, its message, the file and the line', () => {
  expect(describeError(new TypeError('no'), 'http://localhost/run/a/b/main.js', 12)).toBe('TypeError: no (main.js:12)');
  expect(describeError('a text', 'http://localhost/run/a/b/main.js?x=1', 3)).toMatch(/^a text \(main\.js:3\)$/);
  const error = Object.assign(new Error('deep'), {
    stack: 'Error: deep\n    at f (http://localhost/run/a/b/graph.js:7:5)',
  });
  expect(describeError(error)).toBe('Error: deep (graph.js:7)');
  expect(describeError(undefined)).toBe('undefined');
});
