// What keeps people from using a page: contrast, tap size, names, and anything wider than the screen.
(() => {
  const shown = (node) => node.checkVisibility({ opacityProperty: false, visibilityProperty: true });
  const color = (text) => {
    const [r, g, b, a = 1] = text.match(/[\d.]+/g).map(Number);
    return { r, g, b, a };
  };
  const over = (top, below) => ({
    r: top.r * top.a + below.r * (1 - top.a), g: top.g * top.a + below.g * (1 - top.a), b: top.b * top.a + below.b * (1 - top.a), a: 1,
  });
  const behind = (node) => {
    const layers = [];
    for (let at = node; at; at = at.parentElement) {
      const layer = color(getComputedStyle(at).backgroundColor);
      if (layer.a > 0) layers.push(layer);
      if (layer.a === 1) break;
    }
    return layers.reverse().reduce((below, top) => over(top, below), color(getComputedStyle(document.body).backgroundColor));
  };
  const luminance = ({ r, g, b }) => {
    const [x, y, z] = [r, g, b].map((v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const contrast = (a, b) => {
    const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (high + 0.05) / (low + 0.05);
  };
  const where = (node) => `${node.tagName.toLowerCase()}#${node.id}.${node.className} “${node.textContent.trim().slice(0, 20)}”`;
  const faults = [];
  for (const node of document.querySelectorAll("body *")) {
    if (!shown(node) || node.closest(":disabled")) continue;
    const words = [...node.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim());
    if (!words) continue;
    const style = getComputedStyle(node);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const background = behind(node);
    const ratio = contrast(over(color(style.color), background), background);
    if (ratio < (large ? 3 : 4.5)) faults.push(`contrast ${ratio.toFixed(2)}: ${where(node)}`);
  }
  for (const node of document.querySelectorAll("button, input, select, summary, a[href]")) {
    if (!shown(node)) continue;
    const { width, height } = (node.closest("label") ?? node).getBoundingClientRect();
    const tapped = node.type === "checkbox" ? 28 : 44;
    if (width < tapped || height < tapped) faults.push(`tap size ${width.toFixed(0)}×${height.toFixed(0)}: ${where(node)}`);
    const name = node.getAttribute("aria-label") || node.textContent.trim() || [...(node.labels ?? [])].map((label) => label.textContent.trim()).join("");
    if (!name) faults.push(`no name: ${where(node)}`);
  }
  for (const image of document.querySelectorAll("img:not([alt])")) faults.push(`no alt: ${image.src}`);
  if (document.documentElement.scrollWidth > innerWidth) faults.push(`wider than the screen: ${document.documentElement.scrollWidth} > ${innerWidth}`);
  return faults;
})()
