// What the engine says in English, in the language of the page: as control/error_words.py, from the same words.

import { currentLanguage } from "/words.js";

const MOST_PARTS = 16, DEEPEST = 4, LONGEST = 4000, KEPT = 512;
const SLOT = /\{(\d*)\}/g, HAN = /[\u4e00-\u9fff]/;

let whole = new Map(), slotted = [], places = [];
const heard = new Map();

/** Takes the catalogue's pairs of English and Chinese. */
export function learn(words) {
  const read = ([english, chinese]) => {
    const literals = english.split(/\{\d*\}/);
    return { english, chinese, literals, weight: literals.join("").length };
  };
  const texts = words.texts.map(read);
  whole = new Map(texts.filter((one) => one.literals.length === 1).map((one) => [one.english, one]));
  slotted = texts.filter((one) => one.literals.length > 1);
  places = words.places.map(read);
}

/** A problem or remedy in the language of the page; unchanged where there are no Chinese words for it. */
export function told(text) {
  if (currentLanguage() !== "zh" || !text || text.length > LONGEST) return text;
  if (!heard.has(text)) {
    if (heard.size >= KEPT) heard.clear();
    heard.set(text, known(text, 0) || joined(text, 0) || text);
  }
  return heard.get(text);
}

function slotsOf({ literals }, text) {
  if (literals.length === 1) return text === literals[0] ? [] : null;
  const last = literals[literals.length - 1];
  if (!text.startsWith(literals[0]) || !text.endsWith(last)) return null;
  const end = text.length - last.length, slots = [];
  let at = literals[0].length;
  for (const literal of literals.slice(1, -1)) {
    const found = text.indexOf(literal, at);
    if (found < 0 || found + literal.length > end) return null;
    slots.push(text.slice(at, found));
    at = found + literal.length;
  }
  return at <= end ? [...slots, text.slice(at, end)] : null;
}

function filled({ chinese }, slots) {
  const pieces = chinese.split(SLOT);
  let text = pieces[0];
  for (let at = 1; at < pieces.length; at += 2) {
    const slot = slots[pieces[at] === "" ? (at - 1) / 2 : Number(pieces[at])];
    let after = pieces[at + 1];
    if (text.endsWith(" ") && HAN.test(text.slice(-2, -1)) && HAN.test(slot.slice(0, 1))) text = text.slice(0, -1);
    if (after.startsWith(" ") && HAN.test(slot.slice(-1)) && HAN.test(after.slice(1, 2))) after = after.slice(1);
    text += slot + after;
  }
  return text;
}

function match(text) {
  if (whole.has(text)) return [whole.get(text), []];
  for (const template of slotted) {
    const slots = slotsOf(template, text);
    if (slots) return [template, slots];
  }
  return [null, []];
}

/** One text, with a place before it ("where: what") or after it ("what (where)"); "" if it is unknown. */
function known(text, depth) {
  const [best, slots] = match(text), weight = best?.weight ?? 0;
  const knowsMore = (what) => (match(what)[0]?.weight ?? 0) > weight;
  if (depth < DEEPEST) {
    for (let at = text.indexOf(": "), tried = 0; at >= 0 && tried < MOST_PARTS; at = text.indexOf(": ", at + 2), tried++) {
      const where = text.slice(0, at), what = text.slice(at + 2);
      if (!where.includes("; ") && knowsMore(what)) return `${placed(where)}：${known(what, depth + 1)}`;
    }
    const at = text.indexOf(" (");
    if (text.endsWith(")") && at >= 0 && knowsMore(text.slice(0, at))) {
      return `${known(text.slice(0, at), depth + 1)}（${placed(text.slice(at + 2, -1))}）`;
    }
  }
  if (!best) return "";
  return filled(best, slots.map((slot, at) => best.literals[at].endsWith("“") || depth >= DEEPEST ? slot
    : known(slot, depth + 1) || joined(slot, depth + 1) || slot));
}

function placed(where) {
  for (const place of places) {
    const slots = slotsOf(place, where);
    if (slots) return filled(place, slots);
  }
  return where;
}

/** Several texts joined by "; "; "" if one of them is unknown. A part may hold "; " itself. */
function joined(text, depth) {
  const parts = text.split("; "), said = [];
  if (parts.length < 2 || parts.length > MOST_PARTS) return "";
  for (let at = 0; at < parts.length;) {
    let end = at ? parts.length : parts.length - 1, chinese = "";
    while (end > at && !(chinese = known(parts.slice(at, end).join("; "), depth))) end--;
    if (!chinese) return "";
    said.push(chinese);
    at = end;
  }
  return said.join("；");
}
