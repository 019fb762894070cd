import { expect, test } from 'vitest';
import { choiceOf, fits } from '../../../src/lib/site/filter.ts';

const card = {
  uses: ['RTCPeerConnection.getStats', 'RTCRtpSender'],
  needs: ['camera'],
  browsers: ['chrome', 'firefox'],
};
const any = { api: '', need: '', browser: '' };

test.for([
  [any, true],
  [{ ...any, api: 'RTCPeerConnection' }, true],
  [{ ...any, api: 'RTCPeer' }, false],
  [{ ...any, api: 'RTCRtpSender' }, true],
  [{ ...any, need: 'camera' }, true],
  [{ ...any, need: 'screen' }, false],
  [{ ...any, browser: 'safari' }, false],
  [{ api: 'RTCRtpSender', need: 'camera', browser: 'firefox' }, true],
  [{ api: 'RTCRtpSender', need: 'screen', browser: 'firefox' }, false],
] as const)('%o fits: %s', ([choice, answer]) => {
  expect(fits(card, choice)).toBe(answer);
});

test('reads a choice from an address', () => {
  expect(choiceOf(new URLSearchParams('api=RTCPeerConnection&browser=firefox'))).toEqual({
    api: 'RTCPeerConnection',
    need: '',
    browser: 'firefox',
  });
});
