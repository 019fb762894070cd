import { entries } from './entry.ts';

const busy = [
  'Other programs keep the processor busy: another call, a game, a backup, a virus scan.',
  'The computer saves power: it runs on battery, or is too warm.',
  'The browser works without the graphics card, as it does in virtual machines and remote desktops.',
];
const relieve = [
  'Close other programs and tabs, above all those with video, then press “Check again”.',
  'Plug in the charger and switch the power saving mode off.',
  'In the browser’s settings, switch graphics acceleration on and restart the browser.',
  'In calls, choose a smaller picture, and switch blurred or replaced backgrounds off.',
];
const inside = 'Both ends of the test call are on this page, so the internet has no part in it.';

/** What a call between two ends on this page shows. */
export const call = entries({
  'call.good': {
    verdict: 'pass',
    title: 'The test call works',
    sentence: 'Connected in {connectMs} ms, first picture after {firstFrameMs} ms, {fps} frames a second.',
    meaning:
      'This browser can send and receive sound, picture and data. What is between you and others was not part of it.',
    causes: [],
    fix: [],
    forIt:
      'Two RTCPeerConnections on one page, host candidates only, without servers. Ten seconds of getStats once a second; the first three are not judged. The evidence has the phases of connecting and the means of all figures, by the names and formulas of webrtc-stats.',
  },
  'call.not-connected': {
    verdict: 'fail',
    title: 'The test call does not connect',
    sentence: 'Two ends of a call on this very page found no way to each other within {waitedS} seconds.',
    meaning: `No call can work like this. ${inside}`,
    causes: [
      'A firewall or security program on this computer blocks the browser’s own connections.',
      'An extension that promises to stop “WebRTC leaks” takes all addresses away.',
      'A rule of your organisation forbids WebRTC in this browser.',
      'A VPN program allows connections through its tunnel only.',
    ],
    fix: [
      'Switch off extensions that protect against WebRTC leaks, or try a private window, then press “Check again”.',
      'Leave the VPN for a moment and try again.',
      'Allow the browser in the firewall or security program, for UDP too.',
      'Try another browser. If that one works, ask your administrator about rules for this one.',
    ],
    forIt:
      'ICE did not reach “connected” on both ends within the time in the evidence. No gatheringMs: no candidate at all; look at the policies WebRtcIPHandling and WebRtcUdpPortRange, media.peerconnection.* in Firefox, and local firewalls that filter UDP between own addresses. mDNS names must resolve on this machine.',
  },
  'call.dtls-stuck': {
    verdict: 'fail',
    title: 'The test call finds its way, and then gets stuck',
    sentence: 'The two ends reached each other, but could not agree on keys within {waitedS} seconds.',
    meaning: `Every call is encrypted, and without keys nothing is sent. ${inside}`,
    causes: [
      'A security program on this computer looks into the packets and drops those that it does not know.',
      'A VPN or a virtual network card lets small packets pass only.',
      'The computer is so busy that the browser does not get its turn.',
    ],
    fix: [
      'Leave the VPN and pause the web protection of the security program for a moment, then press “Check again”.',
      'Close other programs.',
      'Restart the browser, or try another one.',
    ],
    forIt:
      'iceConnectionState was connected, connectionState was not, so the DTLS handshake did not end. Typical of packet inspection that passes STUN and drops DTLS (RFC 8842), of a path MTU below that of the handshake’s packets, and of broken certificates.',
  },
  'call.slow-connect': {
    verdict: 'warn',
    title: 'Connecting takes long',
    sentence: 'The test call took {connectMs} ms to connect, where a tenth of a second is usual.',
    meaning: 'Calls will begin late, and others may hang up before they have begun.',
    causes: busy,
    fix: relieve,
    forIt:
      'From setting the offer until both connectionStates are “connected”: up to 2 s is good, more than 5 s bad. The evidence has the phases: gathering, ICE, DTLS.',
  },
  'call.no-media': {
    verdict: 'fail',
    title: 'The test call is connected, but something does not come through',
    sentence: 'The call was connected, but no {what} came through for {silentS} seconds.',
    meaning: 'Others would not see or hear you, although the call looks connected.',
    causes: [
      'The camera or the microphone is held by the system or by another program and gives nothing.',
      'The browser has a fault in its encoder, often together with the graphics driver.',
      'A security program drops larger packets.',
    ],
    fix: [
      'Look at the results of the camera and the microphone first: what is wrong there comes back here.',
      'Restart the browser, then press “Check again”.',
      'In the browser’s settings, switch graphics acceleration off and on again, and restart the browser.',
      'Update the graphics driver.',
    ],
    forIt:
      'Connected, and bytesReceived of the stream did not grow for 5 s (sound), no frame was ever decoded (picture), or no message came back through the data channel. Compare what was sent and what was received in the evidence.',
  },
  'call.frozen': {
    verdict: 'fail',
    title: 'The picture freezes',
    sentence: 'In the test call the picture stood still for up to {stillS} seconds.',
    meaning: `Others would see a still picture of you while you go on talking. ${inside}`,
    causes: [
      'The computer cannot keep up: other programs need the processor.',
      'The camera stops giving pictures, because of its cable, its hub or its driver.',
      'The browser’s encoder or decoder hangs, often together with the graphics driver.',
    ],
    fix: [
      'Look at the result of the camera first; if it freezes there too, plug it into another port.',
      'Close other programs and tabs, then press “Check again”.',
      'In the browser’s settings, switch graphics acceleration off, and restart the browser.',
      'Update the graphics driver.',
    ],
    forIt:
      'No frame decoded for more than a second, a freeze longer than that, or totalFreezesDuration above 5 % of the time in three of five seconds; the first three seconds do not count. Browsers count a freeze when the next frame comes, so one that lasts is found by framesDecoded standing still. Compare pictureSource, pictureSent and pictureReceived in the evidence to see where frames stop.',
  },
  'call.low-fps': {
    verdict: 'warn',
    title: 'The picture jerks',
    sentence: 'Only {fps} of {sourceFps} frames a second came through.',
    meaning: 'Others see you move in jerks. Sound is not affected.',
    causes: busy,
    fix: relieve,
    forIt:
      'framesDecoded a second below half of what the source gives (media-source framesPerSecond), in three of five seconds. What is lost between source and sender is dropped before encoding, which is want of processor or bandwidth.',
  },
  'call.cpu-limited': {
    verdict: 'warn',
    title: 'The computer is too slow for the picture',
    sentence:
      'For {limitedPercent} % of the time the browser made the picture worse because the processor could not keep up.',
    meaning:
      'In calls your picture becomes smaller or slower than your camera can do; with several people it gets worse.',
    causes: busy,
    fix: relieve,
    forIt:
      'qualityLimitationDurations.cpu of outbound-rtp grew in three of five seconds. Chromium only; Firefox does not tell. Look for hardware encoding at chrome://gpu.',
  },
  'call.bandwidth-limited': {
    verdict: 'warn',
    title: 'The browser believes that there is too little bandwidth',
    sentence:
      'For {limitedPercent} % of the time the picture was made worse for want of bandwidth, on this very computer.',
    meaning: `Your picture would be small or blurred in every call. ${inside}`,
    causes: [
      'The computer is so busy that packets wait, which looks like a full line.',
      'A security program or a VPN slows all packets down, even those inside this computer.',
    ],
    fix: [
      'Close other programs and tabs, then press “Check again”.',
      'Leave the VPN and pause the web protection of the security program, then try again.',
    ],
    forIt:
      'qualityLimitationDurations.bandwidth of outbound-rtp grew in the last seconds, and availableOutgoingBitrate did not grow by a tenth meanwhile: a call that is still finding its rate is not counted. Chromium only. Rising pacerMs in the evidence means that packets wait on the sending side.',
  },
  'call.encode-slow': {
    verdict: 'warn',
    title: 'Encoding the picture takes long',
    sentence: 'Encoding takes {budgetPercent} % of the time there is between two frames.',
    meaning:
      'There is little left for anything else: with a larger picture or a shared screen, frames will be missing.',
    causes: busy,
    fix: relieve,
    forIt:
      'totalEncodeTime by time: up to 50 % is good, above 80 % bad; in three of five seconds. One core only counts.',
  },
  'call.decode-slow': {
    verdict: 'warn',
    title: 'Decoding the picture takes long',
    sentence: 'Decoding takes {budgetPercent} % of the time there is between two frames.',
    meaning: 'One picture just works; with several people on screen they will jerk or stand still.',
    causes: busy,
    fix: relieve,
    forIt: 'totalDecodeTime by time: up to 50 % is good, above 80 % bad; in three of five seconds.',
  },
  'call.sound-concealed': {
    verdict: 'warn',
    title: 'Sound has gaps',
    sentence: '{concealedPercent} % of the sound did not come in time and was made up.',
    meaning: `Others hear you crackle, or miss syllables. ${inside}`,
    causes: [
      'The computer is so busy that sound does not get its turn.',
      'The microphone or its driver gives sound in fits and starts, often over Bluetooth.',
      'A program that changes the sound, such as a noise filter, stands between.',
    ],
    fix: [
      'Close other programs and tabs, then press “Check again”.',
      'Try another microphone, with a cable.',
      'Switch off programs that change the sound of the microphone.',
    ],
    forIt:
      'concealedSamples without silentConcealedSamples, by totalSamplesReceived: up to 1 % is good, above 3 % bad; in three of five seconds.',
  },
  'call.jitter-buffer': {
    verdict: 'warn',
    title: 'Sound and picture come late',
    sentence: 'The receiving side holds sound or picture back for {bufferMs} ms, so that it plays evenly.',
    meaning: 'People will talk over each other, since each hears the other late.',
    causes: busy,
    fix: relieve,
    forIt:
      'jitterBufferDelay by jitterBufferEmittedCount, the larger of sound and picture: up to 100 ms is good, above 300 bad; in three of five seconds. On one machine packets come unevenly only if its processor is late.',
  },
  'call.loss': {
    verdict: 'warn',
    title: 'Packets get lost inside this computer',
    sentence: '{lossPercent} % of the packets got lost on their way from one end of this page to the other.',
    meaning: 'Sound will have gaps and the picture blocks, before the network has added anything.',
    causes: [
      'The computer is so busy that it does not fetch packets in time.',
      'A security program or a VPN drops packets.',
    ],
    fix: [
      'Close other programs and tabs, then press “Check again”.',
      'Leave the VPN and pause the web protection of the security program, then try again.',
    ],
    forIt:
      'packetsLost by packetsLost + packetsReceived, mean over the window: up to 1 % is good, above 5 % bad. Packets that were sent again and came count as received. Look at the receive buffers of UDP sockets and at filter drivers.',
  },
  'call.dropped': {
    verdict: 'warn',
    title: 'Frames come and are not shown',
    sentence: '{droppedPercent} % of the frames that arrived were thrown away.',
    meaning: 'The pictures of others will jerk on this computer.',
    causes: busy,
    fix: relieve,
    forIt: 'framesDropped by framesReceived, mean over the window: up to 3 % is good, above 10 % bad.',
  },
  'call.picture-lost': {
    verdict: 'warn',
    title: 'The picture breaks again and again',
    sentence: 'The receiving side had to ask for a whole new picture {perSecond} times a second.',
    meaning: 'The picture stands still or shows blocks until the new one has come, and each of them costs bandwidth.',
    causes: [
      'Packets get lost inside this computer, because it is too busy or a security program drops them.',
      'The decoder fails, often because of the graphics driver.',
    ],
    fix: [
      'Close other programs and tabs, then press “Check again”.',
      'In the browser’s settings, switch graphics acceleration off, and restart the browser.',
      'Update the graphics driver.',
    ],
    forIt:
      'pliCount by time (Picture Loss Indication, RFC 4585), mean over the window: up to 0.1 a second is good, above 0.5 bad.',
  },
  'call.gap': {
    verdict: 'info',
    title: 'The check was interrupted',
    sentence: 'For {missedS} seconds nothing was measured.',
    meaning: 'The other figures are without that time. If this happens in a call, everything stops for as long.',
    causes: [
      'Another tab or window was in front of this page.',
      'The computer was asleep, or its lid was closed.',
      'The computer was too busy to run this page.',
    ],
    fix: ['Keep this page in front until the check is over, and press “Check again”.'],
    forIt:
      'More than 3 s between the timestamps of two reports that are taken once a second. Rates are not computed across it.',
  },
  'call.synthetic': {
    verdict: 'info',
    title: 'A drawn picture was sent',
    sentence: 'There was no camera to use, so the test call sent a picture that this page draws.',
    meaning: 'What is said of the call holds for the browser and the computer, and not for your camera.',
    causes: ['The camera was not checked before, or could not be opened.'],
    fix: ['To try the call with your camera, check the camera together with the connection.'],
    forIt:
      'Blocks of noise moving at 30 frames a second, 640x480, from canvas.captureStream(). The evidence says whether sound came from the microphone, from an oscillator, or not at all.',
  },
  'call.pair-switches': {
    verdict: 'warn',
    title: 'The call keeps changing its way',
    sentence: 'During the test call the packets changed their way {times} times.',
    meaning: 'Each change may cost a moment of sound and picture.',
    causes: [
      'Cable and wireless network, or a VPN, are connected at once and take turns.',
      'The wireless network keeps breaking off.',
    ],
    fix: [
      'Use the cable only, or the wireless network only: switch the other one off.',
      'Leave the VPN, then press “Check again”.',
    ],
    forIt:
      'The selected candidate pair, or its addresses, changed more than once after the first three seconds, as seen once a second. Changes before that belong to finding the best way.',
  },
  'call.disconnected': {
    verdict: 'fail',
    title: 'The test call broke off',
    sentence: 'The test call was connected, and then lost its connection.',
    meaning: `Calls will break off or hang for seconds. ${inside}`,
    causes: [
      'A network card was switched off or changed its address: a VPN, a cable, a wireless network.',
      'The computer was asleep or far too busy.',
      'A security program closed the connection.',
    ],
    fix: [
      'Press “Check again” and leave network and VPN as they are meanwhile.',
      'Leave the VPN and pause the web protection of the security program, then try again.',
      'Restart the browser, then the computer.',
    ],
    forIt:
      'connectionState became disconnected or failed on one end after both were connected. cameBack says whether it recovered.',
  },
  'call.connection-lost': {
    verdict: 'fail',
    title: 'The test call broke off, since one side does not answer any more',
    sentence:
      'The test call was connected, and then {checksOpen} checks whether the other side is still there were not answered.',
    meaning: `Packets leave, and none come back: in a call, sound and picture would stop after some seconds. ${inside}`,
    causes: [
      'A firewall or security program closes connections that it had let pass.',
      'A network card was switched off or changed its address: a VPN, a cable, a wireless network.',
    ],
    fix: [
      'Leave the VPN and pause the web protection of the security program, then press “Check again”.',
      'Allow the browser in the firewall, for UDP too.',
      'Restart the computer.',
    ],
    forIt:
      'As for a call that broke off, and requestsSent of the selected pair was ahead of responsesReceived by two or more: consent (RFC 7675) was about to expire. Only where the browser counts requests.',
  },
});
