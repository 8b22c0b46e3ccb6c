/** Why no camera gives a picture: none there, refused by the person or the system, in use by another program, or not from this page. */
export type CameraTrouble = 'none' | 'refused' | 'busy' | 'not-offered';

/** A camera that runs. */
export interface RunningCamera {
  readonly stream: MediaStream;
  /** All cameras of this computer; their names are known only while one runs. */
  readonly cameras: readonly { readonly id: string; readonly name: string }[];
  readonly id: string;
  readonly stop: () => void;
}

/** The longer side of a picture, in pixels: a page of A4 at 200 dots an inch, with some air around it. */
const MAX_SIDE = 2560;
const JPEG_QUALITY = 0.88;

/** Starts the camera `id`, or the one that the system would choose. Its light goes out with `stop`. */
export async function startCamera(id: string | undefined): Promise<RunningCamera | CameraTrouble> {
  // A page that did not come over https has no cameras.
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (devices === undefined) return 'not-offered';
  try {
    const stream = await devices.getUserMedia({
      audio: false,
      video: {
        width: { ideal: MAX_SIDE },
        height: { ideal: (MAX_SIDE * 9) / 16 },
        ...(id === undefined ? { facingMode: 'environment' } : { deviceId: { exact: id } }),
      },
    });
    const stop = (): void => {
      for (const track of stream.getTracks()) track.stop();
    };
    const cameras = (await listed(devices))
      .filter(({ kind }) => kind === 'videoinput')
      .map(({ deviceId, label }, place) => ({ id: deviceId, name: label === '' ? `${place + 1}.` : label }));
    const present = stream.getVideoTracks()[0]?.getSettings().deviceId;
    return { stream, cameras, id: present ?? cameras[0]?.id ?? '', stop };
  } catch (failure) {
    return troubleOf(failure);
  }
}

/** A camera that runs is used, and can be switched off, also where no others are told. */
function listed(devices: MediaDevices): Promise<readonly MediaDeviceInfo[]> {
  return devices.enumerateDevices().catch(() => []);
}

function troubleOf(failure: unknown): CameraTrouble {
  switch (failure instanceof DOMException ? failure.name : '') {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'refused';
    case 'NotReadableError':
    case 'AbortError':
      return 'busy';
    default:
      return 'none';
  }
}

/** What the camera shows now, as a JPEG of a sensible size; undefined while it shows nothing yet. */
export async function takePicture(video: HTMLVideoElement): Promise<Blob | undefined> {
  const { videoWidth: width, videoHeight: height } = video;
  if (width === 0 || height === 0) return undefined;
  const scale = Math.min(1, MAX_SIDE / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  canvas.getContext('2d')?.drawImage(video, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => {
    canvas.toBlob((picture) => resolve(picture ?? undefined), 'image/jpeg', JPEG_QUALITY);
  });
}
