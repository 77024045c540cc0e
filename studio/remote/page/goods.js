// The rundown: what is on, what comes next, and every product with its price and stock.

import { clock, element, fen, hash, icon, label, make, rebuild, thumbnail, timeOfDay, whenChanged, yuan } from "/dom.js";
import { currentLanguage, say, word } from "/words.js";

const TILES = ["#426666", "#2e4e7e", "#9d2933", "#4a4266", "#057748", "#955539"];

export class Goods {
  /** `panel`: the View, for titles, roles and sending. */
  constructor(panel) {
    this.panel = panel;
    setInterval(() => this.#tick(), 1000);
  }

  show(state) {
    this.state = state;
    this.#now(state);
    this.#rundown(state);
    this.#steps(state);
    this.#tick();
  }

  nameOf(product) { return (currentLanguage() === "en" && product.name_en) || product.name; }

  #picture(product) {
    const stand = make("span", { class: "tile", text: [...product.name][0] ?? "·" });
    stand.style.setProperty("--tile", TILES[hash(product.id) % TILES.length]);
    return thumbnail("product", product.id, product.picture, stand);
  }

  #price(product) {
    return make("span", { class: "price" }, ...(product.price_fen === null ? [make("span", { class: "none", text: word("noPrice") })] : [
      make("small", { text: "¥" }), yuan(product.price_fen),
      ...(product.unit ? [make("small", { text: ` /${product.unit}` })] : []),
      ...(product.usual_price_fen ? [make("s", { text: `¥${yuan(product.usual_price_fen)}` })] : [])]));
  }

  #kind(product) {
    return make("span", { class: `kind ${product.kind}`, text: say(this.panel.catalogue.titles.products[product.kind]) });
  }

  #stock(product) {
    if (product.stock === null) return null;
    return make("span", { class: product.stock === 0 ? "stock out" : "stock", text: `${word("stock")} ${product.stock.toLocaleString()}` });
  }

  // --- what is on

  #now(state) {
    const at = state.rundown.findIndex((product) => product.id === state.product);
    const product = state.rundown[at];
    const next = state.rundown[at + 1];
    whenChanged("now", [product, next, state.card, state.rundown_held, state.rundown.length, this.panel.may], () => {
      const title = make("h2", { id: "now-title" }, make("span", { text: word(product ? "nowOn" : "nothingOn") }),
        ...(product ? [this.#kind(product), make("span", { class: "count", id: "now-time" })] : []));
      const parts = [title];
      if (product) {
        parts.push(make("div", { class: "onair" }, this.#picture(product), make("div", { class: "about" },
          make("p", { class: "name", text: this.nameOf(product) }), this.#price(product), ...[this.#stock(product)].filter(Boolean))));
      } else {
        parts.push(make("p", { class: "hint", text: word(state.rundown.length ? "nothingOnHint" : "noRundownHint") }));
      }
      const card = make("button", { type: "button", class: "switch", role: "switch", "data-key": "card", "data-command": "ShowCard",
        "aria-checked": String(state.card), disabled: !product, onclick: () => this.panel.send("ShowCard", { on: !this.state.card }) });
      label(card, this.panel.title("ShowCard"), "K");
      const hold = make("button", { type: "button", class: "switch", role: "switch", "data-key": "hold", "data-command": "HoldRundown",
        "aria-checked": String(state.rundown_held), onclick: () => this.panel.send("HoldRundown", { on: !this.state.rundown_held }) });
      label(hold, this.panel.title("HoldRundown"), "H");
      const edit = make("button", { type: "button", class: "plain icon-only", "data-key": "edit-now", "data-command": "SetPrice", disabled: !product,
        "aria-label": product ? `${word("edit")} ${this.nameOf(product)}` : word("edit"), onclick: () => this.#edit(this.state.product) }, icon("edit"));
      parts.push(make("div", { class: "row switches" }, card, hold, edit));
      if (next) parts.push(make("p", { class: "coming" }, make("span", { class: "hint", text: word("comingNext") }),
        make("strong", { text: this.nameOf(next) }), this.#price(next)));
      if (product) {
        if (product.offer) parts.push(make("p", { class: "hint", text: product.offer }));
        if (product.points.length) parts.push(make("ul", { class: "points" }, ...product.points.map((text) => make("li", { text }))));
        if (product.never.length) parts.push(make("p", { class: "never" }, make("strong", { text: word("neverSay") }), ` ${product.never.join(" · ")}`));
      }
      rebuild(element("now"), ...parts);
      element("now").classList.toggle("shown", Boolean(product && state.card));
    });
  }

  #tick() {
    const time = element("now-time");
    const product = this.state?.rundown.find((entry) => entry.id === this.state.product);
    if (!time || !product) return;
    const spent = this.panel.now() - this.state.product_at_s;
    time.textContent = product.minutes ? `${clock(spent)} / ${clock(product.minutes * 60)}` : clock(spent);
    time.classList.toggle("over", product.minutes > 0 && spent > product.minutes * 60);
  }

  #steps(state) {
    const at = state.rundown.findIndex((product) => product.id === state.product);
    whenChanged("steps", [at, state.rundown.length, state.rundown_held], () => {
      label(element("previous"), this.panel.title("PreviousProduct"), "", "previous");
      label(element("next"), state.rundown_held ? word("held") : this.panel.title("NextProduct"), "N", "next");
      element("previous").title = this.panel.title("PreviousProduct");
      element("previous").disabled = state.rundown_held || at <= 0 && state.rundown.length > 0 && at !== -1 || state.rundown.length === 0;
      element("next").disabled = state.rundown_held || at === state.rundown.length - 1;
    });
  }

  // --- the list

  #rundown(state) {
    whenChanged("rundown", [state.rundown, this.panel.may], () => {
      element("rundown-count").textContent = state.rundown.length ? String(state.rundown.length) : "";
      rebuild(element("rundown"), ...state.rundown.map((product, index) => this.#row(product, index)));
      if (!state.rundown.length) element("rundown").append(make("li", { class: "hint", text: word("noRundownHint") }));
    });
    for (const row of element("rundown").children) {
      const on = row.dataset.product === state.product;
      row.classList.toggle("on", on);
      const jump = row.querySelector(".jump");
      if (!jump) continue;
      jump.disabled = !this.panel.allowed.has("ShowProduct") || state.rundown_held && !on;
      if (on) jump.setAttribute("aria-current", "true"); else jump.removeAttribute("aria-current");
    }
    // Only where the list scrolls by itself: a phone's page must not jump away under the thumb.
    const scrolls = document.documentElement.scrollHeight <= innerHeight;
    if (this.last !== undefined && this.last !== state.product && scrolls) {
      element("rundown").querySelector(".on")?.scrollIntoView({ block: "nearest", behavior: "smooth" });
    }
    this.last = state.product;
  }

  #row(product, index) {
    const facts = make("span", { class: "facts" }, this.#price(product), ...[this.#stock(product)].filter(Boolean));
    const jump = make("button", { type: "button", class: "jump", "data-key": `jump ${product.id}`, onclick: () => this.panel.send("ShowProduct", { product: product.id }) },
      make("span", { class: "number", text: String(index + 1) }), this.#picture(product),
      make("span", { class: "about" }, make("span", { class: "name", text: this.nameOf(product) }), facts));
    const edit = make("button", { type: "button", class: "edit", "data-key": `edit ${product.id}`, "data-command": "SetPrice",
      "aria-label": `${word("edit")} ${this.nameOf(product)}`, onclick: () => this.#edit(product.id) }, icon("edit"));
    return make("li", { class: "product", "data-product": product.id }, jump, edit);
  }

  // --- price, stock and place

  #edit(id) {
    const product = this.state.rundown.find((entry) => entry.id === id);
    if (!product) return;
    const place = this.state.rundown.indexOf(product);
    const input = (name, value, properties = {}) => make("input", { id: `edit-${name}`, value: value ?? "", autocomplete: "off", ...properties });
    const price = input("price", product.price_fen === null ? "" : yuan(product.price_fen), { inputmode: "decimal" });
    const usual = input("usual", product.usual_price_fen ? yuan(product.usual_price_fen) : "", { inputmode: "decimal" });
    const basis = input("basis", product.compare_basis, { placeholder: word("basisExample") });
    const stock = input("stock", product.stock === null ? "" : String(product.stock), { inputmode: "numeric", pattern: "[0-9]*" });
    const field = (name, node, after = "") => make("div", { class: "field" }, make("label", { for: node.id, text: word(name) }), node, ...(after ? [make("span", { class: "hint", text: after })] : []));
    const by = this.panel.signer();
    const move = (step, drawing, name) => make("button", { type: "button", class: "plain", disabled: !this.state.rundown[place + step], "data-command": "MoveProduct",
      onclick: () => { this.panel.send("MoveProduct", { product: id, place: place + 1 + step }); element("sheet").close(); } }, icon(drawing), make("span", { text: word(name) }));
    const last = [product.price_by && `${word("price")}: ${product.price_by}, ${timeOfDay(product.price_at_s)}`,
      product.stock_by && `${word("stock")}: ${product.stock_by}, ${timeOfDay(product.stock_at_s)}`].filter(Boolean).join(" · ");
    const save = () => {
      const [newPrice, newUsual] = [fen(price.value), usual.value.trim() ? fen(usual.value) : 0];
      if (price.value.trim() && newPrice === null || newUsual === null) return word("notYuan");
      if (stock.value.trim() && !/^\d{1,9}$/.test(stock.value.trim())) return word("notWhole");
      const who = by.value();
      if (who === null) return word("needsName");
      const edits = [];
      if (newPrice !== null && newPrice !== product.price_fen) edits.push(["SetPrice", { product: id, price_fen: newPrice, ...who }]);
      if (newUsual !== (product.usual_price_fen ?? 0) || basis.value.trim() !== product.compare_basis) {
        edits.push(["SetComparedPrice", { product: id, price_fen: newUsual, basis: basis.value.trim(), ...who }]);
      }
      if (stock.value.trim() && Number(stock.value) !== product.stock) edits.push(["SetStock", { product: id, stock: Number(stock.value), ...who }]);
      for (const [name, args] of edits) this.panel.send(name, args);
      return "";
    };
    this.panel.sheet(`${place + 1} · ${this.nameOf(product)}`, save,
      field("price", price, "¥"), field("usual", usual, "¥"), field("basis", basis), field("stock", stock, product.unit), ...by.nodes,
      ...(last ? [make("p", { class: "hint", text: `${word("lastEdit")} ${last}` })] : []),
      make("div", { class: "row" }, move(-1, "up", "moveUp"), move(1, "down", "moveDown")));
  }
}
