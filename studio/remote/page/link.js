// The page's two connections to the show. Both come back by themselves; what is sent meanwhile is refused, never kept.

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 4000;
const PING_MS = 3000;
const SILENCE_MS = 8000;
const ANSWER_MS = 8000;
const REFUSED = [4001, 4003];
const TOKEN = "studio.token";

const address = (path) => `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}${path}`;

/** A value of the address's fragment, taken out of it so that it stays in no history. */
function take(name) {
  const given = new URLSearchParams(location.hash.slice(1)).get(name);
  if (given) history.replaceState(null, "", location.pathname);
  return given;
}

/** The token of the address, or the one this tab or this device has kept. */
export function takeToken() {
  const given = take("token");
  if (given) keepToken(given);
  return given ?? sessionStorage.getItem(TOKEN) ?? localStorage.getItem(TOKEN) ?? "";
}

/** The one-time code of a QR code. */
export const takeCode = () => take("pair");

/** For this tab; for this device, if it was paired. */
export const keepToken = (token, paired = false) => (paired ? localStorage : sessionStorage).setItem(TOKEN, token);
export const forgetToken = () => { sessionStorage.removeItem(TOKEN); localStorage.removeItem(TOKEN); };

/** {token} for a right code, {reason} (a key of the page's words) for a wrong one. */
export async function pair(code, name) {
  try {
    const answer = await fetch("/pair", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ code, name }) });
    if (answer.ok) return await answer.json();
    return { reason: answer.status === 429 ? "doorWait" : "doorWrongCode" };
  } catch {
    return { reason: "lost" };
  }
}

/** A WebSocket that shows the token first and comes back after every loss but a refusal. */
class Line {
  constructor(path, { onMessage, onOpen, onLost, onRefused }) {
    Object.assign(this, { path, onMessage, onOpen, onLost, onRefused });
    this.token = "";
    this.socket = null;
    this.wait = FIRST_WAIT_MS;
    this.timer = 0;
  }

  open(token) {
    this.close();
    this.token = token;
    this.wait = FIRST_WAIT_MS;
    this.#dial();
  }

  /** Tries at once instead of waiting any longer. */
  hurry() {
    if (this.token && !this.socket) {
      this.wait = FIRST_WAIT_MS;
      this.#dial();
    }
  }

  close() {
    clearTimeout(this.timer);
    this.token = "";
    const socket = this.socket;
    this.socket = null;
    socket?.close();
  }

  /** Drops a connection that has gone silent; it is dialled anew. */
  drop() {
    const socket = this.socket;
    if (!socket) return;
    this.#lost(socket, 1006);
    socket.close();
  }

  say(message) {
    if (this.socket?.readyState !== WebSocket.OPEN) return false;
    this.socket.send(JSON.stringify(message));
    return true;
  }

  #dial() {
    clearTimeout(this.timer);
    const socket = new WebSocket(address(this.path));
    socket.binaryType = "arraybuffer";
    this.socket = socket;
    socket.onopen = () => {
      socket.send(JSON.stringify({ type: "token", token: this.token }));
      this.onOpen?.();
    };
    socket.onmessage = (event) => {
      if (socket !== this.socket) return;
      this.wait = FIRST_WAIT_MS;
      this.onMessage(event.data);
    };
    socket.onclose = (event) => this.#lost(socket, event.code);
  }

  #lost(socket, code) {
    if (socket !== this.socket) return;
    this.socket = null;
    if (REFUSED.includes(code)) {
      this.token = "";
      this.onRefused?.();
      return;
    }
    this.onLost?.(code);
    this.timer = setTimeout(() => this.#dial(), this.wait);
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT_MS);
  }
}

/** `/control`. Tells `onHello(message)`, `onNotice(events, state)`, `onLost(ended)`, `onRefused()`. */
export class Control {
  constructor({ onHello, onNotice, onLost, onRefused }) {
    this.answers = new Map();
    this.number = 0;
    this.heard = 0;
    this.line = new Line("/control", {
      onMessage: (text) => this.#hear(JSON.parse(text)),
      onOpen: () => { this.heard = Date.now(); },
      onLost: (code) => { this.#failAll(); onLost(code === 1001); },
      onRefused: () => { this.#failAll(); onRefused(); },
    });
    Object.assign(this, { onHello, onNotice });
    setInterval(() => {
      if (!this.line.socket) return;
      if (Date.now() - this.heard > SILENCE_MS) this.line.drop();
      else this.line.say({ type: "ping" });
    }, PING_MS);
  }

  open(token) { this.line.open(token); }
  close() { this.line.close(); this.#failAll(); }
  hurry() { this.line.hurry(); }

  /** The facts the command made; throws {what, where, remedy}. */
  send(name, args = {}) {
    const id = ++this.number;
    return new Promise((done, fail) => {
      const silence = { what: "the show does not answer", where: name, remedy: "" };
      const timer = setTimeout(() => { this.answers.delete(id); fail(silence); }, ANSWER_MS);
      this.answers.set(id, { done, fail, timer });
      if (!this.line.say({ type: "command", id, name, args })) this.#fail(id, silence);
    });
  }

  #hear(message) {
    this.heard = Date.now();
    if (message.type === "hello") {
      this.state = message.state;
      this.onHello(message);
    } else if (message.type === "notice") {
      this.state = { ...this.state, ...message.changes };
      this.onNotice(message.events, this.state);
    } else if (message.type === "reply") {
      const answer = this.answers.get(message.id);
      if (!answer) return;
      clearTimeout(answer.timer);
      this.answers.delete(message.id);
      if (message.ok) answer.done(message.events);
      else answer.fail(message.error);
    }
  }

  #fail(id, error) {
    const answer = this.answers.get(id);
    clearTimeout(answer.timer);
    this.answers.delete(id);
    answer.fail(error);
  }

  #failAll() {
    for (const id of [...this.answers.keys()]) this.#fail(id, { what: "the connection was lost", where: "", remedy: "" });
  }
}

/** `/preview`, drawn on a canvas; one acknowledgement for each picture shown, so the show never sends stale ones. */
export class Preview {
  constructor(canvas, onPicture) {
    this.canvas = canvas;
    this.context = canvas.getContext("2d", { alpha: false });
    this.pictures = 0;
    this.line = new Line("/preview", {
      onOpen: () => this.line.say({ type: "watch", what: "program", side: this.#side(), fps: 15 }),
      onMessage: (data) => { if (data instanceof ArrayBuffer) this.#draw(data, onPicture); },
    });
  }

  open(token) { this.line.open(token); }
  close() { this.line.close(); }

  #side() {
    const wanted = this.canvas.parentElement.clientWidth * Math.min(devicePixelRatio, 2);
    return wanted > 700 ? 960 : 640;
  }

  async #draw(data, onPicture) {
    try {
      const bitmap = await createImageBitmap(new Blob([data], { type: "image/jpeg" }));
      if (this.canvas.width !== bitmap.width || this.canvas.height !== bitmap.height) {
        this.canvas.width = bitmap.width;
        this.canvas.height = bitmap.height;
      }
      this.context.drawImage(bitmap, 0, 0);
      bitmap.close();
      this.pictures += 1;
      onPicture(this.canvas.width, this.canvas.height);
    } catch { /* one broken picture; the next one comes */
    } finally {
      this.line.say({ type: "ack" });
    }
  }
}
