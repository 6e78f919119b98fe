// The person's own camera and microphone: asked for when they choose it, and never before.

const SOUND = { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1 };
const PICTURE = { width: { ideal: 640 }, height: { ideal: 360 }, frameRate: { ideal: 20, max: 24 } };

// Returns camera and microphone, or the microphone alone where the camera does not start, or null.
export async function startDevices(wish) {
  return (wish === "video" && (await start({ audio: SOUND, video: PICTURE }))) || start({ audio: SOUND });
}

async function start(wanted) {
  try {
    return await navigator.mediaDevices.getUserMedia(wanted);
  } catch {
    return null; // refused, missing or in use: the next best way is offered
  }
}
