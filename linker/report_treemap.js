// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A map of bytes: boxes whose areas are sizes, laid out in rows that are as square
// as possible (Bruls, Huizing, van Wijk: Squarified Treemaps, 2000). Two levels
// are seen at once; a click goes one down, or to a function.

const TINY = 4; // pixels; smaller boxes are not made

// Calls place(item, x, y, width, height) for ITEMS, largest first, with sizes.
function squarify(items, x, y, width, height, place) {
  let left = items.reduce((sum, item) => sum + item.size, 0);
  for (let first = 0; first < items.length && left > 0;) {
    const side = Math.min(width, height);
    const scale = width * height / left;
    let end = first, sum = 0, best = Infinity;
    while (end < items.length) {
      const next = sum + items[end].size;
      const thick = next * scale / side;
      const ratio = Math.max(...[items[first], items[end]].map((item) => {
        const long = item.size * scale / thick;
        return Math.max(thick / long, long / thick);
      }));
      if (end > first && ratio > best)
        break;
      best = ratio;
      sum = next;
      end++;
    }
    const thick = side ? sum * scale / side : 0;
    let at = 0;
    for (; first < end; first++) {
      const long = sum ? items[first].size / sum * side : 0;
      if (width >= height)
        place(items[first], x, y + at, thick, long);
      else
        place(items[first], x + at, y, long, thick);
      at += long;
    }
    left -= sum;
    if (width >= height)
      [x, width] = [x + thick, width - thick];
    else
      [y, height] = [y + thick, height - thick];
  }
}

// component -> file -> nodes, largest first.
function mapTree() {
  const root = {name: "image", size: 0, items: new Map()};
  const into = (parent, name, label) => {
    if (!parent.items.has(name))
      parent.items.set(name, {name: label, size: 0, items: new Map(), parent});
    return parent.items.get(name);
  };
  for (const node of nodes) {
    if (!node.bytes || node.kind === REMOVED)
      continue;
    const component = into(root, node.component || "other",
                           COMPONENTS[node.component || "other"] || "other");
    const file = into(component, node.file,
                      node.file.split("/").slice(-2).join("/") || "no file");
    file.title = node.file;
    file.items.set(node.number,
                   {name: node.name, size: node.bytes, node, parent: file});
    for (const item of [file, component, root])
      item.size += node.bytes;
  }
  const sort = (item) => {
    if (!item.items)
      return;
    item.items = [...item.items.values()].sort((a, b) => b.size - a.size);
    item.items.forEach(sort);
  };
  sort(root);
  return root;
}

const HUES = [210, 150, 30, 280, 340, 95];

function drawMap(element, item, hue, open) {
  const box = (to, x, y, width, height, color, depth) => {
    if (width < TINY || height < TINY)
      return;
    const made = document.createElement("div");
    made.className = "box";
    made.style.cssText = `left:${x}px;top:${y}px;width:${width}px;` +
      `height:${height}px;background:hsl(${color} 60% ${depth ? 78 : 68}%)`;
    made.title = `${to.title || to.name}: ${count(to.size)} bytes`;
    if (width > 30 && height > 14)
      made.textContent = `${to.name} ${count(to.size)}`;
    made.onclick = () => open(to);
    element.append(made);
  };
  element.replaceChildren();
  const {clientWidth: width, clientHeight: height} = element;
  squarify(item.items, 0, 0, width, height, (part, x, y, w, h) => {
    const color = hue ?? HUES[item.items.indexOf(part) % HUES.length];
    box(part, x, y, w, h, color, 0);
    if (part.items && w > 40 && h > 40)
      squarify(part.items, x + 3, y + 18, w - 6, h - 21,
               (inner, ...at) => box(inner, ...at, color, 1));
  });
}
