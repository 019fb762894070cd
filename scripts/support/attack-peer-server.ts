import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import WebSocket from 'ws';

// A program of its own: node scripts/support/attack-peer-server.ts <attack> <port>

/** The attacks, in words. */
export const attackNames = {
  flood: '50,000 messages to ids that nobody has',
  crowd: 'the same from 150 peers, each within its limits',
  large: 'a message of 64 MB',
  slow: 'readers that stop reading',
  halfOpen: '500 half-open connections',
} as const;

const attacks: Record<keyof typeof attackNames, (port: number) => Promise<unknown>> = {
  flood: async (port) => {
    const flooder = await peer(port, 'flooder');
    for (let sent = 0; sent < 50_000 && flooder.readyState === WebSocket.OPEN; sent++) {
      flooder.send(message(`nobody-${sent}`, 'x'.repeat(2000)));
      if (flooder.bufferedAmount > 200_000) await pause(0);
    }
  },
  /** No limit of one peer stops it: twice the rate at once, and the rate from then on. */
  crowd: (port) =>
    Promise.all(
      Array.from({ length: 150 }, async (_, number) => {
        const flooder = await peer(port, `flooder-${number}`);
        for (let sent = 0; sent < 334; sent++) {
          if (sent > 190) await pause(10);
          flooder.send(message(`nobody-${number}-${sent}`, 'x'.repeat(2000)));
        }
      }),
    ),
  large: async (port) => {
    const sender = await peer(port, 'large');
    sender.send(message('to-0', 'x'.repeat(64_000_000)));
    await once(sender, 'close');
  },
  slow: async (port) => {
    const [reader, ...senders] = await Promise.all(['reader', 'a', 'b', 'c', 'd'].map((id) => peer(port, id)));
    reader!.pause();
    for (let number = 0; number < 600; number++) {
      for (const sender of senders) sender.send(message('reader', 'x'.repeat(90_000)));
      await pause(11);
    }
  },
  halfOpen: async (port) => {
    for (let number = 0; number < 500; number++) {
      const socket = connect(port, '127.0.0.1').on('error', () => undefined);
      if (number % 2) socket.write('GET /peerjs HTTP/1.1\r\nHost: x\r\n');
    }
    await pause(60_000);
  },
};

async function peer(port: number, id: string): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/peerjs?key=peerjs&id=${id}&token=t`, {
    perMessageDeflate: false,
  });
  socket.on('error', () => undefined);
  await once(socket, 'message');
  return socket;
}

const message = (dst: string, payload: unknown) => JSON.stringify({ type: 'OFFER', dst, payload });

if (import.meta.main) {
  const [name, port] = process.argv.slice(2);
  await attacks[name as keyof typeof attackNames](Number(port));
  await pause(60_000); // whoever attacks does not hang up
}
