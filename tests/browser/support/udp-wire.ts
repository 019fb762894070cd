import { createSocket, type Socket } from 'node:dgram';
import type { Page } from '@playwright/test';

/** A wire between connections of one page, which can be cut. */
export interface UdpWire {
  /** From now on, nothing gets through on the ways that exist; those made later work. */
  readonly cut: () => void;
  readonly close: () => void;
}

/**
 * Lets all packets between the connections of a page go through this process, as if two machines had a cable between them:
 * each candidate that the page hands on is replaced by a port of our own, which passes on what comes, and back. Call it before
 * the page is opened.
 */
export async function udpWire(page: Page): Promise<UdpWire> {
  const sockets = new Set<Socket>();
  let generation = 0;

  const open = async (family: 'udp4' | 'udp6') => {
    const socket = createSocket(family);
    sockets.add(socket);
    await new Promise<void>((resolve) => socket.bind(0, resolve));
    return socket;
  };
  const through = async (address: string, port: number) => {
    const made = generation;
    const family = address.includes(':') ? 'udp6' : 'udp4';
    const front = await open(family);
    const backs = new Map<string, Promise<Socket>>(); // one for each sender, so that answers find the way
    front.on('message', (packet, from) => {
      const key = `${from.address} ${from.port}`;
      let back = backs.get(key);
      if (!back) {
        back = open(family).then((socket) =>
          socket.on('message', (answer) => {
            if (made === generation) front.send(answer, from.port, from.address);
          }),
        );
        backs.set(key, back);
      }
      void back.then((socket) => {
        if (made === generation) socket.send(packet, port, address);
      });
    });
    return front.address().port;
  };

  await page.exposeFunction('throughWire', through);
  await page.addInitScript(() => {
    const { prototype } = RTCPeerConnection;
    const wire = window as unknown as { throughWire: (address: string, port: number) => Promise<number> };
    type Method<Given> = (this: RTCPeerConnection, given?: Given) => Promise<void>;
    const add = Reflect.get(prototype, 'addIceCandidate') as Method<RTCIceCandidateInit | null>;
    const setRemote = Reflect.get(prototype, 'setRemoteDescription') as Method<RTCSessionDescriptionInit>;

    const addWired: typeof add = async function (given) {
      const parts = given?.candidate?.split(' ') ?? [];
      if (!given || parts.length < 8) return add.call(this, given);
      if (parts[2]?.toLowerCase() !== 'udp') return;
      parts[5] = String(await wire.throughWire(parts[4]!, Number(parts[5])));
      if (this.signalingState === 'closed') return;
      const { sdpMid = null, sdpMLineIndex = null } = given;
      return add.call(this, { sdpMid, sdpMLineIndex, candidate: parts.join(' ') });
    };
    // What was gathered before a description is handed on stands in it, and would be a way around the wire.
    const setRemoteWired: typeof setRemote = function (given) {
      const sdp = (given?.sdp ?? '').replace(/^a=candidate:.*\r\n/gm, '');
      return setRemote.call(this, { type: given!.type, sdp });
    };
    Object.assign(prototype, { addIceCandidate: addWired, setRemoteDescription: setRemoteWired });
  });
  return {
    cut: () => {
      generation += 1;
    },
    close: () => {
      for (const socket of sockets) socket.close();
      sockets.clear();
    },
  };
}
