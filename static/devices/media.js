// The own camera and microphone: asked for when two people talk, and let go the moment they do not.

const PICTURE = { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { max: 24 } };
const SOUND = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };

/** {stream, trouble}: what can be had, and the name of the words that say what cannot. It never throws. */
export async function openMedia({ camera }) {
  if (!navigator.mediaDevices?.getUserMedia) return { stream: null, trouble: "insecure" };
  let refusal;
  for (const video of camera ? [PICTURE, false] : [false]) {
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: SOUND, video });
      return { stream, trouble: camera && !video ? "noCamera" : "" };
    } catch (error) {
      refusal = error;
    }
  }
  return { stream: null, trouble: refusal.name === "NotAllowedError" ? "refused" : "noMicrophone" };
}

export function closeMedia(stream) {
  for (const track of stream?.getTracks() ?? []) track.stop();
}

/** Switch sound ("audio") or picture ("video") off and on; returns whether it is on now. */
export function switchTracks(stream, kind, isOn) {
  for (const track of stream?.getTracks() ?? []) if (track.kind === kind) track.enabled = isOn;
  return isOn;
}

export const has = (stream, kind) => (stream?.getTracks() ?? []).some((track) => track.kind === kind);
