/** A canvas of one colour, with a word on it and a square that moves, so that there is always a next picture to send. */
export function drawPicture(colour: () => string, word: string): MediaStreamTrack {
  const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 240 });
  const context = canvas.getContext('2d')!;
  const [track] = canvas.captureStream(15).getVideoTracks() as [MediaStreamTrack];

  // A stopped track fires no event, so each turn looks whether anybody still wants the next one.
  const draw = () => {
    if (track.readyState === 'ended') return;
    context.fillStyle = colour();
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.fillStyle = '#fff';
    context.font = '28px sans-serif';
    context.fillText(word, 16, 44);
    context.fillRect((performance.now() / 10) % canvas.width, 200, 20, 20);
    setTimeout(draw, 66);
  };
  draw();
  return track;
}
