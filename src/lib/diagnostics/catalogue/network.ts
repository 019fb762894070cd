import { entries } from './entry.ts';

/** What to do about a server is the same for most of its faults; these steps end most lists. */
const askOperator = 'Ask whoever runs the server; the part for IT below has what they need.';
const otherNetwork = 'Try from another network, for example a phone’s hotspot, and compare the two results.';

const servers = entries({
  'servers.none': {
    verdict: 'skip',
    title: 'No servers to check',
    sentence: 'No STUN or TURN server was given, so none was checked.',
    meaning:
      'Calls inside one network need none. Calls between networks usually need a STUN server, and some need a TURN server.',
    causes: [],
    fix: ['Open “Servers” above and enter those that your calling service uses, then start again.'],
    forIt:
      'Nothing is sent to any server that was not entered. Servers can also come in the address: ?ice=stun:host:port, without credentials.',
  },
  'servers.works': {
    verdict: 'pass',
    title: 'The server works',
    sentence: '{url} answered after {firstMs} ms.',
    meaning: 'The network lets you reach this server, and it does what it is for.',
    causes: [],
    fix: [],
    forIt:
      'The server alone in a connection of its own, with one data channel. STUN works if a server-reflexive candidate came, or if the browser left it out because it equals a visible address of this machine; TURN works if a relay candidate came. The time runs from setLocalDescription to that candidate: about one round trip for STUN, two and more for TURN, and the look-up of the name.',
  },
  'servers.slow': {
    verdict: 'warn',
    title: 'The server answers slowly',
    sentence: '{url} works, but answered only after {firstMs} ms.',
    meaning: 'Calls that depend on it take that much longer to begin.',
    causes: [
      'The network loses packets, so that the request had to be repeated.',
      'The name of the server is looked up slowly.',
      'The server is far away or overloaded.',
    ],
    fix: [
      'Press “Check again”: a single slow answer may be chance.',
      'Move nearer to the Wi-Fi access point, or use a cable.',
      otherNetwork,
      askOperator,
    ],
    forIt:
      'Time to the first matching candidate above 3000 ms. STUN repeats a lost request after 500 ms, then after twice as long each time (RFC 8489, section 6.2.1).',
  },
  'servers.stun-silent': {
    verdict: 'fail',
    title: 'The STUN server does not answer',
    sentence: '{url} did not answer{waiting}.',
    meaning:
      'Without an answer this machine does not learn its public address, and direct calls to other networks may not work.',
    causes: [
      'The firewall of this network blocks UDP.',
      'The port or the name of the server is wrong.',
      'The server is down.',
    ],
    fix: [
      'Compare name and port with what your calling service tells.',
      'If other servers answer, remove this one: it is at fault, and your network is not.',
      otherNetwork,
      'Ask your IT to open UDP port 3478 to this server, or use a TURN server over TCP or TLS.',
    ],
    forIt:
      'No server-reflexive candidate until the deadline of 8 seconds, or error 701 for every interface. Browsers report a dropped and a rejected UDP packet alike, Chromium after 40 seconds only. Firefox does not ask servers on the machine itself (127.0.0.1). A stuns: address is asked over plain UDP by Chromium.',
  },
  'servers.turn-silent': {
    verdict: 'fail',
    title: 'The TURN server does not answer',
    sentence: '{url} did not answer{waiting}.',
    meaning: 'Calls that need this relay, for example from strict networks, will not work.',
    causes: [
      'The firewall of this network blocks the way to the server.',
      'The port or the name of the server is wrong.',
      'The server is down.',
    ],
    fix: [
      'Compare name, port and transport with what your calling service tells.',
      'Add the same server with ?transport=tcp, or as turns: with port 443 or 5349: many firewalls let that through.',
      otherNetwork,
      'Ask your IT to open the port of the server, UDP 3478 by default.',
    ],
    forIt:
      'No relay candidate and no error of the server until the deadline of 8 seconds, or error 701 for every interface. An Allocate request was sent over the transport in the evidence (RFC 8656).',
  },
  'servers.unknown-host': {
    verdict: 'fail',
    title: 'The name of the server is not known',
    sentence: 'The name “{host}” was not found, so {url} could not be asked.',
    meaning: 'As long as the name is not found, this server is of no use for calls.',
    causes: [
      'The name has a typing mistake.',
      'The name is known inside a company network only, and you are outside, or the other way round.',
      'A filter for names, of the network or of a program on this machine, hides it.',
    ],
    fix: [
      'Compare the name with what your calling service tells.',
      'Switch VPN or name filter off, then check again.',
      otherNetwork,
      askOperator,
    ],
    forIt:
      'Error 701 “host lookup received error” for every interface; one address family alone may fail harmlessly. Firefox gives no text: there, an early 701 for a name is read as this. Compare with nslookup on this machine.',
  },
  'servers.refused': {
    verdict: 'fail',
    title: 'No connection to the TURN server',
    sentence: 'A TCP connection to {url} could not be made.',
    meaning: 'Calls that need this relay will not work. It matters most on networks that block UDP.',
    causes: [
      'No server listens at this port.',
      'A firewall or a proxy refuses the connection.',
      'The name of the server is wrong.',
    ],
    fix: [
      'Compare name and port with what your calling service tells.',
      'Try the same server as turns: with port 443 or 5349.',
      otherNetwork,
      askOperator,
    ],
    forIt:
      'Error 701 “Failed to establish connection”. A closed port answers at once, a dropped packet after about three seconds; a name that is not found looks the same over TCP.',
  },
  'servers.tls-failed': {
    verdict: 'fail',
    title: 'No secure connection to the server',
    sentence: 'A TLS connection to {url} could not be made.',
    meaning: 'Calls that need this relay will not work. It is often the only one that passes strict firewalls.',
    causes: [
      'The certificate of the server is not valid: run out, for another name, or made by itself.',
      'A firewall opens encrypted connections and puts its own certificate in.',
      'No server listens at this port, or the way to it is blocked.',
    ],
    fix: [
      'Use the name that stands in the certificate, not an address in numbers.',
      'Check date and time of this machine: with a wrong date no certificate is valid.',
      otherNetwork,
      'Ask whoever runs the server to check its certificate with the whole chain, and your IT to exempt it from inspection.',
    ],
    forIt:
      'Error 701 “Failed to establish connection” in Chromium; Firefox reports nothing at all for a bad certificate, so the deadline of 8 seconds ended it. A closed port and a bad certificate cannot be told apart by a page. Check with: openssl s_client -connect host:port -servername host.',
  },
  'servers.unauthorized': {
    verdict: 'fail',
    title: 'The TURN server does not accept the password',
    sentence: '{url} can be reached, but does not accept this username and password.',
    meaning: 'Calls that need this relay will not work, from any network.',
    causes: [
      'Username or password has a typing mistake.',
      'They were made for a limited time, and that is over.',
      'The clock of the server or of whoever made them is wrong.',
    ],
    fix: [
      'Type or copy both again, without spaces around them.',
      'Get fresh ones from your calling service: many are valid for hours only.',
      'If all servers say this, ask whoever runs them to check the shared secret and the clocks.',
    ],
    forIt:
      'Error 401 Unauthorized (RFC 8489, section 14.8) or 441 Wrong Credentials (RFC 8656, section 19). With time-limited credentials the username begins with the second, counted from 1970, at which they end.',
  },
  'servers.forbidden': {
    verdict: 'fail',
    title: 'The TURN server forbids its use',
    sentence: '{url} can be reached, but forbids you to use it.',
    meaning: 'Calls that need this relay will not work.',
    causes: ['The server serves certain networks or users only.', 'The administrator has locked this user.'],
    fix: [otherNetwork, askOperator],
    forIt: 'Error 403 Forbidden (RFC 8656, section 19): an access list, a locked realm, or a denied address.',
  },
  'servers.quota': {
    verdict: 'fail',
    title: 'The TURN server is full',
    sentence: '{url} can be reached, but gives no relay: {explanation}.',
    meaning: 'Calls that need this relay will not work until something becomes free.',
    causes: [
      'Other calls with the same username are still open, perhaps in another tab.',
      'Calls that broke off hold their place for up to ten minutes.',
      'The server has too few ports or too small a quota.',
    ],
    fix: ['Close other calls and tabs that use this service.', 'Wait ten minutes, then check again.', askOperator],
    forIt:
      'Error 486 Allocation Quota Reached (coturn: user-quota, total-quota) or 508 Insufficient Capacity (min-port to max-port exhausted). An allocation that is not refreshed lives 600 seconds.',
  },
  'servers.turn-error': {
    verdict: 'fail',
    title: 'The TURN server refuses',
    sentence: '{url} can be reached, but answers with error {code}: {explanation}.',
    meaning: 'Calls that need this relay will not work.',
    causes: ['The settings of the server do not fit what browsers ask for.', 'The server has a fault.'],
    fix: ['Press “Check again”.', askOperator],
    forIt:
      'An error response to Allocate, by the codes of RFC 8489 (section 14.8) and RFC 8656 (section 19). The server’s log has the reason.',
  },
  'servers.malformed': {
    verdict: 'fail',
    title: 'This is not the address of a server',
    sentence: '“{url}” cannot be used. {reason}',
    meaning: 'A calling program with this address in its list of servers may fail to start any call at all.',
    causes: ['The address has a typing mistake.', 'It is the address of a web page, not of a STUN or TURN server.'],
    fix: [
      'Write it like stun:host:3478, turn:host:3478?transport=udp or turns:host:443, as your calling service tells.',
      'Remove the entry if you do not need it.',
    ],
    forIt:
      'Checked before a connection is constructed, by RFC 7064 and RFC 7065; a browser throws SyntaxError for the whole configuration. Firefox also refuses ports that it blocks.',
  },
  'servers.no-credentials': {
    verdict: 'warn',
    title: 'Username and password are missing',
    sentence: '{url} needs a username and a password, so it was not asked.',
    meaning: 'Nothing is known about this server yet.',
    causes: ['A link to this page carries servers without their passwords, on purpose.', 'The fields were left empty.'],
    fix: ['Open “Servers” above, enter both for this server, then check again.'],
    forIt:
      'The constructor throws InvalidAccessError for turn: and turns: without username and credential, so such an entry is not constructed.',
  },
  'servers.relay-private': {
    verdict: 'warn',
    title: 'The relay lends an address that nobody can reach',
    sentence: '{url} answers, but relays from {address}, an address that exists inside its own network only.',
    meaning:
      'The relay looks fine and still no call comes through it, unless the other side is in the same network as the server.',
    causes: [
      'The server stands behind a router or in a cloud and was not told its public address.',
      'It runs in a container and lends the container’s address.',
    ],
    fix: [
      'Tell whoever runs the server that its setting for the external address is missing (coturn: external-ip).',
      'If the server is meant for one company network only, nothing is wrong.',
    ],
    forIt:
      'The relay candidate lies in a range that is not routed in the internet (evidence: range), while the server is addressed otherwise. Coturn: external-ip=PUBLIC/PRIVATE, and the ports from min-port to max-port forwarded and open.',
  },
  'servers.not-asked': {
    verdict: 'not-measurable',
    title: 'The browser did not ask this server',
    sentence: 'The browser was done without asking {url}, and gave no reason.',
    meaning: 'Nothing is known about this server.',
    causes: [
      'The server has an IPv6 address only and this machine has none, or the other way round.',
      'A policy or an extension restricts which connections calls may use.',
    ],
    fix: [
      'Use the name of the server instead of an address in numbers.',
      'Switch extensions off that “prevent WebRTC leaks”, or try a private window.',
      'Ask your IT whether a policy for WebRTC is set in the browser.',
    ],
    forIt:
      'Gathering was complete without a candidate of this server and without an error. Look at policies such as WebRtcIPHandling and WebRtcUdpPortRange, and at the address families of both sides.',
  },
});

const nat = entries({
  'nat.none': {
    verdict: 'skip',
    title: 'The network’s behaviour was not checked',
    sentence: 'Without a STUN server it cannot be known how the network treats calls.',
    meaning: 'Nothing is known about direct calls to other networks.',
    causes: [],
    fix: ['Open “Servers” above, enter two STUN servers on different hosts, then start again.'],
    forIt: 'A page can only see mappings through servers that tell it; none is built in.',
  },
  'nat.open': {
    verdict: 'pass',
    title: 'Nothing stands between this machine and the servers',
    sentence: 'This machine is seen under its own address: there is no address translation on the way.',
    meaning: 'Direct calls have the best chances. A firewall may still let in only what was called first.',
    causes: [],
    fix: [],
    forIt:
      'Every mapped address equals its base, or the browser left them out as duplicates of visible host candidates. Filtering cannot be measured without a second machine (RFC 5780 cannot be spoken by a page).',
  },
  'nat.friendly': {
    verdict: 'pass',
    title: 'The network is friendly to calls',
    sentence: 'The network behaves like a friendly router: {count} servers see this machine under the same port.',
    meaning: 'Direct calls work with most other networks.',
    causes: [],
    fix: [],
    forIt:
      'Behaves like endpoint-independent mapping (RFC 4787, section 4.1): one port for each socket, however many servers are asked from it. A symmetric NAT that keeps ports looks the same until two collide; where the own address is hidden, no NAT at all looks the same, too. Filtering is not measured.',
  },
  'nat.strict': {
    verdict: 'warn',
    title: 'The network is strict',
    sentence: 'The network gives this machine another port for each server it speaks with.',
    meaning:
      'Direct calls work with open and friendly networks only. With another strict one, a call needs a TURN server.',
    causes: [
      'The firewall of a company, a hotel or a university.',
      'A mobile carrier’s network.',
      'A virtual private network (VPN).',
    ],
    fix: [
      'Make sure that your calling service has a TURN server; enter it above to check it.',
      'Switch the VPN off, if there is one, and check again.',
      'Ask your IT for endpoint-independent mapping (“full cone” or “static port”) for UDP.',
    ],
    forIt:
      'Behaves like a “symmetric” NAT: more than one mapped port for one socket at servers of one host with different ports (address-and-port-dependent mapping), or at different hosts while one host with two ports was not at hand. RFC 4787, section 4.1.',
  },
  'nat.address-dependent': {
    verdict: 'warn',
    title: 'The network is rather strict',
    sentence: 'The network gives this machine another port for each address it speaks with.',
    meaning: 'Direct calls work with most networks, but not with other strict ones: those calls need a TURN server.',
    causes: ['The firewall of a company.', 'A carrier’s network that many customers share.'],
    fix: [
      'Make sure that your calling service has a TURN server; enter it above to check it.',
      'Ask your IT for endpoint-independent mapping for UDP.',
    ],
    forIt:
      'Behaves like address-dependent mapping (RFC 4787, section 4.1): different ports at different hosts, the same port at two ports of one host.',
  },
  'nat.udp-blocked': {
    verdict: 'warn',
    title: 'The network blocks UDP',
    sentence: 'Servers answer over {how}, but none does over UDP.',
    meaning:
      'Calls work through a TURN server over TCP or TLS only: they begin later, and sound and picture suffer when packets are lost.',
    causes: [
      'The firewall of this network lets through only what web pages need.',
      'A VPN or a security program blocks UDP.',
    ],
    fix: [
      'Switch VPN or security program off for a moment, and check again.',
      otherNetwork,
      'Ask your IT to open UDP port 3478 to your TURN server.',
    ],
    forIt:
      'No STUN and no TURN/UDP server answered, at least one over TCP or TLS did. Open UDP 3478 to the server; the relay’s own ports (49152 to 65535) matter on the server’s side.',
  },
  'nat.tls-only': {
    verdict: 'warn',
    title: 'Only encrypted TCP gets through',
    sentence: 'Of all servers, only those over TLS answer.',
    meaning: 'Calls work through a TURN server over TLS only, with more delay than usual.',
    causes: ['The firewall lets through only what looks like secure web pages.'],
    fix: [otherNetwork, 'Ask your IT to open UDP port 3478, or at least TCP port 3478, to your TURN server.'],
    forIt:
      'TURN over TLS works, TURN over plain TCP and everything over UDP do not. Packet inspection may still drop DTLS; the call through the relay tells.',
  },
  'nat.blocked': {
    verdict: 'fail',
    title: 'Only web pages get through',
    sentence: 'None of the servers answers over any transport, although this page was loaded.',
    meaning: 'Calls to other networks will not work from here.',
    causes: [
      'A firewall or a proxy lets through web pages only.',
      'All servers entered are wrong or down.',
      'A VPN or security program blocks everything else.',
    ],
    fix: [
      'Switch VPN or security program off for a moment, and check again.',
      otherNetwork,
      'Ask your IT to open UDP 3478 to your TURN server, or give it a TURN server over TLS on port 443.',
    ],
    forIt:
      'Every server on at least two hosts was silent or could not be connected. Servers that refused a password, or whose name or address is wrong, do not count.',
  },
  'nat.undetermined': {
    verdict: 'not-measurable',
    title: 'The network’s behaviour could not be told',
    sentence: 'How the network treats calls could not be told: {reason}.',
    meaning: 'Direct calls may work or not. The results of the servers say more.',
    causes: ['The servers given do not suffice.', 'The browser hides the addresses of this machine.'],
    fix: [
      'Enter two STUN servers on different hosts that answer, then check again.',
      'Allow the camera or the microphone on this page: some browsers then show the addresses that they hide.',
    ],
    forIt:
      'Asked twice, two seconds apart, where servers answered at all. The evidence has the reason and what each transport did.',
  },
  'nat.one-server': {
    verdict: 'info',
    title: 'One server is not enough to know the network',
    sentence: 'This machine is seen as {seen}; to know more takes a second server on another host.',
    meaning: 'A router or firewall stands between, which is usual. Whether it is friendly or strict is not known.',
    causes: [],
    fix: ['Enter a second STUN server on another host, then check again.'],
    forIt:
      'Mapping is told by comparing what servers on two different addresses see of one socket. Hosts with different names are taken for different addresses.',
  },
  'nat.shared-address': {
    verdict: 'info',
    title: 'There are two routers in a row',
    sentence: 'The servers see this machine as {address}, which is not a public address either.',
    meaning:
      'The address is changed at least twice on the way to the internet. Calls often work all the same, direct ones less often.',
    causes: [
      'The internet provider shares one address among customers (CGNAT).',
      'A second router stands behind the provider’s one.',
    ],
    fix: [
      'If both routers are yours, switch one to bridge or access-point mode.',
      'Ask your provider for an address of your own, or for IPv6.',
    ],
    forIt: 'The mapped address lies in a private range or in 100.64.0.0/10 (RFC 6598), and is not the machine’s own.',
  },
  'nat.several-addresses': {
    verdict: 'info',
    title: 'This machine is seen under several addresses',
    sentence: 'The servers see this machine under {count} public addresses.',
    meaning: 'Calls usually work. Where a service expects one address, they may fail at times.',
    causes: [
      'A VPN carries a part of the traffic only.',
      'The machine has two ways to the internet, such as cable and Wi-Fi.',
      'The provider uses a pool of addresses.',
    ],
    fix: ['If calls fail at times, switch off the VPN or the second connection, and compare.'],
    forIt:
      'More than one mapped IPv4 address in one gathering: multi-homing, a split tunnel, or arbitrary IP pooling (RFC 4787, section 4.1), which is not judged as symmetric.',
  },
  'nat.ipv6': {
    verdict: 'info',
    title: 'IPv6 can be used',
    sentence: 'This machine has an IPv6 address that the internet can reach.',
    meaning: 'With others who have IPv6 too, calls are direct more often.',
    causes: [],
    fix: [],
    forIt:
      'A global unicast address (2000::/3) among host, server-reflexive or mapped addresses. Hidden host addresses are not known.',
  },
});

const interfaces = entries({
  'interfaces.found': {
    verdict: 'pass',
    title: 'The network connection can be used',
    sentence: 'Calls can use {ways} of this machine.',
    meaning: 'The browser may use the network for calls, and shows which addresses.',
    causes: [],
    fix: [],
    forIt:
      'Host candidates over UDP, gathered without any server. Addresses that the browser would only connect from over TCP (port 9, RFC 6544) are not counted.',
  },
  'interfaces.hidden': {
    verdict: 'info',
    title: 'The addresses of this machine are hidden',
    sentence: 'The network can be used; the browser hides the addresses of this machine from this page.',
    meaning:
      'That is good for your privacy and harmless for most calls. Other connections of the machine, such as a VPN, are not seen.',
    causes: [],
    fix: ['To see more here, allow the camera or the microphone first, and check again.'],
    forIt:
      'Host candidates carry names of multicast DNS (….local), and only the interface of the default route is used (RFC 8828, mode 2), until a device is allowed; Firefox shows addresses only while one is in use. Two subnets of one site cannot resolve such names across a router.',
  },
  'interfaces.none': {
    verdict: 'fail',
    title: 'The browser has no network for calls',
    sentence: 'The browser found no network connection that a call could use.',
    meaning: 'No call will work.',
    causes: ['The machine is offline.', 'A policy of your company or an extension switches it off.'],
    fix: [
      'Check that Wi-Fi or cable is connected.',
      'Switch extensions off that “prevent WebRTC leaks”, or try a private window.',
      'Ask your IT whether a policy for WebRTC is set in the browser.',
    ],
    forIt:
      'Not a single host candidate within 3 seconds. Policies: WebRtcIPHandling, WebRtcUdpPortRange; Firefox: media.peerconnection.ice.*.',
  },
  'interfaces.limited': {
    verdict: 'warn',
    title: 'Something limits which connections calls may use',
    sentence: 'The browser gives calls no UDP address of this machine, although it could.',
    meaning: 'Calls may work through a TURN server only, if at all.',
    causes: [
      'A privacy extension, such as one that “prevents WebRTC leaks”.',
      'A policy of your company.',
      'A privacy setting of the browser.',
    ],
    fix: [
      'Switch such an extension off for this page, or try a private window.',
      'Look at the privacy settings of the browser.',
      'Ask your IT whether a policy for WebRTC is set.',
    ],
    forIt:
      'No UDP host candidate although camera or microphone is allowed, or TCP ones alone. WebRtcIPHandling set to default_public_interface_only or disable_non_proxied_udp looks like this (RFC 8828, modes 3 and 4).',
  },
  'interfaces.vpn': {
    verdict: 'info',
    title: 'A VPN is in use',
    sentence: 'One of the connections of this machine is a VPN.',
    meaning: 'Calls may take the way through it, which is longer, and some VPNs let no calls through.',
    causes: [],
    fix: ['If calls are bad, switch the VPN off and compare.', 'Ask your IT for a split tunnel that leaves calls out.'],
    forIt: 'networkType “vpn” in the statistics of a local candidate; Chromium only, and only with permission.',
  },
  'interfaces.several': {
    verdict: 'info',
    title: 'This machine has several connections',
    sentence: 'This machine has {count} IPv4 addresses that calls can use.',
    meaning: 'The browser tries all of them. Most are from cable and Wi-Fi together, VPNs or virtual machines.',
    causes: [],
    fix: ['If calls change their quality suddenly, use one connection only, best the cable.'],
    forIt:
      'Distinct IPv4 addresses among visible UDP host candidates. Frequent changes of the selected pair point to one that comes and goes.',
  },
  'interfaces.ipv6': {
    verdict: 'info',
    title: 'This machine has IPv6',
    sentence: 'This machine has a public IPv6 address.',
    meaning: 'With others who have IPv6 too, calls are direct more often, if the network really carries it.',
    causes: [],
    fix: [],
    forIt: 'A visible host candidate in 2000::/3. Whether it is routed is told only by an answer over IPv6.',
  },
  'interfaces.offline': {
    verdict: 'fail',
    title: 'The machine is offline',
    sentence: 'The browser says that this machine has no network connection.',
    meaning: 'No call will work.',
    causes: ['Wi-Fi or cable is not connected.', 'Flight mode is on.', 'The browser is set to work offline.'],
    fix: ['Switch flight mode off and connect Wi-Fi or cable.', 'Open any web page; if that works, check again.'],
    forIt:
      'navigator.onLine is false, which browsers say only without any network interface that is up, or in their offline mode.',
  },
});

const relay = entries({
  'relay.none': {
    verdict: 'skip',
    title: 'No relay to call through',
    sentence: 'No TURN server that works was given, so no call through a relay was tried.',
    meaning: 'Whether calls from strict networks work is not known.',
    causes: [],
    fix: ['Open “Servers” above, enter your TURN server with username and password, then start again.'],
    forIt:
      'Servers that did not give a relay candidate are reported by the check of the servers, and are not tried again here.',
  },
  'relay.not-tried': {
    verdict: 'skip',
    title: 'There was no time left for this relay',
    sentence: 'A call through {url} was not tried, because those before it took too long.',
    meaning: 'That it lends an address is known, but not what calls through it are like.',
    causes: [],
    fix: ['Enter fewer servers, then check again.'],
    forIt:
      'The relays are called through one after another; each takes 3 to 4 seconds, up to 8 when it fails, and none begins that might not be over in time.',
  },
  'relay.good': {
    verdict: 'pass',
    title: 'Calls through the relay work',
    sentence:
      'A call through {url} connected; a round trip takes {roundTripMs} ms, and {lossPercent} % of the packets were lost.',
    meaning: 'Even where direct calls fail, calls work through this relay.',
    causes: [],
    fix: [],
    forIt:
      'Both ends on this page, relay candidates only: ICE, DTLS and data passed. The round trip goes to the relay and back twice, as to a person who is as far from it as you. 64-byte messages every 10 ms for 1.5 s without order and repetition, then 1.5 s of as much as possible; round trip below 150 ms and loss below 1 % are good.',
  },
  'relay.failed': {
    verdict: 'fail',
    title: 'No call comes through the relay',
    sentence: '{url} lends addresses, but a call through it did not come about: {how}.',
    meaning: 'Calls that need this relay will not work, although the server looks fine.',
    causes: [
      'The ports from which the server relays are blocked by its firewall.',
      'The server stands behind a router and does not know its public address.',
      'The server allows a user too few relays at once, or forbids to relay between its own addresses.',
    ],
    fix: [
      'Press “Check again”.',
      otherNetwork,
      'Ask whoever runs the server to check its relay ports, external address and quota.',
    ],
    forIt:
      'Relay to relay on the same server: ICE did not connect. Open min-port to max-port over UDP, set external-ip, and let the server reach its own relay addresses (coturn: denied-peer-ip; allow-loopback-peers in a laboratory). With fewer than two relay candidates in the evidence, a quota is the cause.',
  },
  'relay.dtls-stuck': {
    verdict: 'fail',
    title: 'Packets pass, but no encrypted connection comes about',
    sentence:
      'Through {url} both ends find each other, but the encryption was not agreed upon within {waitedS} seconds.',
    meaning: 'Calls seem to connect and then stay silent.',
    causes: [
      'A firewall inspects packets and drops those of the encryption (DTLS).',
      'Large packets are dropped on the way, often by a VPN.',
    ],
    fix: [
      'Switch the VPN off, and check again.',
      'Try the same server as turns: with port 443.',
      otherNetwork,
      'Ask your IT to let DTLS pass, and to check the MTU of the way to the server.',
    ],
    forIt:
      'iceConnectionState connected on both sides, connectionState not, until the deadline of 8 seconds. DTLS hello messages are larger than STUN’s: check MTU and deep packet inspection.',
  },
  'relay.slow': {
    verdict: 'warn',
    title: 'The way through the relay is long',
    sentence: 'Through {url} a round trip takes {roundTripMs} ms.',
    meaning: 'People begin to speak over each other when answers take this long.',
    causes: [
      'The relay is far away.',
      'The connection is busy with something else, such as an upload.',
      'A VPN makes the way longer.',
    ],
    fix: [
      'Stop uploads and backups, and check again.',
      'Switch the VPN off, and check again.',
      'Ask your calling service for a relay nearer to you.',
    ],
    forIt:
      'Median of messages over a data channel without order and repetition, through the relay twice. Good up to 150 ms, bad above 300 ms (ITU-T G.114: 150 ms one way).',
  },
  'relay.lossy': {
    verdict: 'warn',
    title: 'The way through the relay loses packets',
    sentence: 'Through {url} {lossPercent} % of the packets were lost.',
    meaning: 'Sound breaks off at moments, and the picture freezes or becomes coarse.',
    causes: ['Weak Wi-Fi.', 'A busy connection.', 'An overloaded relay.'],
    fix: [
      'Use a cable, or move nearer to the Wi-Fi access point.',
      'Stop downloads and uploads on the same connection.',
      otherNetwork,
      askOperator,
    ],
    forIt:
      'Numbered 64-byte messages every 10 ms for 1.5 s, without order and repetition, through the relay; those that did not arrive. Good up to 1 %, bad above 5 %.',
  },
  'relay.tcp': {
    verdict: 'info',
    title: 'This relay is used over TCP',
    sentence: 'The way to {url} is {how}, not UDP.',
    meaning:
      'It passes strict firewalls. When packets are lost, everything waits for them, so it is the second choice.',
    causes: [],
    fix: ['Give your calling service the UDP address of the relay as well: browsers prefer it where it works.'],
    forIt: 'relayProtocol of the local candidate’s statistics. Loss shows as delay over TCP, never as loss.',
  },
});

const throughput = entries({
  'throughput.good': {
    verdict: 'pass',
    title: 'The connection carries a call with video',
    sentence: 'You can send {what}: {mbps} Mbit/s passed {where}.',
    meaning: 'There is room for sound and video.',
    causes: [],
    fix: [],
    forIt:
      'A reliable data channel between two connections of this page, filled in chunks of 16 KiB on bufferedamountlow for four seconds. It goes up to the relay and down again over the same line, so it is the lesser of the two. Needed upwards: 0.1 Mbit/s for sound, 0.6 for 640x360, 2.5 for 1280x720, 4 for 1920x1080, at 30 frames a second.',
  },
  'throughput.low': {
    verdict: 'warn',
    title: 'The connection is too slow for good video',
    sentence: 'You can send {what}: only {mbps} Mbit/s passed {where}.',
    meaning: 'The picture will be small or coarse, or stop. Sound alone may work.',
    causes: [
      'Others use the same connection.',
      'Weak Wi-Fi or mobile reception.',
      'The contract’s upload is slow.',
      'The relay limits what one user may send.',
    ],
    fix: [
      'Stop uploads, backups and downloads on the same connection.',
      'Use a cable, or move nearer to the Wi-Fi access point.',
      'Switch your camera off in calls.',
      otherNetwork,
    ],
    forIt:
      'Below 0.6 Mbit/s over a reliable data channel through the relay. Coturn limits with max-bps and bps-capacity; TCP relays suffer most from loss.',
  },
  'throughput.bufferbloat': {
    verdict: 'warn',
    title: 'Everything waits while something is sent',
    sentence: 'While the connection was busy, a round trip took {loadedMs} ms instead of {idleMs} ms.',
    meaning: 'Calls become sluggish as soon as somebody on the same connection sends or loads something.',
    causes: ['The router or modem keeps long queues (bufferbloat).', 'The Wi-Fi is overloaded.'],
    fix: [
      'Stop uploads and backups during calls.',
      'Switch on “SQM”, “smart queue” or “quality of service” in the router.',
      'Use a cable, or move nearer to the Wi-Fi access point.',
    ],
    forIt:
      'Median round trip of small messages on a second channel, before and during the transfer; a rise above 150 ms is reported. The queues of the relay and of SCTP itself are part of it.',
  },
  'throughput.failed': {
    verdict: 'fail',
    title: 'Nothing could be sent',
    sentence: 'No data passed {where}.',
    meaning: 'How much the connection carries is not known, and a call over the same way would not work.',
    causes: [
      'The relay does not carry data between its own addresses.',
      'A firewall or extension interrupts the connection.',
      'The machine is too busy.',
    ],
    fix: ['Look at the results of the servers and of the call through the relay first.', 'Press “Check again”.'],
    forIt: 'The two connections did not connect within five seconds, or no byte arrived (evidence: connected).',
  },
  'throughput.this-machine': {
    verdict: 'info',
    title: 'Only this machine was measured',
    sentence: 'The browser sends {mbps} Mbit/s {where}; the line to the internet was not measured.',
    meaning: 'The browser and the machine are fast enough or not; about your internet connection this says nothing.',
    causes: [],
    fix: ['To measure the line, open “Servers” above and enter a TURN server, then check again.'],
    forIt:
      'Without a working TURN server both ends talk on this machine, and no third party is asked. The figure is bound by the processor.',
  },
});

export const network = entries({ ...servers, ...nat, ...interfaces, ...relay, ...throughput });
