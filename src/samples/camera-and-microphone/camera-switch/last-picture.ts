const canvas = document.querySelector<HTMLCanvasElement>('#last')!;

/** Lays the present picture of a video over it, so that the page does not go black between two cameras. */
export function coverWithLastPicture(video: HTMLVideoElement) {
  if (video.videoWidth === 0) return; // no picture has come yet; the one from before stays
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext('2d')!.drawImage(video, 0, 0);
  canvas.hidden = false;
}

/** Takes the picture away again. */
export function uncover() {
  canvas.hidden = true;
}
