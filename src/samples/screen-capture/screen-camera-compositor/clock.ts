// Whoever shares a screen looks at that screen, and not at this page. A page out of sight gets no animation frame at all, and its
// timers ring once a second; those of a worker go on. Each message asks for one ring, so none pile up while the page is busy.
addEventListener('message', ({ data }: MessageEvent<number>) => {
  setTimeout(() => postMessage(undefined), data);
});
