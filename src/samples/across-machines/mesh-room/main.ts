import 'webrtc-adapter';
import { joinRoom, type Room } from './room.js';
import { negotiate } from './negotiation.js';

const log = (text: string) => {
  const line = document.createElement('li');
  line.textContent = text;
  document.querySelector('#log')!.append(line);
};
let room: Room | undefined;
let stream: MediaStream | undefined;
document.querySelector('#join')!.addEventListener('click', async () => {
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
    const sides = new Map<number, ReturnType<typeof negotiate>>();
    room = await joinRoom(
      document.querySelector<HTMLInputElement>('#room')!.value,
      { seats: 3, messagesPerSecond: 50 },
      {
        joined: (member) => {
          log(`joined ${member.seat}`);
          member.connection.addEventListener('track', ({ track }) => log(`track ${track.kind} from ${member.seat}`));
          sides.set(
            member.seat,
            negotiate(member.connection, {
              isPolite: room!.seat > member.seat,
              send: (description) => member.channel.send(JSON.stringify(description)),
              giveUp: () => room?.expel(member),
            }),
          );
          for (const track of stream!.getTracks()) member.connection.addTrack(track, stream!);
        },
        left: (member) => log(`left ${member.seat}`),
        message: (member, data) => {
          log(`message ${member.seat}`);
          void sides.get(member.seat)?.take(JSON.parse(String(data)));
        },
        server: (isThere) => log(`server ${isThere}`),
        ended: log,
      },
      new AbortController().signal,
    );
    log(`seat ${room.seat}`);
  } catch (error) {
    log(String(error));
  }
});
document.querySelector('#leave')!.addEventListener('click', () => room?.leave());
addEventListener('pagehide', () => room?.leave());
