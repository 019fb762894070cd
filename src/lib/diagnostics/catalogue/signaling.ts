import { entries } from './entry.ts';

/** Whether the site's own peer server can be talked to, which brings two browsers together. */
export const signaling = entries({
  'signaling.works': {
    verdict: 'pass',
    title: 'Two browsers can be brought together',
    sentence:
      'The peer server of this site answered over a WebSocket after {connectMs} ms; a message went there and back in {echoMs} ms.',
    meaning: 'The first step of a call, in which the two sides find each other, works from here.',
    causes: [],
    fix: [],
    forIt: 'A WebSocket to /peerjs with an id of chance, until OPEN; then a message to itself and back.',
  },
  'signaling.slow': {
    verdict: 'warn',
    title: 'The server that brings browsers together is slow',
    sentence:
      'The peer server of this site answered after {connectMs} ms, and a message took {echoMs} ms there and back.',
    meaning: 'Calls will begin late. Once they run, this server has no part in them.',
    causes: [
      'The network is slow or busy.',
      'A proxy looks into all traffic.',
      'The server is far away or overloaded.',
    ],
    fix: ['Try again in a few minutes.', 'Try another network, for example the hotspot of a phone, and compare.'],
    forIt: 'WebSocket open and OPEN over 2 s, or an echo over 1 s.',
  },
  'signaling.none': {
    verdict: 'skip',
    title: 'This site has no peer server',
    sentence: 'Where this page comes from there is no peer server, so finding each other was not tested.',
    meaning: 'Nothing is wrong with your network. The samples that need two machines need a peer server.',
    causes: [],
    fix: [],
    forIt:
      'GET /peerjs/id did not answer with an id of the peer server: a static host. npm start serves site and peer server on one origin.',
  },
  'signaling.blocked': {
    verdict: 'fail',
    title: 'The network lets web pages through, but not WebSockets',
    sentence: 'The peer server answers ordinary requests, but its WebSocket is blocked.',
    meaning: 'Calls cannot begin: most calling services use a WebSocket to bring people together.',
    causes: [
      'A proxy or a security program on the way does not know WebSockets.',
      'A browser extension (an ad blocker) blocks them.',
      'The site’s own proxy is not set up to pass them on.',
    ],
    fix: [
      'Switch off ad blockers for this site, or try a private window.',
      'Try another network, for example the hotspot of a phone.',
      'Ask your administrator to allow WebSockets (wss) to this host.',
    ],
    forIt:
      'GET /peerjs/id works and the WebSocket closes before OPEN. Proxies must pass “Connection: Upgrade” and “Upgrade: websocket”; in nginx: proxy_http_version 1.1 and both headers.',
  },
  'signaling.unreachable': {
    verdict: 'fail',
    title: 'The site cannot be reached any more',
    sentence: 'The server of this site does not answer any more.',
    meaning: 'Calls cannot begin, and other pages of this site will not open.',
    causes: ['The network went away after the page was loaded.', 'The server was stopped.'],
    fix: ['Open another website to see whether the network works.', 'Reload this page.'],
    forIt: 'The request for /peerjs/id failed without an answer.',
  },
  'signaling.refused': {
    verdict: 'fail',
    title: 'The peer server turned us away',
    sentence: 'The peer server answered, but would not let us in (“{reason}”).',
    meaning: 'Calls that use this server cannot begin.',
    causes: ['Too many people are connected.', 'The server accepts only certain sites.'],
    fix: ['Try again in a few minutes.', 'Tell whoever runs this site.'],
    forIt: 'The WebSocket opened and an ERROR message came, or it was closed with a code, before OPEN.',
  },
});
