// Frames of landmarks as JSON lines on standard input, what Kalidokit makes of them as JSON lines on standard output.
// Called as its documentation says; smoothing is left to its user there, and to the bench here.
import { createInterface } from "node:readline";

// Its main file imports folders, which node refuses; the bundle is the same code.
import { Face, Pose } from "kalidokit/dist/kalidokit.es.js";

const points = (rows) => rows.map(([x, y, z, visibility]) => ({ x, y, z, visibility }));
const angles = ({ x, y, z }) => [x, y, z];

function solved({ size: [width, height], face, world, body }) {
  const told = {};
  const began = performance.now();
  if (face) {
    const rig = Face.solve(points(face), { runtime: "mediapipe", imageSize: { width, height } });
    const { head, eye, pupil, mouth } = rig;
    told.face = { head: angles(head), eyes: [eye.l, eye.r], pupil: [pupil.x, pupil.y], mouth: mouth.shape.A };
  }
  if (world) {
    const rig = Pose.solve(points(world), points(body), { runtime: "mediapipe", imageSize: { width, height } });
    told.pose = {};
    for (const bone of ["RightUpperArm", "RightLowerArm", "LeftUpperArm", "LeftLowerArm", "Spine"])
      told.pose[bone] = angles(rig[bone]);
    told.pose.Hips = angles(rig.Hips.rotation);
  }
  told.ms = performance.now() - began;
  return told;
}

for await (const line of createInterface({ input: process.stdin }))
  process.stdout.write(JSON.stringify(solved(JSON.parse(line))) + "\n");
