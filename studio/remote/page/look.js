// How it looks: preset, avatar, framing, background, and where the performance comes from.

import { armed, choice, element, hash, label, make, mark, rebuild, thumbnail, whenChanged } from "/dom.js";
import { told } from "/problems.js";
import { showOutfit } from "/outfit.js";
import { currentLanguage, say, word } from "/words.js";

const BACKGROUNDS = [
  ["#f3f9f1", "荼白", "Tea white"], ["#d6ecf0", "月白", "Moon white"], ["#e4c6d0", "藕荷", "Lotus pink"],
  ["#789262", "竹青", "Bamboo green"], ["#426666", "黛绿", "Deep green"], ["#161823", "漆黑", "Lacquer black"],
];
const TILE_COLORS = ["#426666", "#2e4e7e", "#9d2933", "#4a4266", "#057748", "#955539"];
const titled = (entry) => (currentLanguage() === "zh" ? entry.title_zh : entry.title_en) || entry.title_zh || entry.title_en;

export class Look {
  constructor(panel) { this.panel = panel; }

  show(state) {
    this.#presets(state);
    this.#avatars(state);
    showOutfit(this.panel, state);
    this.#picture(state);
    this.#sources(state);
  }

  #presets(state) {
    whenChanged("presets", [state.presets, state.preset.id, state.preset_part, state.air, this.panel.may], () => {
      const lines = state.presets.map((entry) => {
        const open = entry.preset === state.preset.id;
        const button = make("button", { type: "button", class: "line", "data-key": entry.preset, "data-preset": entry.preset, "data-command": "OpenPreset",
          "aria-current": open ? "true" : null, disabled: Boolean(entry.problem) || open || state.air === "live",
          onclick: () => { if (armed(button, word("sureOpen"))) this.panel.send("OpenPreset", { preset: entry.preset }); } },
          make("span", { class: "name", text: titled(entry) || entry.preset }), make("small", { class: "hint", text: told(entry.problem) || entry.brand }));
        return button;
      });
      const close = make("button", { type: "button", class: "plain wide", "data-key": "close", "data-command": "ClosePreset", disabled: !state.preset.id || state.air === "live",
        onclick: () => this.panel.send("ClosePreset") });
      label(close, this.panel.title("ClosePreset"), "");
      rebuild(element("presets"), ...lines, ...(lines.length ? [] : [make("p", { class: "hint", text: word("noPresets") })]), close);
    });
  }

  #avatars(state) {
    whenChanged("avatars", state.avatars, () => {
      element("avatars").replaceChildren(...state.avatars.map((entry) => {
        const tile = make("span", { class: "tile", text: [...(entry.title_zh || entry.name)][0] });
        tile.style.setProperty("--tile", TILE_COLORS[hash(entry.name) % TILE_COLORS.length]);
        const name = make("span", { class: "name", text: titled(entry) || entry.name });
        const note = make("span", { class: "note", text: entry.light ? word("light") : "" });
        return choice({ class: "person", "data-command": "ChooseAvatar", "data-value": entry.name },
          () => this.panel.send("ChooseAvatar", { avatar: entry.name }), thumbnail("avatar", entry.name, entry.preview, tile), name, note);
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
          () => this.panel.send("ChooseSource", { source: entry.source }),
          make("span", { class: "dot", "aria-hidden": "true" }), make("span", { class: "name", text: entry.title }))));
      if (!shown.length) element("sources").append(make("p", { class: "hint", text: word("noSources") }));
    });
    mark(element("sources"), state.source);
    whenChanged("performer buttons", state.mirror, () => {
      label(element("calibrate"), this.panel.title("Calibrate"), "C");
      element("calibrate").title = say(this.panel.titles.get("Calibrate").help);
      label(element("mirror"), this.panel.title("SetMirror"), "M");
      element("mirror").setAttribute("aria-checked", String(state.mirror));
    });
  }

  #picture(state) {
    const framings = this.panel.titles.get("SetFraming").arguments[0].choices;
    whenChanged("framing", null, () => element("framing").replaceChildren(...framings.map((value) =>
      choice({ class: "segment", "data-command": "SetFraming", "data-value": value },
        () => this.panel.send("SetFraming", { framing: value }), say(this.panel.catalogue.titles.framing[value])))));
    mark(element("framing"), state.framing);
    whenChanged("background", null, () => {
      const swatch = (value, title) => {
        const node = choice({ class: "swatch", "data-command": "SetBackground", "data-value": value, title, "aria-label": title },
          () => this.panel.send("SetBackground", { background: value }));
        if (value.startsWith("#")) node.style.setProperty("--color", value);
        return node;
      };
      const own = make("input", { type: "color", value: "#d6ecf0", "aria-label": word("ownColor") });
      own.addEventListener("change", () => this.panel.send("SetBackground", { background: own.value }));
      element("background").replaceChildren(swatch("default", word("softStudio")), swatch("transparent", word("transparent")),
        ...BACKGROUNDS.map(([value, zh, en]) => swatch(value, say({ zh, en }))),
        make("label", { class: "swatch own", "data-command": "SetBackground", title: word("ownColor") }, own));
    });
    mark(element("background"), state.background);
    whenChanged("sets", state.sets, () => element("sets").replaceChildren(
      make("option", { value: "", text: word("aSet") }),
      ...state.sets.map((set) => make("option", { value: set.background, text: titled(set) }))));
    element("sets").value = state.sets.some((set) => set.background === state.background) ? state.background : "";
    element("sets").onchange = ({ target }) => target.value && this.panel.send("SetBackground", { background: target.value });
    const own = element("background").querySelector("input");
    const chosen = /^#[0-9a-f]{6}$/i.test(state.background) && !BACKGROUNDS.some(([value]) => value === state.background);
    own.parentElement.toggleAttribute("data-chosen", chosen);
    if (chosen && document.activeElement !== own) own.value = state.background;
  }
}
