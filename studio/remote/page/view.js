// State → page: the frame around the parts, what a role may see, and sheets that ask for something.

import { Act } from "/act.js";
import { Air } from "/air.js";
import { disarm, element, icon, label, make, whenChanged } from "/dom.js";
import { Devices } from "/devices.js";
import { Goods } from "/goods.js";
import { Look } from "/look.js";
import { told } from "/problems.js";
import { Screen } from "/screen.js";
import { currentLanguage, say, word } from "/words.js";

export const TABS = ["goods", "screen", "act", "look", "air"];
const WIDE = matchMedia("(min-width: 1180px)");

export class View {
  /** `send(name, args)` carries out a command and tells whether it was; `catalogue` is /catalogue.json. */
  constructor(catalogue, send) {
    this.catalogue = catalogue;
    this.send = send;
    this.titles = new Map(catalogue.commands.map((command) => [command.name, command]));
    this.allowed = new Set();
    this.may = "";
    this.role = "viewer";
    this.offset_s = 0;
    this.tab = "goods";
    this.side = "act";
    this.goods = new Goods(this);
    this.parts = [this.goods, new Screen(this), new Act(this), new Look(this), new Air(this), new Devices(this)];
    element("tabs").replaceChildren(...TABS.map((name) => make("button", { type: "button", class: "tab", role: "tab", id: `tab-${name}`,
      "aria-controls": `panel-${name}`, onclick: () => this.go(name) }, icon(name), make("span"))));
    WIDE.addEventListener("change", () => this.go(this.tab));
    this.go("goods");
  }

  title(command) { return say(this.titles.get(command).title); }

  /** Seconds since 1970 by the show's clock. */
  now() { return Date.now() / 1000 + this.offset_s; }

  /** Shows a part; where there is room the goods stay beside it. */
  go(name) {
    this.tab = name;
    if (name !== "goods") this.side = name;
    const chosen = WIDE.matches ? this.side : this.tab;
    for (const each of TABS) {
      element(`panel-${each}`).classList.toggle("open", each === this.tab);
      element(`panel-${each}`).classList.toggle("side", each === this.side);
      element(`tab-${each}`).setAttribute("aria-selected", String(each === chosen));
      element(`tab-${each}`).tabIndex = each === chosen ? 0 : -1;
    }
    document.documentElement.dataset.tab = this.tab;
    document.documentElement.dataset.side = this.side;
    if (!WIDE.matches) scrollTo({ top: 0, behavior: "instant" });
  }

  show(state, role, allowed) {
    this.allowed = new Set(allowed);
    this.may = allowed.join();
    this.role = role;
    this.state = state;
    this.words();
    this.#air(state);
    this.#board(state);
    this.#health(state);
    this.#problems(state);
    for (const part of this.parts) part.show(state, role);
    this.#badges(state);
    this.#permissions();
  }

  /** The page's own words in the language of now. */
  words() {
    whenChanged("words", null, () => {
      document.documentElement.lang = currentLanguage() === "zh" ? "zh-CN" : "en";
      document.title = word("studio");
      for (const node of document.querySelectorAll("[data-word]")) node.textContent = word(node.dataset.word);
      element("language").textContent = word("otherLanguage");
      element("language").setAttribute("aria-label", word("otherLanguageLabel"));
      element("preview").setAttribute("aria-label", word("previewLabel"));
      for (const name of TABS) element(`tab-${name}`).querySelector("span").textContent = word(`tab_${name}`);
      for (const group of ["tabs", "acts", "board"]) element(group).setAttribute("aria-label", word(`group_${group}`));
    });
  }

  /** A sheet that asks for something. `done` returns why it cannot be yet, "" if it is. */
  sheet(title, done, ...content) {
    const sheet = element("sheet");
    const reason = make("p", { class: "reason", role: "alert" });
    const form = make("form", { method: "dialog" }, make("h2", { id: "sheet-title", text: title }), ...content, reason,
      make("div", { class: "row" }, make("button", { type: "button", class: "plain", text: word("cancel"), onclick: () => sheet.close() }),
        make("button", { type: "submit", class: "big", id: "sheet-done", text: word("done") })));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      reason.textContent = done();
      if (!reason.textContent) sheet.close();
    });
    sheet.replaceChildren(form);
    this.#hideForbidden(sheet);
    sheet.showModal();
    sheet.querySelector("input")?.select();
  }

  /** Who answers for an edit: a token has a name of its own, the performer's machine asks for one. */
  signer() {
    if (this.role !== "performer") return { nodes: [], value: () => ({}) };
    let kept = "";
    try { kept = localStorage.getItem("studio.by") ?? ""; } catch { /* private browsing keeps nothing */ }
    const input = make("input", { id: "signer", value: kept, autocomplete: "name", maxlength: 40 });
    const value = () => {
      const by = input.value.trim();
      if (!by) return null;
      try { localStorage.setItem("studio.by", by); } catch { /* as above */ }
      return { by };
    };
    return { nodes: [make("div", { class: "field" }, make("label", { for: "signer", text: word("signer") }), input)], value };
  }

  /** Does something in somebody's name, asking for it where it is not known. */
  signed(title, act) {
    const by = this.signer();
    if (!by.nodes.length) { act({}); return; }
    this.sheet(title, () => {
      const who = by.value();
      if (who === null) return word("needsName");
      act(who);
      return "";
    }, make("p", { class: "hint", text: word("logged") }), ...by.nodes);
  }

  #air(state) {
    const live = state.air === "live";
    document.documentElement.dataset.air = state.air;
    document.documentElement.dataset.slate = String(state.slate);
    const air = element("air");
    const text = say(this.catalogue.titles.air[state.air]);
    if (air.textContent !== text) air.textContent = text;
    air.classList.toggle("live", live);
    const preset = currentLanguage() === "en" ? state.preset.title_en || state.preset.title_zh : state.preset.title_zh;
    if (element("title").textContent !== (preset || word("studio"))) element("title").textContent = preset || word("studio");
    element("slated").hidden = !state.slate;
    const notice = state.correction ? `${word("correction")} · ${state.correction}` : "";
    if (element("notice").textContent !== notice) element("notice").textContent = notice;
    element("notice").hidden = !notice;
  }

  #board(state) {
    whenChanged("board", [state.air, state.slate], () => {
      for (const button of document.querySelectorAll("#board button, #stop")) disarm(button);
      const live = state.air === "live";
      label(element("live"), live ? say(this.catalogue.titles.air.live) : this.title("GoLive"), "L");
      label(element("rehearse"), live ? this.title("Rehearse") : word("rehearsal"), "R");
      label(element("slate"), state.slate ? word("backToAvatar") : word("slate"), "S");
      label(element("moment"), this.title("MarkMoment"), "D", "mark");
      element("live").setAttribute("aria-pressed", String(live));
      element("rehearse").setAttribute("aria-pressed", String(!live));
      element("slate").setAttribute("aria-pressed", String(state.slate));
    });
  }

  #health(state) {
    const { health, tracker, label_state: seen } = state;
    const tracking = tracker.status === "running" ? `${health.tracker_fps.toFixed(0)} ${word("fps")}`
      : tracker.status === "off" ? word("trackerOff") : say(this.catalogue.titles.status[tracker.status]);
    const labelled = seen.ok ? word("labelSeen") : seen.problem ? word("labelLost") : word("labelUnread");
    const items = [
      [word("label"), labelled, seen.ok ? "good" : seen.problem ? "bad" : "idle"],
      [word("show"), `${health.show_fps.toFixed(0)} ${word("fps")}`, health.show_fps >= 0.9 * state.canvas.fps ? "good" : "poor"],
      [word("delay"), health.delay_ms ? `${health.delay_ms.toFixed(0)} ms` : "–", health.delay_ms < 200 ? "good" : "poor"],
      [word("tracking"), tracking, tracker.status === "running" ? "good" : "poor"],
      ["", word(health.performer_seen ? "seen" : "unseen"), health.performer_seen ? "good" : "poor"],
    ];
    whenChanged("health", items, () => element("health").replaceChildren(...items.map(([name, value, lamp]) =>
      make("div", { class: lamp }, ...(name ? [make("dt", { text: name })] : []), make("dd", { text: value })))));
  }

  #problems(state) {
    const parts = [["trackerPart", state.tracker], ["avatarPart", state.avatar_part], ["presetPart", state.preset_part], ["rundown", state.rundown_part],
      ["recording", state.recording], ["virtualCamera", state.virtual_camera], ["obs", state.obs],
      ["obsSetUp", state.obs_set_up], ["stream", state.stream], ["network", state.lan]];
    const troubled = parts.filter(([, part]) => part.problem && (part.status === "lost" || part.status === "failed"));
    whenChanged("problems", troubled, () => element("problems").replaceChildren(...troubled.map(([name, part]) =>
      make("article", { class: part.status },
        make("h3", { text: `${word(name)} · ${say(this.catalogue.titles.status[part.status])}` }),
        make("p", { text: told(part.problem) }),
        ...(part.remedy ? [make("p", { class: "remedy", text: told(part.remedy) })] : [])))));
  }

  /** Tabs tell that something waits in them. */
  #badges(state) {
    const closed = state.gate.filter((row) => row.light === "red" || row.light === "signature" && !row.signed_by).length;
    const waiting = state.comments.filter((comment) => comment.life === "waiting").length;
    for (const [name, count] of [["screen", waiting], ["air", state.air === "live" ? 0 : closed]]) {
      element(`tab-${name}`).dataset.badge = count ? String(Math.min(count, 99)) : "";
    }
  }

  /** What the role may not send is not shown; a card with nothing left but words is not either. */
  #permissions() {
    this.#hideForbidden(document);
    for (const card of document.querySelectorAll(".card:not([data-always])")) {
      const commands = [...card.querySelectorAll("[data-command]")];
      card.hidden = commands.every((node) => node.hidden);
    }
    for (const name of TABS) {
      element(`tab-${name}`).hidden = [...element(`panel-${name}`).children].every((node) => node.hidden);
    }
    for (const group of ["board", "acts"]) element(group).hidden = [...element(group).children].every((node) => node.hidden);
  }

  #hideForbidden(where) {
    for (const node of where.querySelectorAll("[data-command]")) node.hidden = !this.allowed.has(node.dataset.command);
  }
}
