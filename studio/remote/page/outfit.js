// What the avatar wears: colourways, parts in the brand's colour, accessories. Hidden where it has no wardrobe.

import { choice, element, make, mark, rebuild, whenChanged } from "/dom.js";
import { currentLanguage, word } from "/words.js";

const titled = (entry) => (currentLanguage() === "zh" ? entry.title_zh : entry.title_en);
const BOLTS = 5;
const BRAND = ["primary", "secondary", "accent"];

export function showOutfit(panel, state) {
  const wardrobe = state.avatars.find((entry) => entry.name === state.avatar)?.wardrobe;
  element("outfit").hidden = !wardrobe;
  if (!wardrobe) return;
  const outfit = state.outfits.find(([name]) => name === state.avatar)?.[1] ?? { palette: "", tints: [], off: [] };
  const chosen = outfit.palette || wardrobe.palettes[0].id;
  whenChanged("palettes", wardrobe.palettes, () => {
    element("palettes").replaceChildren(...wardrobe.palettes.map((palette) => {
      const colors = [...new Set(palette.colors.map(([, color]) => color))].slice(0, BOLTS);
      const bolts = make("span", { class: "bolts", "aria-hidden": "true" }, ...colors.map((color) => {
        const bolt = make("i");
        bolt.style.setProperty("--color", color);
        return bolt;
      }));
      return choice({ class: "palette", "data-command": "ChoosePalette", "data-value": palette.id },
        () => panel.send("ChoosePalette", { palette: palette.id }), bolts, make("span", { class: "name", text: titled(palette) }));
    }));
  });
  mark(element("palettes"), chosen);
  showSlots(panel, state, wardrobe, outfit, chosen);
  whenChanged("accessories", [wardrobe.accessories, outfit.off], () => {
    rebuild(element("accessories"), ...wardrobe.accessories.map((accessory) => {
      const on = !outfit.off.includes(accessory.id);
      const season = currentLanguage() === "zh" ? accessory.season_zh : accessory.season_en;
      return make("button", { type: "button", role: "switch", class: "switch", "aria-checked": String(on), "data-key": accessory.id, "data-command": "ToggleAccessory",
        onclick: () => panel.send("ToggleAccessory", { accessory: accessory.id, on: !on }) },
        make("span", { text: season ? `${titled(accessory)} · ${season}` : titled(accessory) }));
    }));
  });
  element("accessories-title").hidden = !wardrobe.accessories.length;
}

/** A part, and whose colour it has: the colourway's, or one of the brand's three. */
function showSlots(panel, state, wardrobe, outfit, chosen) {
  const brand = BRAND.map((name) => state.preset.brand[name].toLowerCase());
  whenChanged("slots", [wardrobe, outfit.tints, chosen, brand.join()], () => {
    const worn = wardrobe.palettes.find((palette) => palette.id === chosen) ?? wardrobe.palettes[0];
    const plain = new Map(worn.colors);
    rebuild(element("slots"), ...wardrobe.slots.map((slot) => {
      const tint = new Map(outfit.tints).get(slot.part) ?? "";
      const group = make("div", { class: "swatches", role: "radiogroup", "aria-label": titled(slot) }, ...["", ...BRAND].map((name, at) => {
        const title = `${titled(slot)} · ${word(name ? `brand_${name}` : "ofPalette")}`;
        const swatch = choice({ class: "swatch", "data-key": `${slot.part} ${name}`, "data-command": "TintPart", "data-value": name || "own", title, "aria-label": title },
          () => panel.send("TintPart", { part: slot.part, color: name }));
        swatch.style.setProperty("--color", name ? brand[at - 1] : plain.get(slot.part));
        return swatch;
      }));
      mark(group, tint ? BRAND[brand.indexOf(tint)] : "own");
      return make("div", { class: "slot" }, make("span", { text: titled(slot) }), group);
    }));
  });
}
