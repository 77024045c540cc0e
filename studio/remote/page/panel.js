// The panel: joins the connections, the view and what hands do.

import { Control, Preview, forgetToken, keepToken, takeToken } from "/link.js";
import { View, armed, element, make } from "/view.js";
import { switchLanguage, word } from "/words.js";

const STALE_MS = 3000;

let state = null;
let role = "viewer";
let allowed = [];
let lastPicture = 0;

const catalogue = await (await fetch("/catalogue.json")).json();
const view = new View(catalogue, send);
const preview = new Preview(element("preview"), onPicture);
const control = new Control({
  onHello(itsRole, commands, itsState) {
    const again = document.documentElement.dataset.met === "true";
    [role, allowed, state] = [itsRole, commands, itsState];
    document.documentElement.dataset.link = "on";
    document.documentElement.dataset.met = "true";
    document.documentElement.dataset.role = role;
    element("link").hidden = true;
    if (again) toast(word("connected"), "good");
    render();
    watch();
  },
  onNotice(events, itsState) {
    state = itsState;
    render();
    events.forEach(tell);
  },
  onLost(ended) {
    const root = document.documentElement.dataset;
    if (ended || root.link !== "lost") root.loss = ended ? "ended" : "lost"; // a show that ended stays so until it is back
    root.link = "lost";
    element("link").textContent = word(root.loss);
    element("link").hidden = false;
  },
  onRefused() {
    forgetToken();
    askForToken("doorRefused");
  },
});

function render() {
  view.words();
  if (state) view.show(state, role, allowed);
}

/** Sends a command; a refusal is shown in the show's own words. */
async function send(name, args = {}) {
  try {
    await control.send(name, args);
  } catch (error) {
    toast([error.what, error.remedy].filter(Boolean).join(" — "), "bad");
  }
}

// What happened while one looks elsewhere is told in a word.
function tell({ name, args }) {
  const file = (path) => path.split(/[\\/]/).pop();
  if (name === "StillSaved") toast(`${word("still_saved")} · ${file(args.path)}`, "good");
  else if (name === "RecordingSaved") toast(`${word("recording_saved")} · ${file(args.path)} · ${args.seconds.toFixed(0)} s`, "good");
  else if (name === "Calibrated") toast(word("calibrated"), "good");
  else if (["StillFailed", "CalibrationFailed", "RecordingFailed", "VirtualCameraFailed", "AvatarRefused", "BackgroundRefused"].includes(name)) {
    toast([args.problem, args.remedy].filter(Boolean).join(" — "), "bad");
  }
}

function toast(text, kind) {
  const note = make("p", { class: kind, text });
  element("toasts").append(note);
  while (element("toasts").children.length > 3) element("toasts").firstElementChild.remove();
  setTimeout(() => note.remove(), kind === "bad" ? 9000 : 3500);
}

// --- the door

function askForToken(reason) {
  preview.close();
  delete document.documentElement.dataset.met;
  element("link").hidden = true;
  element("door-reason").textContent = word(reason);
  if (!element("door").open) element("door").showModal();
}

function enter(token) {
  control.open(token);
  if (element("door").open) element("door").close();
}

element("door").addEventListener("cancel", (event) => event.preventDefault());
element("door-form").addEventListener("submit", (event) => {
  event.preventDefault();
  const token = element("token").value.trim();
  if (!token) return;
  element("token").value = "";
  keepToken(token);
  enter(token);
});
addEventListener("hashchange", () => { const token = takeToken(); if (token) enter(token); });

// --- the preview: alive only while it is looked at

function watch() {
  const token = takeToken();
  if (token && !document.hidden) preview.open(token);
}

function onPicture(width, height) {
  lastPicture = Date.now();
  const screen = element("screen");
  screen.style.setProperty("--ratio", `${width} / ${height}`);
  screen.classList.toggle("portrait", height > width);
  screen.classList.remove("stale");
  element("waiting").hidden = true;
}

setInterval(() => {
  const stale = Date.now() - lastPicture > STALE_MS;
  element("screen").classList.toggle("stale", stale);
  element("waiting").hidden = !stale;
}, 500);

document.addEventListener("visibilitychange", () => {
  if (document.hidden) preview.close();
  else { control.hurry(); if (state) watch(); }
});
addEventListener("online", () => control.hurry());

// --- hands

const acts = {
  live() { if (state.air !== "live" && armed(element("live"), word("sureLive"))) send("GoLive"); },
  rehearse() { if (state.air === "live" && armed(element("rehearse"), word("sureRehearse"))) send("Rehearse"); },
  slate() { send("CutToSlate", { on: !state.slate }); },
  release() { send("ReleaseExpressions"); },
  calibrate() { send("Calibrate"); },
  mirror() { send("SetMirror", { on: !state.mirror }); },
  stop() { if (armed(element("stop"), word("sureStop"))) send("StopShow"); },
  forget() { control.close(); forgetToken(); askForToken("doorNone"); },
  language() { switchLanguage(); render(); },
};
for (const [id, act] of Object.entries(acts)) element(id).addEventListener("click", act);

const KEYS = { l: "live", r: "rehearse", s: "slate", 0: "release", c: "calibrate", m: "mirror" };

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || !state || element("door").open) return;
  if (event.target.matches?.("input, select, textarea")) return;
  const key = event.key.toLowerCase();
  const button = KEYS[key] ? element(KEYS[key])
    : key === "p" ? document.querySelector("[data-output=still]")
    : /^[1-9]$/.test(key) ? element("expressions").querySelectorAll("[data-expression]")[Number(key) - 1] : null;
  if (!button || button.hidden || button.disabled) return;
  event.preventDefault();
  button.click();
});

// Arrow keys move through a group of choices, as radio buttons do.
addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  const group = event.target.closest?.("[role=radiogroup]");
  if (!step || !group || !event.target.matches("[role=radio]")) return;
  event.preventDefault();
  const radios = [...group.querySelectorAll("[role=radio]")];
  const next = radios[(radios.indexOf(event.target) + step + radios.length) % radios.length];
  next.focus();
  next.click();
});

render();
const token = takeToken();
if (token) enter(token);
else askForToken("doorNone");
