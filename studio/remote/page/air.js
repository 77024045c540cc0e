// Before and around the broadcast: the gate, OBS, outputs, the machine.

import { base, disarm, element, label, make, rebuild, whenChanged } from "/dom.js";
import { say, word } from "/words.js";

const BUSY = ["starting", "running", "lost"];
const KEYS = ["N next", "B previous", "K card", "H hold", "D moment", "S slate", "L live", "R rehearse", "1–9 expressions", "0 release", "C calibrate", "M mirror", "P still", "[ ] tabs", "T tell"];

export class Air {
  constructor(panel) { this.panel = panel; }

  show(state, role) {
    this.#gate(state);
    this.#obs(state);
    this.#outputs(state);
    this.#machine(state, role);
  }

  #gate(state) {
    const open = (row) => row.light === "green" || row.light === "signature" && row.signed_by;
    whenChanged("gate", [state.gate, state.preset.reviewers, this.panel.may], () => {
      const closed = state.gate.filter((row) => !open(row)).length;
      element("gate-count").textContent = state.gate.length ? closed ? `${closed} ${word("gateClosed")}` : word("gateOpen") : "";
      element("gate-count").classList.toggle("over", closed > 0);
      rebuild(element("gate"), ...state.gate.map((row) => {
        const text = (zh, en) => say({ zh: row[zh], en: row[en] });
        const title = this.panel.catalogue.titles.gate[row.key];
        const sign = row.light === "signature" && !row.signed_by ? make("button", { type: "button", class: "plain", "data-key": `sign ${row.key}`, "data-command": "SignOff",
          text: word("sign"), "aria-label": `${word("sign")}: ${title ? say(title) : row.key}`, onclick: () => this.#sign(row, state.preset.reviewers) }) : null;
        return make("li", { class: `gate-row ${open(row) ? "open" : row.light}`, "data-row": row.key },
          make("div", {}, make("h3", { text: title ? say(title) : row.key }), make("p", { text: text("reason_zh", "reason_en") }),
            row.remedy_zh && !open(row) ? make("p", { class: "remedy", text: text("remedy_zh", "remedy_en") }) : null,
            row.signed_by ? make("p", { class: "hint", text: `${word("signedBy")} ${row.signed_by}` }) : null), sign);
      }));
      if (!state.gate.length) element("gate").append(make("li", { class: "hint", text: word("noGate") }));
    });
  }

  #sign(row, reviewers) {
    const name = make("input", { id: "reviewer", autocomplete: "off", maxlength: 40, list: reviewers.length ? "reviewers" : null });
    const title = this.panel.catalogue.titles.gate[row.key];
    this.panel.sheet(`${word("sign")} · ${title ? say(title) : row.key}`, () => {
      if (!name.value.trim()) return word("needsName");
      this.panel.send("SignOff", { row: row.key, reviewer: name.value.trim() });
      return "";
    }, make("p", { text: say({ zh: row.reason_zh, en: row.reason_en }) }), make("p", { class: "hint", text: word("signHint") }),
      make("div", { class: "field" }, make("label", { for: "reviewer", text: word("reviewer") }), name),
      ...(reviewers.length ? [make("datalist", { id: "reviewers" }, ...reviewers.map((value) => make("option", { value })))] : []));
  }

  /** Whoever owns the machine says where the stream goes; others start it to where it went last. */
  #stream() {
    if (this.panel.role !== "performer") { this.panel.send("StartStream"); return; }
    const address = make("input", { id: "stream-address", autocomplete: "off", placeholder: "udp://192.168.1.20:9000", inputmode: "url" });
    this.panel.sheet(this.panel.title("StartStream"), () => {
      this.panel.send("StartStream", { address: address.value.trim() });
      return "";
    }, make("p", { class: "hint", text: word("streamHint") }), make("div", { class: "field" }, make("label", { for: "stream-address", text: word("address") }), address));
  }

  #row(name, part, start, stop, key, begin = "start", end = "stop", act = () => this.panel.send(start)) {
    const busy = BUSY.includes(part.status);
    const status = say(this.panel.catalogue.titles.status[part.status]);
    const button = make("button", { type: "button", class: busy ? "plain on" : "plain", "data-command": busy ? stop : start,
      "data-output": name, "data-key": name, onclick: () => busy ? this.panel.send(stop) : act() });
    label(button, word(busy ? end : begin), key);
    button.setAttribute("aria-label", this.panel.title(busy ? stop : start));
    return make("div", { class: `output ${part.status}` }, make("div", {},
      make("h3", { text: word(name) }), make("p", { class: "hint", text: part.detail && part.status !== "failed" ? `${status} · ${base(part.detail)}` : status })), button);
  }

  #obs(state) {
    whenChanged("obs", [state.obs, state.obs_scene, state.obs_scenes, state.obs_set_up, state.obs_sounds, state.obs_aligned, state.obs_delay_ms, this.panel.may], () => {
      const setUp = make("button", { type: "button", class: "plain", "data-command": "SetUpObs", "data-output": "setUp", "data-key": "setUp",
        disabled: state.obs_set_up.status === "starting", onclick: () => this.panel.send("SetUpObs") });
      label(setUp, word("setUp"), "");
      setUp.setAttribute("aria-label", this.panel.title("SetUpObs"));
      const told = { off: word("setUpHint"), starting: say(this.panel.catalogue.titles.status.starting), failed: word("setUpWaits"), running: word("setUpDone"), lost: "" };
      const delay = state.obs_delay_ms ? ` · ${word("delay")} ${state.obs_delay_ms.toFixed(0)} ms` : "";
      const aligned = new Map(state.obs_aligned);
      const sounds = state.obs_sounds.map((sound) => {
        const on = aligned.has(sound);
        const button = make("button", { type: "button", class: "switch", role: "switch", "aria-checked": String(on), "data-command": "AlignObsAudio",
          "data-key": `sound ${sound}`, disabled: !on && !state.obs_delay_ms, onclick: () => this.panel.send("AlignObsAudio", { source: on ? "" : sound }) });
        button.append(make("span", { class: "what" }, make("span", { text: sound }), make("small", { text: on && aligned.get(sound) ? `+${aligned.get(sound)} ms` : word("alignHint") })));
        return button;
      });
      rebuild(element("obs"), this.#row("connection", state.obs, "ConnectObs", "DisconnectObs", "", "connect", "disconnect"),
        make("div", { class: `output ${state.obs_set_up.status}` }, make("div", {}, make("h3", { text: word("obsSetUp") }),
          make("p", { class: "hint", text: told[state.obs_set_up.status] + delay })), setUp),
        ...(sounds.length ? [make("h3", { text: this.panel.title("AlignObsAudio") }), make("div", { class: "switches" }, ...sounds)] : []),
        ...(state.obs_scenes.length ? [make("h3", { text: word("obsScenes") }), make("div", { class: "scenes", role: "group", "aria-label": word("obsScenes") },
          ...state.obs_scenes.map((scene, index) => make("button", { type: "button", class: "key", text: scene, "aria-pressed": String(scene === state.obs_scene),
            "data-command": "SwitchObsScene", "data-output": `scene ${index}`, "data-key": `scene ${scene}`, onclick: () => this.panel.send("SwitchObsScene", { scene }) })))] : []));
    });
  }

  #outputs(state) {
    whenChanged("outputs", [state.recording, state.virtual_camera, state.stream, this.panel.may], () => {
      const still = make("button", { type: "button", class: "plain", "data-command": "SaveStill", "data-output": "still", "data-key": "still",
        onclick: () => this.panel.send("SaveStill") });
      label(still, word("take"), "P");
      still.setAttribute("aria-label", this.panel.title("SaveStill"));
      rebuild(element("outputs"),
        this.#row("recording", state.recording, "StartRecording", "StopRecording", ""),
        make("div", { class: "output" }, make("div", {}, make("h3", { text: word("still") }),
          make("p", { class: "hint", text: word("stillDetail") })), still),
        this.#row("virtualCamera", state.virtual_camera, "StartVirtualCamera", "StopVirtualCamera", ""),
        this.#row("stream", state.stream, "StartStream", "StopStream", "", "start", "stop", () => this.#stream()));
    });
  }

  #machine(state, role) {
    const { health, canvas } = state;
    const figures = [
      [word("role"), word(`role_${role}`)],
      [word("canvas"), `${canvas.width} × ${canvas.height} · ${canvas.fps}`],
      [word("renderer"), health.software_gl ? word("softwareGl") : health.renderer || "–"],
      [word("cpu"), `${health.show_cpu_ms.toFixed(0)} + ${health.tracker_cpu_ms.toFixed(0)} ms`],
      [word("memory"), `${health.memory_mb.toFixed(0)} MB`],
      [word("gap"), `${health.longest_gap_ms.toFixed(0)} ms`],
    ];
    const list = (pairs) => pairs.flatMap(([name, value]) => [make("dt", { text: name }), make("dd", { text: value })]);
    whenChanged("figures", figures, () => element("figures").replaceChildren(...list(figures)));
    whenChanged("keys", null, () => element("key-list").replaceChildren(...list(KEYS.map((line) => {
      const [, keys, name] = /^(.+) (\w+)$/.exec(line);
      return [word(`key_${name}`), keys];
    }))));
    whenChanged("stop", state.stopping, () => {
      disarm(element("stop"));
      label(element("stop"), this.panel.title("StopShow"), "");
      element("stop").disabled = state.stopping;
    });
    whenChanged("commands", [role, this.panel.may], () => {
      const groups = this.panel.catalogue.categories.map((category) => [category,
        this.panel.catalogue.commands.filter((command) => command.category === category.name && command.arguments.length > 0
          && this.panel.allowed.has(command.name))]);
      element("commands").replaceChildren(...groups.filter(([, commands]) => commands.length).flatMap(([category, commands]) =>
        [make("h3", { text: say(category.title) }), ...commands.map((command) => this.#form(command))]));
    });
    element("all-commands").hidden = this.panel.allowed.size === 0;
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
      this.panel.send(command.name, Object.fromEntries(fields.map((field) => [field.argument.name, value(field)])));
    });
    return form;
  }
}
