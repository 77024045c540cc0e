// The panel: joins the connections, the view and what hands do.

import { armed, betweenPresses, element, make, showPicturesWith, timeOfDay } from "/dom.js";
import { Control, Preview, forgetToken, keepToken, pair, takeCode, takeToken } from "/link.js";
import { learn, told } from "/problems.js";
import { TABS, View } from "/view.js";
import { switchLanguage, word } from "/words.js";

const STALE_MS = 3000;

let state = null;
let role = "viewer";
let allowed = [];
let lastPicture = 0;

const catalogue = await (await fetch("/catalogue.json")).json();
learn(catalogue.errors);
const view = new View(catalogue, send);
const preview = new Preview(element("preview"), onPicture);
const control = new Control({
  onHello({ role: itsRole, commands, state: itsState, now_s }) {
    view.offset_s = now_s - Date.now() / 1000;
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

const render = betweenPresses(() => {
  view.words();
  if (state) view.show(state, role, allowed);
});

/** Sends a command and tells whether it was carried out; a refusal is shown in the show's own words. */
async function send(name, args = {}) {
  try {
    await control.send(name, args);
    return true;
  } catch (error) {
    toast([error.what, error.remedy].filter(Boolean).map(told).join(" — "), "bad");
    navigator.vibrate?.([40, 60, 40]);
    return false;
  }
}

// What happened while one looks elsewhere is told in a word.
function tell({ name, args }) {
  const file = (path) => path.split(/[\\/]/).pop();
  if (name === "StillSaved") toast(`${word("still_saved")} · ${file(args.path)}`, "good");
  else if (name === "RecordingSaved") toast(`${word("recording_saved")} · ${file(args.path)} · ${args.seconds.toFixed(0)} s`, "good");
  else if (name === "Calibrated") toast(word("calibrated"), "good");
  else if (name === "MomentMarked") toast(`${word("marked")} ${timeOfDay(args.at_s)}${args.note ? ` · ${args.note}` : ""}`, "good");
  else if (name === "PriceSet") toast(`${word("priceSet")} · ${nameOf(args.product)} · ${args.by}`, "good");
  else if (name === "StockSet") toast(`${word("stockSet")} · ${nameOf(args.product)} · ${args.by}`, "good");
  else if (name === "PresetRefused" || name === "RundownFailed" || name === "OverlayFailed") toast([args.problem, args.remedy].filter(Boolean).map(told).join(" — "), "bad");
  else if (["StillFailed", "CalibrationFailed", "RecordingFailed", "VirtualCameraFailed", "AvatarRefused", "BackgroundRefused"].includes(name)) {
    toast([args.problem, args.remedy].filter(Boolean).map(told).join(" — "), "bad");
  }
}

function nameOf(id) {
  const product = state.rundown.find((entry) => entry.id === id);
  return product ? view.goods.nameOf(product) : id;
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
  if (!element("device").value) element("device").value = word(/iPad|iPhone|Android|Mobile/.test(navigator.userAgent) ? "aPhone" : "aComputer");
  if (element("sheet").open) element("sheet").close();
  if (!element("door").open) element("door").showModal();
}

function enter(token) {
  showPicturesWith(token);
  control.open(token);
  if (element("door").open) element("door").close();
}

/** Gives a code for a token of this device's own. */
async function pairWith(code, name) {
  const answer = await pair(code, name);
  if (answer.token) {
    keepToken(answer.token, true);
    enter(answer.token);
  } else {
    askForToken(answer.reason);
  }
}

element("door").addEventListener("cancel", (event) => event.preventDefault());
element("pair-form").addEventListener("submit", (event) => {
  event.preventDefault();
  const code = element("code").value.replace(/\s/g, "");
  element("code").value = "";
  pairWith(code, element("device").value.trim());
});
element("door-form").addEventListener("submit", (event) => {
  event.preventDefault();
  const token = element("token").value.trim();
  if (!token) return;
  element("token").value = "";
  keepToken(token);
  enter(token);
});
addEventListener("hashchange", begin);

function begin() {
  const code = takeCode();
  const token = takeToken();
  if (code) { askForToken("doorCode"); pairWith(code, element("device").value); }
  else if (token) enter(token);
  else if (!state) askForToken("doorNone");
}

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

// A phone on the operator's desk stays awake while the show is looked at, where the browser lets a page ask.
async function stayAwake() {
  try { if (!document.hidden) await navigator.wakeLock?.request("screen"); } catch { /* a weak battery says no */ }
}
stayAwake();

document.addEventListener("visibilitychange", () => {
  stayAwake();
  if (document.hidden) preview.close();
  else { control.hurry(); if (state) watch(); }
});
addEventListener("online", () => control.hurry());

// --- hands

const acts = {
  live() { if (state.air !== "live" && armed(element("live"), word("sureLive"))) send("GoLive"); },
  rehearse() { if (state.air === "live" && armed(element("rehearse"), word("sureRehearse"))) send("Rehearse"); },
  slate() { navigator.vibrate?.(30); send("CutToSlate", { on: !state.slate }); },
  next() { navigator.vibrate?.(15); send("NextProduct"); },
  previous() { send("PreviousProduct"); },
  moment() { navigator.vibrate?.(15); send("MarkMoment"); },
  release() { send("ReleaseExpressions"); },
  calibrate() { send("Calibrate"); },
  mirror() { send("SetMirror", { on: !state.mirror }); },
  stop() { if (armed(element("stop"), word("sureStop"))) send("StopShow"); },
  forget() { control.close(); forgetToken(); askForToken("doorNone"); },
  language() { switchLanguage(); render(); },
};
for (const [id, act] of Object.entries(acts)) element(id).addEventListener("click", act);

const KEYS = { l: "live", r: "rehearse", s: "slate", 0: "release", c: "calibrate", m: "mirror", n: "next", b: "previous", d: "moment" };
const FINDS = { p: "[data-output=still]", k: "[data-key=card]", h: "[data-key=hold]" };

function turnTabs(step) {
  const shown = TABS.filter((name) => element(`tab-${name}`).checkVisibility());
  const at = shown.findIndex((name) => element(`tab-${name}`).getAttribute("aria-selected") === "true");
  view.go(shown[(at + step + shown.length) % shown.length]);
}

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || !state || document.querySelector("dialog[open]")) return;
  if (event.target.matches?.("input, select, textarea")) return;
  const key = event.key.toLowerCase();
  if (key === "[" || key === "]") { turnTabs(key === "]" ? 1 : -1); return; }
  if (key === "t" && view.allowed.has("TellPerformer")) {
    event.preventDefault();
    view.go("act");
    element("message").focus();
    return;
  }
  const button = KEYS[key] ? element(KEYS[key])
    : FINDS[key] ? document.querySelector(FINDS[key])
    : /^[1-9]$/.test(key) ? element("expressions").querySelectorAll("[data-expression]")[Number(key) - 1] : null;
  if (!button || button.hidden || button.disabled) return;
  event.preventDefault();
  button.click();
});

// Arrow keys move through a group of choices, as radio buttons do.
addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  const group = event.target.closest?.("[role=radiogroup], [role=tablist]");
  if (!step || !group || !event.target.matches("[role=radio], [role=tab]")) return;
  event.preventDefault();
  const radios = [...group.querySelectorAll("[role=radio], [role=tab]")].filter((node) => node.checkVisibility());
  const next = radios[(radios.indexOf(event.target) + step + radios.length) % radios.length];
  next.focus();
  next.click();
});

render();
begin();
