import { expect, test } from 'vitest';
import { browsersWith, featureOf, FeatureError, inWords } from '../../../src/lib/catalogue/features.ts';

test('finds interfaces, members, static members and events', () => {
  for (const path of [
    'RTCPeerConnection',
    'MediaDevices.getUserMedia',
    'RTCRtpSender.getCapabilities',
    'RTCPeerConnection.track',
  ])
    expect(featureOf(path).support.chrome.since, path).toMatch(/^\d/);
  expect(featureOf('MediaDevices.getUserMedia').mdn).toContain('developer.mozilla.org');
});

test('an unknown path is refused with a hint', () => {
  expect(() => featureOf('RTCPeerConnection.dance')).toThrow(FeatureError);
  expect(() => featureOf('RTCPeerConnection.dance')).toThrow('Look for its name on MDN');
});

test('a browser without a feature is left out of the list and of the words', () => {
  expect(browsersWith(['MediaDevices.getDisplayMedia'])).toEqual(['chrome', 'edge', 'firefox', 'safari', 'safari_ios']);
  expect(inWords(featureOf('MediaDevices.getDisplayMedia'))).toBe(
    'Chrome 72, Edge 79, Firefox 66, Safari 13, Safari on iOS 27',
  );
});
