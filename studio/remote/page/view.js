// State → page. Lists are built anew only when their content changes, so focus and a pressed finger survive every notice.

import { currentLanguage, say, word } from "/words.js";

const BACKGROUNDS = [
  ["#f3f9f1", "荼白", "Tea white"], ["#d6ecf0", "月白", "Moon white"], ["#e4c6d0", "藕荷", "Lotus pink"],
  ["#789262", "竹青", "Bamboo green"], ["#426666", "黛绿", "Deep green"], ["#161823", "漆黑", "Lacquer black"],
];
const FEELINGS = ["happy", "relaxed", "surprised", "sad", "angry"];
const FACE_SHAPE = /^(brow|cheek|eye|jaw|mouth|nose|tongue)[A-Z]|^tongueOut$/;
const MECHANICAL = ["neutral", "aa", "ih", "ou", "ee", "oh", "blink", "blinkLeft", "blinkRight",
  "lookUp", "lookDown", "lookLeft", "lookRight"];
const TILE_COLORS = ["#426666", "#2e4e7e", "#9d2933", "#4a4266", "#057748", "#955539"];
const BUSY = ["starting", "running", "lost"];

export const element = (id) => document.getElementById(id);

/** An element with properties (`class`, `on…`, aria and data attributes, text) and children. */
export function make(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === "text") node.textContent = value;
    else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null) node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

/** Calls `build` only if what it depends on is not what it was. */
const built = new Map();
function whenChanged(key, depends, build) {
  const now = JSON.stringify([currentLanguage(), depends]);
  if (built.get(key) === now) return;
  built.set(key, now);
  build();
}

export class View {
  /** `send(name, args)` carries out a command; `catalogue` is /catalogue.json. */
  constructor(catalogue, send) {
    this.catalogue = catalogue;
    this.send = send;
    this.titles = new Map(catalogue.commands.map((command) => [command.name, command]));
    this.allowed = new Set();
  }

  title(command) { return say(this.titles.get(command).title); }

  expressionTitle(name) {
    const known = this.catalogue.titles.expressions[name];
    return known ? say(known) : name;
  }

  show(state, role, allowed) {
    this.allowed = new Set(allowed);
    this.words();
    this.#air(state);
    this.#board(state);
    this.#health(state);
    this.#problems(state);
    this.#expressions(state);
    this.#avatars(state);
    this.#sources(state);
    this.#picture(state);
    this.#outputs(state);
    this.#machine(state, role);
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
    });
  }

  #air(state) {
    const live = state.air === "live";
    document.documentElement.dataset.air = state.air;
    document.documentElement.dataset.slate = String(state.slate);
    const air = element("air");
    const text = say(this.catalogue.titles.air[state.air]);
    if (air.textContent !== text) air.textContent = text;
    air.classList.toggle("live", live);
    element("slated").hidden = !state.slate;
  }

  #board(state) {
    whenChanged("board", [state.air, state.slate], () => {
      for (const button of document.querySelectorAll("#board button, #stop")) disarm(button);
      const live = state.air === "live";
      label(element("live"), live ? say(this.catalogue.titles.air.live) : this.title("GoLive"), "L");
      label(element("rehearse"), live ? this.title("Rehearse") : word("rehearsal"), "R");
      label(element("slate"), state.slate ? word("backToAvatar") : word("slate"), "S");
      element("live").setAttribute("aria-pressed", String(live));
      element("rehearse").setAttribute("aria-pressed", String(!live));
      element("slate").setAttribute("aria-pressed", String(state.slate));
    });
  }

  #health(state) {
    const { health, tracker } = state;
    const tracking = tracker.status === "running" ? `${health.tracker_fps.toFixed(0)} ${word("fps")}`
      : tracker.status === "off" ? word("trackerOff") : say(this.catalogue.titles.status[tracker.status]);
    const seen = health.performer_seen;
    const items = [
      [word("show"), `${health.show_fps.toFixed(0)} ${word("fps")}`, health.show_fps >= 0.9 * state.canvas.fps],
      [word("delay"), health.delay_ms ? `${health.delay_ms.toFixed(0)} ms` : "–", health.delay_ms < 200],
      [word("tracking"), tracking, tracker.status === "running"],
      ["", word(seen ? "seen" : "unseen"), seen],
    ];
    whenChanged("health", items, () => element("health").replaceChildren(...items.map(([name, value, good]) =>
      make("div", { class: good ? "good" : "poor" }, ...(name ? [make("dt", { text: name })] : []), make("dd", { text: value })))));
  }

  #problems(state) {
    const parts = [["trackerPart", state.tracker], ["avatarPart", state.avatar_part],
      ["recording", state.recording], ["virtualCamera", state.virtual_camera], ["obs", state.obs]];
    const troubled = parts.filter(([, part]) => part.problem && (part.status === "lost" || part.status === "failed"));
    whenChanged("problems", troubled, () => element("problems").replaceChildren(...troubled.map(([name, part]) =>
      make("article", { class: part.status },
        make("h3", { text: `${word(name)} · ${say(this.catalogue.titles.status[part.status])}` }),
        make("p", { text: part.problem }),
        ...(part.remedy ? [make("p", { class: "remedy", text: part.remedy })] : [])))));
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
      label(element("release"), this.title("ReleaseExpressions"), "0");
      element("release").disabled = held.size === 0;
    });
  }

  #expression(name, key) {
    const button = make("button", { type: "button", class: "key", "data-expression": name, "data-command": "HoldExpression", "aria-pressed": "false" });
    label(button, this.expressionTitle(name), key);
    pressAndHold(button, (weight) => this.send("HoldExpression", { expression: name, weight }));
    return button;
  }

  #avatars(state) {
    whenChanged("avatars", state.avatars, () => {
      element("avatars").replaceChildren(...state.avatars.map((entry) => {
        const title = currentLanguage() === "zh" ? entry.title_zh : entry.title_en;
        const tile = make("span", { class: "tile", "aria-hidden": "true", text: [...(entry.title_zh || entry.name)][0] });
        tile.style.setProperty("--tile", TILE_COLORS[hash(entry.name) % TILE_COLORS.length]);
        const name = make("span", { class: "name", text: title || entry.name });
        const note = make("span", { class: "note", text: entry.light ? word("light") : "" });
        return choice({ class: "person", "data-command": "ChooseAvatar", "data-value": entry.name },
          () => this.send("ChooseAvatar", { avatar: entry.name }), tile, name, note);
      }));
      if (!state.avatars.length) element("avatars").append(make("p", { class: "hint", text: word("noAvatars") }));
    });
    mark(element("avatars"), state.avatar);
    const busy = state.avatar_part.status === "starting";
    for (const node of element("avatars").querySelectorAll("[data-value]")) {
      node.toggleAttribute("data-loading", busy && node.dataset.value === state.avatar);
    }
  }

  #sources(state) {
    const known = state.sources.some((entry) => entry.source === state.source);
    const shown = known || state.source === "none" ? state.sources : [...state.sources, { source: state.source, title: state.source }];
    whenChanged("sources", shown, () => {
      element("sources").replaceChildren(...shown.map((entry) =>
        choice({ class: "line", "data-command": "ChooseSource", "data-value": entry.source },
          () => this.send("ChooseSource", { source: entry.source }),
          make("span", { class: "dot", "aria-hidden": "true" }), make("span", { class: "name", text: entry.title }))));
      if (!shown.length) element("sources").append(make("p", { class: "hint", text: word("noSources") }));
    });
    mark(element("sources"), state.source);
    whenChanged("performer buttons", state.mirror, () => {
      label(element("calibrate"), this.title("Calibrate"), "C");
      element("calibrate").title = say(this.titles.get("Calibrate").help);
      label(element("mirror"), this.title("SetMirror"), "M");
      element("mirror").setAttribute("aria-checked", String(state.mirror));
    });
  }

  #picture(state) {
    const framings = this.titles.get("SetFraming").arguments[0].choices;
    whenChanged("framing", null, () => element("framing").replaceChildren(...framings.map((value) =>
      choice({ class: "segment", "data-command": "SetFraming", "data-value": value },
        () => this.send("SetFraming", { framing: value }), say(this.catalogue.titles.framing[value])))));
    mark(element("framing"), state.framing);
    whenChanged("background", null, () => {
      const swatch = (value, title) => {
        const node = choice({ class: "swatch", "data-command": "SetBackground", "data-value": value, title, "aria-label": title },
          () => this.send("SetBackground", { background: value }));
        if (value.startsWith("#")) node.style.setProperty("--color", value);
        return node;
      };
      const own = make("input", { type: "color", value: "#d6ecf0", "aria-label": word("ownColor") });
      own.addEventListener("change", () => this.send("SetBackground", { background: own.value }));
      element("background").replaceChildren(swatch("default", word("softStudio")), swatch("transparent", word("transparent")),
        ...BACKGROUNDS.map(([value, zh, en]) => swatch(value, say({ zh, en }))),
        make("label", { class: "swatch own", "data-command": "SetBackground", title: word("ownColor") }, own));
    });
    mark(element("background"), state.background);
    whenChanged("sets", state.sets, () => element("sets").replaceChildren(
      make("option", { value: "", text: word("aSet") }),
      ...state.sets.map((set) => make("option", { value: set.background, text: say({ zh: set.title_zh, en: set.title_en }) }))));
    element("sets").value = state.sets.some((set) => set.background === state.background) ? state.background : "";
    element("sets").onchange = ({ target }) => target.value && this.send("SetBackground", { background: target.value });
    const own = element("background").querySelector("input");
    const chosen = /^#[0-9a-f]{6}$/i.test(state.background) && !BACKGROUNDS.some(([value]) => value === state.background);
    own.parentElement.toggleAttribute("data-chosen", chosen);
    if (chosen && document.activeElement !== own) own.value = state.background;
  }

  #outputs(state) {
    const row = (name, part, start, stop, key, begin = "start", end = "stop") => {
      const busy = BUSY.includes(part.status);
      const status = say(this.catalogue.titles.status[part.status]);
      const button = make("button", { type: "button", class: busy ? "plain on" : "plain", "data-command": busy ? stop : start,
        "data-output": name, onclick: () => this.send(busy ? stop : start) });
      label(button, word(busy ? end : begin), key);
      button.setAttribute("aria-label", this.title(busy ? stop : start));
      return make("div", { class: `output ${part.status}` }, make("div", {},
        make("h3", { text: word(name) }), make("p", { class: "hint", text: part.detail && part.status !== "failed" ? `${status} · ${base(part.detail)}` : status })), button);
    };
    whenChanged("outputs", [state.recording, state.virtual_camera, state.obs, state.obs_scene, state.obs_scenes], () => {
      const focused = document.activeElement?.dataset?.output;
      const still = make("button", { type: "button", class: "plain", "data-command": "SaveStill", "data-output": "still",
        onclick: () => this.send("SaveStill") });
      label(still, word("take"), "P");
      still.setAttribute("aria-label", this.title("SaveStill"));
      element("outputs").replaceChildren(
        row("recording", state.recording, "StartRecording", "StopRecording", ""),
        make("div", { class: "output" }, make("div", {}, make("h3", { text: word("still") }),
          make("p", { class: "hint", text: word("stillDetail") })), still),
        row("virtualCamera", state.virtual_camera, "StartVirtualCamera", "StopVirtualCamera", ""),
        row("obs", state.obs, "ConnectObs", "DisconnectObs", "", "connect", "disconnect"),
        ...(state.obs_scenes.length ? [make("div", { class: "row", role: "group", "aria-label": word("obsScenes") },
          ...state.obs_scenes.map((scene) => make("button", { type: "button", class: scene === state.obs_scene ? "plain on" : "plain",
            text: scene, "aria-pressed": String(scene === state.obs_scene), "data-command": "SwitchObsScene",
            "data-output": `scene ${state.obs_scenes.indexOf(scene)}`, onclick: () => this.send("SwitchObsScene", { scene }) })))] : []));
      if (focused) element("outputs").querySelector(`[data-output="${focused}"]`)?.focus();
    });
  }

  #machine(state, role) {
    const { health, canvas } = state;
    const figures = [
      [word("canvas"), `${canvas.width} × ${canvas.height} · ${canvas.fps}`],
      [word("renderer"), health.software_gl ? word("softwareGl") : health.renderer || "–"],
      [word("cpu"), `${health.show_cpu_ms.toFixed(0)} + ${health.tracker_cpu_ms.toFixed(0)} ms`],
      [word("memory"), `${health.memory_mb.toFixed(0)} MB`],
      [word("gap"), `${health.longest_gap_ms.toFixed(0)} ms`],
    ];
    whenChanged("figures", figures, () => element("figures").replaceChildren(...figures.flatMap(([name, value]) =>
      [make("dt", { text: name }), make("dd", { text: value })])));
    whenChanged("stop", state.stopping, () => {
      disarm(element("stop"));
      label(element("stop"), this.title("StopShow"), "");
      element("stop").disabled = state.stopping;
    });
    whenChanged("commands", [role, [...this.allowed]], () => {
      const groups = this.catalogue.categories.map((category) => [category,
        this.catalogue.commands.filter((command) => command.category === category.name && command.arguments.length > 0
          && this.allowed.has(command.name))]);
      element("commands").replaceChildren(...groups.filter(([, commands]) => commands.length).flatMap(([category, commands]) =>
        [make("h3", { text: say(category.title) }), ...commands.map((command) => this.#form(command, state))]));
    });
  }

  /** A command of the catalogue as a small form; those without arguments have a button of their own. */
  #form(command) {
    const fields = command.arguments.map((argument) => {
      const id = `${command.name}-${argument.name}`;
      const input = argument.kind === "choice" ? make("select", { id }, ...argument.choices.map((value) => make("option", { value, text: value })))
        : argument.kind === "switch" ? make("input", { id, type: "checkbox" })
        : argument.kind === "text" ? make("input", { id, type: "text", placeholder: say(argument.help), required: argument.required, autocomplete: "off" })
        : make("input", { id, type: "number", step: argument.kind === "whole" ? "1" : "any", required: argument.required });
      if (argument.kind === "switch") input.checked = argument.default ?? true;
      else if (argument.default !== null) input.value = argument.default;
      return { argument, input, node: make("div", { class: "field" }, make("label", { for: id, text: say(argument.title) }), input) };
    });
    const form = make("form", { class: "command" }, make("p", { class: "name", text: say(command.title) }),
      make("p", { class: "hint", text: say(command.help) }), ...fields.map((field) => field.node),
      make("button", { type: "submit", class: "plain", text: word("send"), "aria-label": `${word("send")} · ${say(command.title)}` }));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const value = ({ argument, input }) => argument.kind === "switch" ? input.checked
        : argument.kind === "whole" || argument.kind === "number" ? Number(input.value) : input.value;
      this.send(command.name, Object.fromEntries(fields.map((field) => [field.argument.name, value(field)])));
    });
    return form;
  }

  /** What the role may not send is not shown; a card with nothing left but words is not either. */
  #permissions() {
    for (const node of document.querySelectorAll("[data-command]")) node.hidden = !this.allowed.has(node.dataset.command);
    for (const card of document.querySelectorAll(".card")) {
      const commands = [...card.querySelectorAll("[data-command]")];
      card.hidden = commands.length > 0 && commands.every((node) => node.hidden) && !card.querySelector("#forget");
    }
    element("board").hidden = [...element("board").children].every((node) => node.hidden);
    element("all-commands").hidden = this.allowed.size === 0;
  }
}

function choice(properties, onChoose, ...children) {
  return make("button", { type: "button", role: "radio", "aria-checked": "false", onclick: onChoose, ...properties }, ...children);
}

function mark(group, value) {
  const radios = [...group.querySelectorAll("[role=radio]")];
  const chosen = radios.find((node) => node.dataset.value === value);
  for (const node of radios) {
    node.setAttribute("aria-checked", String(node === chosen));
    node.tabIndex = node === (chosen ?? radios[0]) ? 0 : -1;
  }
}

/** A button's words and, where there is a keyboard, its key. */
function label(button, text, key) {
  button.replaceChildren(make("span", { text }), ...(key ? [make("kbd", { "aria-hidden": "true", text: key })] : []));
  if (key) button.setAttribute("aria-keyshortcuts", key);
}

/**
 * A short press toggles; a long one holds only while it lasts. Nothing happens before a finger has stayed or left, so that
 * a scroll that begins on a key moves no face. Keyboard and screen readers click, which toggles.
 */
function pressAndHold(button, hold) {
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

/** A weighty button asks once more: the first press changes its words for three seconds. */
export function armed(button, question) {
  if (button.dataset.armed) {
    disarm(button);
    return true;
  }
  button.dataset.armed = "true";
  button.dataset.words = button.firstElementChild.textContent;
  button.firstElementChild.textContent = question;
  button.dataset.timer = String(setTimeout(() => disarm(button), 3000));
  return false;
}

export function disarm(button) {
  if (!button.dataset.armed) return;
  clearTimeout(Number(button.dataset.timer));
  button.firstElementChild.textContent = button.dataset.words;
  delete button.dataset.armed;
}

const hash = (text) => [...text].reduce((sum, char) => (sum * 31 + char.codePointAt(0)) >>> 0, 7);
const base = (path) => path.replace(/^.*[\\/](?=[^\\/]*$)/, "");
