import * as detector from './detector.js';

const dialog = document.getElementById('camera');
const video = dialog.querySelector('video');
const pause = 120;

/** Whether this browser lets a page use a camera at all, and codes can be read here. */
export const possible = async () => navigator.mediaDevices?.getUserMedia !== undefined && (await detector.possible());

/** Shows what the camera sees until a code is in view: its text, or null when the person closed it. Throws when there is no camera to use. */
export async function scan() {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: 1280 } } });
  try {
    video.srcObject = stream;
    dialog.showModal();
    await video.play();
    while (dialog.open) {
      const found = await detector.text(video);
      if (found) return found;
      await new Promise((next) => { setTimeout(next, pause); });
    }
    return null;
  } finally {
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
    dialog.close();
  }
}

dialog.querySelector('button').addEventListener('click', () => dialog.close());
