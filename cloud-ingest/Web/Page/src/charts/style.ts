/** Colours told apart also by people who see few of them; the first is the page's own. */
export const palette = ["#116372", "#b5541c", "#5b4b9a", "#3d7a33", "#9a3b6c", "#6a6257"];

export const colours = { ink: "#4c5a64", faint: "#6b7780", line: "#e6ebed", axis: "#c3ccd1", fever: "#b3261e", ground: "#eef1f2", hatch: "#9aa6ad", limit: "#8a5200" };

let hatch: HTMLCanvasElement | null = null;

/** The same hatching as everywhere on the page: nothing is known. */
export function hatching(): { image: HTMLCanvasElement; repeat: "repeat" } {
  if (!hatch) {
    hatch = document.createElement("canvas");
    hatch.width = hatch.height = 8;
    const pen = hatch.getContext("2d")!;
    pen.fillStyle = colours.ground;
    pen.fillRect(0, 0, 8, 8);
    pen.strokeStyle = colours.hatch;
    pen.lineWidth = 1.6;
    for (const offset of [-8, 0, 8]) {
      pen.beginPath();
      pen.moveTo(offset, 8);
      pen.lineTo(offset + 8, 0);
      pen.stroke();
    }
  }
  return { image: hatch, repeat: "repeat" };
}

export function fontOf(element: HTMLElement): string {
  return getComputedStyle(element).fontFamily;
}

/** A tooltip's contents, made of elements: markup with styles of its own would be refused by the page's security policy. */
export function tip(title: string, rows: { colour?: string; name: string; value: string; note?: string }[]): HTMLElement {
  const box = document.createElement("div");
  box.className = "chart-tip";
  const head = box.appendChild(document.createElement("strong"));
  head.textContent = title;
  for (const row of rows) {
    const line = box.appendChild(document.createElement("div"));
    const mark = line.appendChild(document.createElement("i"));
    if (row.colour) mark.style.backgroundColor = row.colour;
    line.appendChild(document.createElement("span")).textContent = row.name;
    line.appendChild(document.createElement("b")).textContent = row.value;
    if (row.note) line.appendChild(document.createElement("small")).textContent = row.note;
  }
  return box;
}
