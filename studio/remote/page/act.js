// The performer and the avatar's acting: a word in the ear, gestures, expressions.

import { element, label, make, pressAndHold, rebuild, whenChanged } from "/dom.js";
import { say, word } from "/words.js";

const FEELINGS = ["happy", "relaxed", "surprised", "sad", "angry"];
const FACE_SHAPE = /^(brow|cheek|eye|jaw|mouth|nose|tongue)[A-Z]|^tongueOut$/;
const MECHANICAL = ["neutral", "aa", "ih", "ou", "ee", "oh", "blink", "blinkLeft", "blinkRight",
  "lookUp", "lookDown", "lookLeft", "lookRight"];
const PHRASES = ["slower", "faster", "lookAtCard", "sayLink", "wrapUp", "drink"];

export class Act {
  constructor(panel) {
    this.panel = panel;
    element("tell").addEventListener("submit", (event) => {
      event.preventDefault();
      const text = element("message").value.trim();
      if (text) panel.send("TellPerformer", { text }).then((done) => { if (done) element("message").value = ""; });
    });
  }

  show(state) {
    this.#message(state);
    this.#gestures(state);
    this.#expressions(state);
  }

  expressionTitle(name) {
    const known = this.panel.catalogue.titles.expressions[name];
    return known ? say(known) : name;
  }

  #message(state) {
    whenChanged("phrases", null, () => {
      rebuild(element("phrases"), ...PHRASES.map((key) => make("button", { type: "button", class: "chip", "data-key": key, "data-command": "TellPerformer",
        text: word(key), onclick: () => this.panel.send("TellPerformer", { text: word(key) }) })));
      element("message").placeholder = word("messageExample");
      element("message").setAttribute("aria-label", word("messageExample"));
      label(element("tell").querySelector("button"), word("send"), "");
    });
    whenChanged("message", [state.message, this.panel.may], () => {
      // Its place stays when it is empty: nothing below may move under a finger.
      element("message-shown").classList.toggle("idle", !state.message);
      const away = make("button", { type: "button", class: "plain", "data-command": "TellPerformer", text: word("takeAway"),
        onclick: () => this.panel.send("TellPerformer", { text: "" }) });
      rebuild(element("message-shown"), make("p", {}, make("span", { class: "tag", text: word("performerSees") }), ` ${state.message || "—"}`), away);
    });
  }

  #gestures(state) {
    whenChanged("gestures", state.gestures, () => {
      rebuild(element("gestures"), ...state.gestures.map((name) => {
        const title = this.panel.catalogue.titles.gestures[name];
        return make("button", { type: "button", class: "key", "data-key": name, "data-gesture": name, "data-command": "PlayGesture",
          text: title ? say(title) : name, onclick: () => this.panel.send("PlayGesture", { gesture: name }) });
      }));
      if (!state.gestures.length) element("gestures").append(make("p", { class: "hint", text: word("noGestures") }));
    });
  }

  #expressions(state) {
    const own = state.expressions.filter((name) => !FACE_SHAPE.test(name) && !MECHANICAL.includes(name) && !FEELINGS.includes(name));
    const first = [...FEELINGS.filter((name) => state.expressions.includes(name)), ...own];
    const rest = state.expressions.filter((name) => !first.includes(name));
    whenChanged("expressions", [first, rest], () => {
      const pad = element("expressions");
      pad.replaceChildren(...first.map((name, index) => this.#expression(name, index < 9 ? String(index + 1) : "")));
      if (!state.expressions.length) pad.append(make("p", { class: "hint", text: word("noExpressions") }));
      const more = element("more-expressions");
      more.hidden = rest.length === 0;
      more.querySelector("summary").textContent = `${word("moreExpressions")} (${rest.length})`;
      more.querySelector(".pad").replaceChildren(...rest.map((name) => this.#expression(name, "")));
    });
    const held = new Map(state.held);
    for (const button of document.querySelectorAll("[data-expression]")) {
      button.setAttribute("aria-pressed", String((held.get(button.dataset.expression) ?? 0) > 0));
    }
    whenChanged("release", held.size, () => {
      label(element("release"), this.panel.title("ReleaseExpressions"), "0");
      element("release").disabled = held.size === 0;
    });
  }

  #expression(name, key) {
    const button = make("button", { type: "button", class: "key", "data-expression": name, "data-command": "HoldExpression", "aria-pressed": "false" });
    label(button, this.expressionTitle(name), key);
    pressAndHold(button, (weight) => this.panel.send("HoldExpression", { expression: name, weight }));
    return button;
  }
}
