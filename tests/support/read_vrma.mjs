// What three-vrm makes of a .vrma file, as JSON: for the test of the animation writer.
import { readFileSync } from "node:fs";

globalThis.self = globalThis;
globalThis.ProgressEvent ??= class {};
const { GLTFLoader } = await import("three/examples/jsm/loaders/GLTFLoader.js");
const { VRMAnimationLoaderPlugin } = await import("@pixiv/three-vrm-animation");

const loader = new GLTFLoader();
loader.register((parser) => new VRMAnimationLoaderPlugin(parser));
const data = readFileSync(process.argv[2]);
const gltf = await loader.parseAsync(data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength), "");
const [animation] = gltf.userData.vrmAnimations;
const tracks = (map) => Object.fromEntries([...map].map(([name, track]) => [name, Array.from(track.values)]));
console.log(
  JSON.stringify({
    duration: animation.duration,
    restHips: animation.restHipsPosition.toArray(),
    rotation: tracks(animation.humanoidTracks.rotation),
    translation: tracks(animation.humanoidTracks.translation),
    preset: tracks(animation.expressionTracks.preset),
    lookAt: Array.from(animation.lookAtTrack.values),
  }),
);
