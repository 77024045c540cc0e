// Runs in the browser: loads /model as three-vrm's own examples do, and plays the poses of /show on it.
import * as THREE from 'three';
import { GLTFLoader } from 'three/addons/loaders/GLTFLoader.js';
import { VRMLoaderPlugin, VRMUtils } from '@pixiv/three-vrm';

let show, vrm, gl, renderer, scene, camera, pixels, bones, restHips;
let turned = false; // VRM 0.x: the model is turned by 180 degrees about Y
let next = 0;

// [x, y, z, w] and metres on the VRM 1.0 rig; that of a 0.x model has X and Z reversed.
const rigSign = () => (turned ? -1 : 1);

window.setup = async () => {
  show = await (await fetch('/show')).json();
  const canvas = document.createElement('canvas');
  canvas.width = show.width;
  canvas.height = show.height;
  document.body.replaceChildren(canvas);
  gl = canvas.getContext('webgl2', { alpha: true, antialias: show.samples > 0, powerPreference: 'high-performance' });
  renderer = new THREE.WebGLRenderer({ canvas, context: gl });
  renderer.setPixelRatio(1);
  renderer.setSize(show.width, show.height, false);
  renderer.setClearColor(0x4d4d59, 1);
  scene = new THREE.Scene();
  camera = new THREE.PerspectiveCamera(show.camera.fov, show.width / show.height, show.camera.near, show.camera.far);
  camera.position.set(...show.camera.position);
  camera.lookAt(new THREE.Vector3(...show.camera.target));
  // three divides light by pi
  const light = new THREE.DirectionalLight(new THREE.Color(...show.light.color), show.light.intensity * Math.PI);
  light.position.set(...show.light.direction);
  scene.add(light, new THREE.AmbientLight(new THREE.Color(...show.ambient.color), show.ambient.intensity * Math.PI));

  const loader = new GLTFLoader();
  loader.register((parser) => new VRMLoaderPlugin(parser));
  const gltf = await loader.loadAsync('/model');
  vrm = gltf.userData.vrm;
  // What three-vrm's examples do for speed.
  VRMUtils.removeUnnecessaryVertices(gltf.scene);
  VRMUtils.combineSkeletons(gltf.scene);
  VRMUtils.combineMorphs(vrm);
  turned = vrm.meta.metaVersion === '0';
  VRMUtils.rotateVRM0(vrm);
  vrm.scene.traverse((o) => { o.frustumCulled = false; });
  scene.add(vrm.scene);
  scene.updateMatrixWorld(true);
  bones = show.bones.map((name) => vrm.humanoid.getNormalizedBoneNode(name));
  restHips = vrm.humanoid.getNormalizedBoneNode('hips').position.clone();
  vrm.springBoneManager?.setInitState();
  vrm.springBoneManager?.reset();
  pixels = new Uint8Array(4 * show.width * show.height);
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  return {
    device: info ? gl.getParameter(info.UNMASKED_RENDERER_WEBGL) : '',
    samples: gl.getParameter(gl.SAMPLES),
    joints: vrm.springBoneManager?.joints.size ?? 0,
  };
};

function pose(frame) {
  const s = rigSign();
  frame.rotations.forEach(([x, y, z, w], i) => bones[i]?.quaternion.set(s * x, y, s * z, w));
  const [x, y, z] = frame.hips;
  bones[0].position.set(restHips.x + s * x, restHips.y + y, restHips.z + s * z);
  for (const [name, weight] of Object.entries(frame.expressions)) vrm.expressionManager?.setValue(name, weight);
  if (vrm.lookAt) [vrm.lookAt.yaw, vrm.lookAt.pitch] = frame.gaze;
}

// Reading back is what makes a frame be drawn, not only asked for; the studio reads back too.
window.draw = (count) => {
  const began = performance.now();
  for (let i = 0; i < count; i++) {
    pose(show.frames[next++ % show.frames.length]);
    vrm.update(show.dt);
    renderer.render(scene, camera);
    gl.readPixels(0, 0, show.width, show.height, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
  }
  return {
    wallMs: (performance.now() - began) / count,
    calls: renderer.info.render.calls,
    triangles: renderer.info.render.triangles,
  };
};

window.picture = () => {
  renderer.render(scene, camera);
  return renderer.domElement.toDataURL('image/png').split(',')[1];
};

window.ready = true;
