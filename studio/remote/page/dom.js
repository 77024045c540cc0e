// What every part of the page is built with.

import { currentLanguage } from "/words.js";

export const element = (id) => document.getElementById(id);

/** An element with properties (`class`, `on…`, aria and data attributes, text) and children. */
export function make(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === "text") node.textContent = value;
    else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null));
  return node;
}

const SVG = "http://www.w3.org/2000/svg";

/** A drawing of the sprite in index.html; it says nothing to a screen reader. */
export function icon(name) {
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("class", "icon");
  drawing.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#i-${name}`);
  drawing.append(use);
  return drawing;
}

/**
 * Calls `build` only if what it depends on is not what it was: focus and a pressed finger survive every notice.
 * Fields that a notice did not tell are the same objects as before, so a long rundown is not looked through each time.
 */
const built = new Map();
export function whenChanged(key, depends, build) {
  const before = built.get(key);
  const parts = Array.isArray(depends) ? [currentLanguage(), ...depends] : [currentLanguage(), depends];
  if (before && before.parts.length === parts.length && before.parts.every((part, at) => part === parts[at])) return;
  const text = JSON.stringify(parts);
  built.set(key, { parts, text });
  if (before?.text !== text) build();
}

/** Builds a list anew and gives the focus back to the element that has the same `data-key`. */
export function rebuild(parent, ...children) {
  const key = parent.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  parent.replaceChildren(...children);
  if (key) parent.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus();
}

/**
 * `draw`, put off while a finger is down: a button that is replaced between press and release swallows the click, and one
 * that moves gets the click of its neighbour. What was put off is drawn as soon as the press is a click, or has been long.
 */
export function betweenPresses(draw) {
  const [LONG_MS, CLICK_MS] = [600, 80]; // a touch's click follows its release in a task of its own
  let timer = 0;
  let waiting = false;
  const release = () => {
    clearTimeout(timer);
    timer = 0;
    if (waiting) draw();
    waiting = false;
  };
  const releaseIn = (ms) => {
    clearTimeout(timer);
    timer = setTimeout(release, ms);
  };
  addEventListener("pointerdown", () => releaseIn(LONG_MS), true);
  addEventListener("pointerup", () => { if (timer) releaseIn(CLICK_MS); }, true);
  addEventListener("click", () => { if (timer) releaseIn(0); }, true);
  addEventListener("pointercancel", release, true);
  return () => {
    if (timer) waiting = true;
    else draw();
  };
}

/** One of a group of which one is chosen. */
export function choice(properties, onChoose, ...children) {
  return make("button", { type: "button", role: "radio", "aria-checked": "false", onclick: onChoose, ...properties }, ...children);
}

export function mark(group, value) {
  const radios = [...group.querySelectorAll("[role=radio]")];
  const chosen = radios.find((node) => node.dataset.value === value);
  for (const node of radios) {
    node.setAttribute("aria-checked", String(node === chosen));
    node.tabIndex = node === (chosen ?? radios[0]) ? 0 : -1;
  }
}

/** A button's words and, where there is a keyboard, its key. */
export function label(button, text, key, drawing = "") {
  button.replaceChildren(...(drawing ? [icon(drawing)] : []), make("span", { text }), ...(key ? [make("kbd", { "aria-hidden": "true", text: key })] : []));
  if (key) button.setAttribute("aria-keyshortcuts", key);
}

/**
 * A short press toggles; a long one holds only while it lasts. Nothing happens before a finger has stayed or left, so that
 * a scroll that begins on a key moves no face. Keyboard and screen readers click, which toggles.
 */
export function pressAndHold(button, hold) {
  const LONG_MS = 300;
  let timer = 0;
  let holding = false;
  let swallow = false;
  const pressed = () => button.getAttribute("aria-pressed") === "true";
  const end = () => {
    clearTimeout(timer);
    if (holding) hold(0);
    swallow = holding;
    holding = false;
  };
  button.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || button.disabled) return;
    swallow = false;
    if (pressed()) return;
    timer = setTimeout(() => { holding = true; hold(1); }, LONG_MS);
    try { button.setPointerCapture(event.pointerId); } catch { /* the pointer has just gone */ }
  });
  button.addEventListener("pointerup", end);
  button.addEventListener("pointercancel", end);
  button.addEventListener("contextmenu", (event) => event.preventDefault());
  button.addEventListener("click", (event) => {
    if (event.detail > 0 && swallow) swallow = false;
    else hold(pressed() ? 0 : 1);
  });
}

const wordsOf = (button) => button.querySelector("span") ?? button;

/** A weighty button asks once more: the first press changes its words for three seconds. */
export function armed(button, question) {
  if (button.dataset.armed) {
    disarm(button);
    return true;
  }
  button.dataset.armed = "true";
  button.dataset.words = wordsOf(button).textContent;
  wordsOf(button).textContent = question;
  button.dataset.timer = String(setTimeout(() => disarm(button), 3000));
  return false;
}

export function disarm(button) {
  if (!button.dataset.armed) return;
  clearTimeout(Number(button.dataset.timer));
  wordsOf(button).textContent = button.dataset.words;
  delete button.dataset.armed;
}

// --- small pictures, fetched with the token, which an <img> could not show

let credentials = "";
export const showPicturesWith = (itsToken) => { credentials = itsToken; };
export const token = () => credentials;
const pictures = new Map();

/** A canvas with the picture of a product, avatar or set; `stand` stands in its place where there is none. */
export function thumbnail(kind, key, path, stand) {
  const frame = make("span", { class: `thumb ${kind}`, "aria-hidden": "true" }, stand);
  if (!path) return frame;
  const address = `/picture/${kind}/${encodeURIComponent(key)}`;
  const id = `${address} ${path}`;
  if (!pictures.has(id)) pictures.set(id, load(address));
  pictures.get(id).then((bitmap) => {
    if (!bitmap) return;
    const canvas = make("canvas");
    [canvas.width, canvas.height] = [bitmap.width, bitmap.height];
    canvas.getContext("2d").drawImage(bitmap, 0, 0);
    frame.replaceChildren(canvas);
  });
  return frame;
}

async function load(address) {
  try {
    const answer = await fetch(address, { headers: { Authorization: `Bearer ${credentials}` } });
    return answer.ok ? await createImageBitmap(await answer.blob()) : null;
  } catch {
    return null;
  }
}

// --- figures

/** 19900 → "199", 1990 → "19.9", 1995 → "19.95": whole fen as yuan, never through a float. */
export function yuan(fen) {
  const [whole, rest] = [Math.trunc(fen / 100), String(fen % 100).padStart(2, "0")];
  return rest === "00" ? String(whole) : `${whole}.${rest}`.replace(/0$/, "");
}

/** "19.9" → 1990; null for anything that is not a price in yuan. */
export function fen(text) {
  const found = /^(\d{1,8})(?:[.。](\d{1,2}))?$/.exec(text.trim().replace(/^[¥￥]\s*/, "").replaceAll(",", ""));
  return found ? Number(found[1]) * 100 + Number((found[2] ?? "").padEnd(2, "0")) : null;
}

/** 75 → "1:15". */
export function clock(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, String(whole % 60).padStart(2, "0")];
  return hours ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
}

/** The time of day of a moment in seconds since 1970. */
export const timeOfDay = (seconds) => new Date(seconds * 1000).toLocaleTimeString(currentLanguage() === "zh" ? "zh-CN" : "en-GB", { hour: "2-digit", minute: "2-digit" });

export const hash = (text) => [...text].reduce((sum, char) => (sum * 31 + char.codePointAt(0)) >>> 0, 7);
export const base = (path) => path.replace(/^.*[\\/](?=[^\\/]*$)/, "");
