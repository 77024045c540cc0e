// What is laid over the picture: correction, overlays, countdown, comments.

import { clock, element, icon, label, make, mark, choice, rebuild, whenChanged } from "/dom.js";
import { currentLanguage, say, word } from "/words.js";

const SPEAKING = ["lower_third", "ticker", "notice", "price_drop"];
const MINUTES = [1, 3, 5, 10, 30];
const LEAST_CORRECTION_S = 10;

export class Screen {
  constructor(panel) {
    this.panel = panel;
    this.minutes = 5;
    element("correct").addEventListener("submit", (event) => {
      event.preventDefault();
      const text = element("correction").value.trim();
      if (!text) return;
      panel.signed(word("correction"), (who) => panel.send("Correct", { text, ...who }).then((done) => { if (done) element("correction").value = ""; }));
    });
    element("count").addEventListener("submit", (event) => {
      event.preventDefault();
      panel.send("StartCountdown", { what: element("count-what").value, minutes: this.minutes });
    });
    element("comment").addEventListener("submit", (event) => {
      event.preventDefault();
      const [author, text] = [element("comment-author").value, element("comment-text").value];
      panel.send("AddComment", { author, text }).then((done) => { if (done) element("comment-text").value = ""; });
    });
    setInterval(() => this.#tick(), 1000);
  }

  show(state) {
    this.state = state;
    this.#words();
    this.#correction(state);
    this.#overlays(state);
    this.#countdown(state);
    this.#comments(state);
    this.#tick();
  }

  #words() {
    whenChanged("screen words", null, () => {
      for (const [id, key] of [["correction", "correctionExample"], ["count-what", "countWhat"], ["comment-author", "viewer"], ["comment-text", "commentText"]]) {
        element(id).placeholder = word(key);
        element(id).setAttribute("aria-label", word(key));
      }
      label(element("correct").querySelector("button"), this.panel.title("Correct"), "");
      label(element("count").querySelector("button"), this.panel.title("StartCountdown"), "");
      label(element("comment").querySelector("button"), this.panel.title("AddComment"), "");
      element("count-minutes").setAttribute("aria-label", word("minutes"));
      element("count-minutes").replaceChildren(...MINUTES.map((minutes) => choice({ class: "segment", "data-value": String(minutes) },
        () => { this.minutes = minutes; mark(element("count-minutes"), String(minutes)); }, `${minutes} ${word("min")}`)));
      mark(element("count-minutes"), String(this.minutes));
    });
  }

  #correction(state) {
    whenChanged("correction", [state.correction, this.panel.may], () => {
      element("correction-shown").hidden = !state.correction;
      const end = make("button", { type: "button", class: "plain", id: "correction-end", "data-command": "EndCorrection", onclick: () => this.panel.send("EndCorrection") });
      label(end, this.panel.title("EndCorrection"), "");
      rebuild(element("correction-shown"), make("p", {}, make("span", { class: "tag", text: word("onPicture") }), ` ${state.correction}`), end);
    });
  }

  #overlays(state) {
    whenChanged("overlays", [state.overlays, this.panel.may], () => {
      const rows = state.overlays.map((item) => {
        const title = say(this.panel.catalogue.titles.overlays[item.kind]);
        const text = (currentLanguage() === "en" && item.text_en) || item.text_zh;
        const button = make("button", { type: "button", class: "switch", role: "switch", "data-key": `overlay ${item.id}`, "data-overlay": item.id, "data-command": "ShowOverlay",
          "aria-checked": String(item.shown), onclick: () => this.panel.send("ShowOverlay", { overlay: item.id, on: !item.shown }) },
          make("span", { class: "what" }, make("span", { text: title }), make("small", { text })));
        const edit = SPEAKING.includes(item.kind) ? make("button", { type: "button", class: "edit", "data-key": `words ${item.id}`, "data-command": "SetOverlayText",
          "aria-label": `${this.panel.title("SetOverlayText")} ${title}`, onclick: () => this.#text(item, title) }, icon("edit")) : null;
        return make("div", { class: "line-of" }, button, edit);
      });
      rebuild(element("overlays"), ...(rows.length ? rows : [make("p", { class: "hint", text: word("noOverlays") })]));
    });
  }

  #text(item, title) {
    const zh = make("input", { id: "text-zh", value: item.text_zh, maxlength: 300 });
    const en = make("input", { id: "text-en", value: item.text_en, maxlength: 300 });
    const field = (node, text) => make("div", { class: "field" }, make("label", { for: node.id, text }), node);
    this.panel.sheet(title, () => {
      this.panel.send("SetOverlayText", { overlay: item.id, text_zh: zh.value, text_en: en.value });
      return "";
    }, field(zh, "中文"), field(en, "English"));
  }

  #countdown(state) {
    whenChanged("countdown", [state.countdown, this.panel.may], () => {
      element("count").classList.toggle("away", Boolean(state.countdown));
      if (!state.countdown) { rebuild(element("countdown")); return; }
      const stop = make("button", { type: "button", class: "plain", "data-key": "stop", "data-command": "StopCountdown", onclick: () => this.panel.send("StopCountdown") });
      label(stop, this.panel.title("StopCountdown"), "");
      rebuild(element("countdown"), make("div", { class: "counting" }, make("p", {}, make("strong", { id: "count-left" }), make("span", { text: state.countdown.what })), stop));
    });
  }

  #comments(state) {
    const open = state.comments.filter((comment) => comment.life === "waiting" || comment.life === "shown");
    whenChanged("comments", [open, this.panel.may], () => {
      element("comments-count").textContent = open.length ? String(open.length) : "";
      const button = (comment, name, command, args, drawing) => make("button", { type: "button", class: "plain icon-only", "data-key": `${name} ${comment.id}`,
        "data-command": command, "aria-label": `${word(name)}: ${comment.text.slice(0, 40)}`, title: word(name), onclick: () => this.panel.send(command, args) }, icon(drawing));
      rebuild(element("comments"), ...open.map((comment) => make("li", { class: comment.life === "shown" ? "on-picture" : null, "data-comment": String(comment.id) },
        make("p", {}, ...(comment.life === "shown" ? [make("span", { class: "tag", text: word("onPicture") }), " "] : []),
          ...(comment.author ? [make("strong", { text: comment.author }), " "] : []), comment.text),
        make("div", { class: "row" },
          comment.life === "waiting" ? button(comment, "showComment", "ShowComment", { comment: comment.id }, "eye") : null,
          button(comment, "answered", "CloseComment", { comment: comment.id, answered: true }, "check"),
          button(comment, "drop", "CloseComment", { comment: comment.id, answered: false }, "close")))));
      if (!open.length) element("comments").append(make("li", { class: "hint", text: word("noComments") }));
    });
  }

  #tick() {
    if (!this.state) return;
    const left = element("count-left");
    if (left && this.state.countdown) left.textContent = clock(this.state.countdown.ends_at_s - this.panel.now());
    const end = element("correction-end");
    if (end) end.disabled = this.panel.now() - this.state.correction_at_s < LEAST_CORRECTION_S;
  }
}
