// Other devices, for whoever owns the machine: the network switch, a code for a new device, who is paired.

import { armed, clock, element, label, make, rebuild, token, whenChanged } from "/dom.js";
import { word } from "/words.js";

export class Devices {
  constructor(panel) {
    this.panel = panel;
    setInterval(() => this.#tick(), 1000);
  }

  show(state) {
    this.state = state;
    this.#network(state);
    this.#pairing(state);
    this.#remotes(state);
  }

  #network(state) {
    whenChanged("network", [state.lan, state.lan_urls, state.lan_fingerprint, this.panel.may], () => {
      const on = state.lan.status === "running" || state.lan.status === "starting";
      const button = make("button", { type: "button", class: "switch", role: "switch", "data-key": "lan", "data-command": "OpenToLan",
        "aria-checked": String(on), onclick: () => this.panel.send("OpenToLan", { on: !on }) });
      label(button, this.panel.title("OpenToLan"), "");
      rebuild(element("network"), button, ...state.lan_urls.map((url) => make("p", { class: "hint", text: url })),
        ...(state.lan_fingerprint ? [make("p", { class: "hint wrap", text: `SHA-256 ${state.lan_fingerprint}` })] : []));
    });
  }

  #pairing(state) {
    whenChanged("pairing", [state.pairing, state.lan_urls, this.panel.may], () => {
      const offer = (role) => {
        const button = make("button", { type: "button", class: "plain", "data-key": `offer ${role}`, "data-command": "OfferPairing",
          onclick: () => this.panel.send("OfferPairing", { role }) });
        label(button, word(`pair_${role}`), "");
        return button;
      };
      if (!state.pairing) {
        rebuild(element("pairing"), make("div", { class: "row" }, ...["operator", "brand", "viewer"].map(offer)));
        return;
      }
      const end = make("button", { type: "button", class: "plain wide", "data-key": "end", "data-command": "EndPairing", onclick: () => this.panel.send("EndPairing") });
      label(end, this.panel.title("EndPairing"), "");
      const code = make("div", { class: "invitation" });
      rebuild(element("pairing"), code, end);
      this.#invite(code);
    });
  }

  /** The code is told to this machine only; elsewhere it is to be read at the desk. */
  async #invite(where) {
    try {
      const answer = await fetch("/pairing", { headers: { Authorization: `Bearer ${token()}` } });
      const told = answer.ok ? await answer.json() : null;
      if (!told) throw new Error("not here");
      where.replaceChildren(drawn(told.qr), make("div", {}, make("p", { class: "digits", text: `${told.code.slice(0, 3)} ${told.code.slice(3)}` }),
        make("p", { class: "hint", text: told.page }), make("p", { class: "hint", id: "pairing-left" }),
        ...(told.reachable ? [] : [make("p", { class: "reason", text: word("notReachable") })])));
      this.#tick();
    } catch {
      where.replaceChildren(make("p", { class: "hint", text: word("codeAtDesk") }));
    }
  }

  #remotes(state) {
    whenChanged("remotes", [state.remotes, this.panel.may], () => {
      rebuild(element("remotes"), ...state.remotes.map((remote) => {
        const out = make("button", { type: "button", class: "plain", "data-key": remote.id, "data-command": "RevokeRemote",
          onclick: () => { if (armed(out, word("sureRevoke"))) this.panel.send("RevokeRemote", { remote: remote.id }); } });
        label(out, word("revoke"), "");
        out.setAttribute("aria-label", `${word("revoke")} ${remote.name}`);
        return make("li", { class: remote.here ? "here" : null }, make("div", {}, make("h3", { text: remote.name }),
          make("p", { class: "hint", text: `${word(`role_${remote.role}`)} · ${remote.here ? word("isHere") : remote.made_at.slice(0, 10)}` })), out);
      }));
      if (!state.remotes.length) element("remotes").append(make("li", { class: "hint", text: word("noRemotes") }));
    });
  }

  #tick() {
    const left = element("pairing-left");
    if (left && this.state?.pairing) left.textContent = `${word("goodFor")} ${clock(this.state.pairing.ends_at_s - this.panel.now())}`;
  }
}

/** The rows of a QR code on a canvas, with the four light modules around it that cameras look for. */
function drawn(rows) {
  const [quiet, scale] = [4, 6];
  const side = rows.length + 2 * quiet;
  const canvas = make("canvas", { class: "qr", role: "img", "aria-label": word("qrCode") });
  canvas.width = canvas.height = side * scale;
  const context = canvas.getContext("2d");
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = "#161823";
  rows.forEach((row, y) => [...row].forEach((module, x) => {
    if (module === "1") context.fillRect((x + quiet) * scale, (y + quiet) * scale, scale, scale);
  }));
  return canvas;
}
