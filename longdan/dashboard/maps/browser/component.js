// The map component: Streamlit calls `draw` with every change; the deck, the geometry and the view outlive them.

import { AreaList } from "./arealist.js";
import { openDeck } from "./deck.js";
import { element } from "./elements.js";
import { addUndrawn, areaAt, boundsOf, loadGeometry } from "./geometry.js";
import { Labels } from "./labels.js";
import { buildLayers, coloursOf, showsFineBorders } from "./layers.js";
import { drawLegend, pointOut } from "./legend.js";
import { isInside, lettersOf, unpack } from "./payload.js";
import { Tooltip } from "./tooltip.js";
import { contains, fitBounds } from "./viewport.js";
import { loadWords } from "./words.js";

const frames = new WeakMap();
const PADDING = 18;
const FLIGHT_MS = 350;
const STYLE = new URL("map.css", import.meta.url);
const isTouch = () => matchMedia("(hover: none)").matches;

export async function draw({ data, parentElement, setTriggerValue }) {
  if (!frames.has(parentElement)) frames.set(parentElement, new Frame(parentElement));
  const frame = frames.get(parentElement);
  frame.send = setTriggerValue;
  await frame.show(data);
  // A call that a newer one overtook is cleaned up at once: only a frame that left the page ends.
  return () => parentElement.isConnected || frame.close();
}

class Frame {
  constructor(root) {
    this.canvas = element("div", { class: "canvas" });
    this.tools = element("div", { class: "tools" });
    this.legend = element("div", { class: "legend" });
    this.message = element("p", { class: "message", role: "alert", hidden: "" });
    this.stage = element("div", { class: "stage" }, this.canvas, this.message);
    this.notes = element("div", { class: "notes" });
    this.levels = element("div", { class: "levels" });
    this.list = new AreaList((area) => this.pointAt(area), (area) => this.open(area));
    this.frame = element("div", { class: "frame" }, this.stage, this.list.box, this.notes);
    this.labels = new Labels(this.stage, (area) => this.lookAt(area.bounds));
    this.tooltip = new Tooltip(this.stage);
    this.stage.append(this.tools, this.levels, this.legend);
    root.append(element("link", { rel: "stylesheet", href: STYLE }), this.frame);
    this.hovered = -1;
    this.zoom = 0;
    this.turn = 0;
  }

  async show(data) {
    const turn = ++this.turn;
    performance.mark("map received"); // what a benchmark tells the server's time from the browser's by
    try {
      const content = await unpack(data);
      const { header } = content;
      this.frame.lang = header.language;
      const [words, drawn, outline] = await Promise.all([
        loadWords(header.language),
        loadGeometry(header.geometry),
        header.outline ? loadGeometry(header.outline) : null,
        this.openOnce(header),
      ]);
      if (turn !== this.turn) return;
      const geometry = addUndrawn(drawn, header.undrawn);
      if (geometry.areas.length !== header.count) throw new Error(`${header.geometry}: ${geometry.areas.length} areas`);
      Object.assign(header, words, { fills: words.fills_by_count[header.class_count] });
      content.letters = lettersOf(content);
      this.put({ content, geometry, outline, colours: coloursOf(content), version: header.version });
    } catch (error) {
      if (turn === this.turn) this.fail(error, data);
    }
  }

  openOnce(header) {
    this.opening ??= openDeck(header.runtime, this.canvas).then((kit) => {
      this.kit = kit;
      kit.deck.setProps({
        onHover: (picked) => this.hover(picked),
        onClick: (picked) => this.click(picked),
        onViewStateChange: ({ viewState }) => this.zoomTo(viewState),
        onAfterRender: () => this.afterRender(),
        onResize: () => this.scene && this.refit(false),
        getCursor: ({ isDragging }) => (isDragging ? "grabbing" : this.hovered >= 0 ? "pointer" : "grab"),
      });
    });
    return this.opening;
  }

  put(scene) {
    const { header } = scene.content;
    const isNewScope = this.scene?.content.header.scope !== header.scope;
    const isFirst = !this.scene;
    this.scene = scene;
    if (isNewScope) {
      this.hovered = -1;
      this.tooltip.hide();
      this.inside = scene.geometry.areas.filter((_, area) => isInside(scene.content, area));
      this.labels.set(header.labels, this.inside);
    }
    this.message.hidden = true;
    this.list.show(scene);
    drawLegend(this.legend, header);
    this.notes.replaceChildren(...header.notes.map((note) => element("p", { text: header.notes_by_name[note] ?? note })));
    this.drawTools(header);
    this.drawLevels(header);
    this.canvas.setAttribute("aria-label", header.title);
    this.awaiting = header.version;
    this.redraw();
    if (isNewScope) this.refit(!isFirst);
    if (this.hovered >= 0) this.describe(this.hovered, this.pointer);
  }

  redraw() {
    const { hovered, zoom } = this;
    this.kit.deck.setProps({ layers: buildLayers(this.kit, { ...this.scene, hovered, zoom }).filter(Boolean) });
  }

  zoomTo(viewState) {
    const isOther = showsFineBorders(viewState.zoom) !== showsFineBorders(this.zoom);
    this.zoom = viewState.zoom;
    if (isOther && this.scene) this.redraw();
    return viewState;
  }

  afterRender() {
    const viewport = this.kit.deck.getViewports()[0];
    if (viewport && this.scene) {
      const isInCorner = getComputedStyle(this.legend).position === "absolute";
      this.labels.place(viewport, isInCorner ? this.legend.offsetTop + this.legend.offsetHeight : 0);
    }
    if (this.awaiting) {
      this.frame.dataset.painted = this.awaiting;
      this.awaiting = null;
    }
  }

  // Where it looks

  refit(isAnimated) {
    const { header } = this.scene.content;
    const isFar = ({ bounds }) => bounds && header.labels.some((label) => contains(bounds, label));
    const near = header.is_national ? this.inside : this.inside.filter((area) => !isFar(area));
    const box = boundsOf(near.length ? near : this.inside);
    if (box) this.lookAt(box, isAnimated);
  }

  lookAt(box, isAnimated = true) {
    const { clientWidth, clientHeight } = this.stage;
    if (!clientWidth || !clientHeight) return;
    this.home = { ...fitBounds(box, clientWidth, clientHeight, PADDING), transitionDuration: isAnimated ? FLIGHT_MS : 0 };
    this.kit.deck.setProps({ initialViewState: this.home });
    this.zoomTo(this.home);
  }

  zoomBy(step) {
    const { longitude, latitude, zoom } = this.kit.deck.getViewports()[0];
    const target = { longitude, latitude, zoom: Math.min(Math.max(zoom + step, 3), 14), transitionDuration: 180 };
    this.kit.deck.setProps({ initialViewState: target });
    this.zoomTo(target);
  }

  drawTools({ texts }) {
    const button = (sign, title, act) =>
      element("button", { type: "button", title, "aria-label": title, text: sign, on: { click: act } });
    this.tools.replaceChildren(
      button("+", texts.zoom_in, () => this.zoomBy(0.8)),
      button("−", texts.zoom_out, () => this.zoomBy(-0.8)),
      button("⤢", texts.fit, () => this.lookAt(boundsOf(this.inside))),
    );
  }

  drawLevels({ levels, level: shown, level_names: names, texts }) {
    this.levels.hidden = levels.length < 2;
    this.levels.setAttribute("aria-label", texts.level);
    this.levels.setAttribute("role", "group");
    this.levels.replaceChildren(...levels.map((level) => element("button", {
      type: "button", text: names[level], "aria-pressed": String(level === shown),
      on: { click: () => level === shown || this.send("level", level) },
    })));
  }

  // What is pointed at

  /** The area looked at that holds a place, or -1. */
  areaUnder(coordinate) {
    const area = this.scene ? areaAt(this.scene.geometry, coordinate) : -1;
    return area >= 0 && isInside(this.scene.content, area) ? area : -1;
  }

  hover({ coordinate, x, y }) {
    if (isTouch()) return;
    const area = this.areaUnder(coordinate);
    this.pointer = { x, y };
    if (area < 0) this.tooltip.hide();
    else if (area === this.hovered) this.tooltip.place(x, y);
    else this.describe(area, this.pointer);
    this.setHovered(area);
  }

  click({ coordinate, x, y }) {
    const area = this.areaUnder(coordinate);
    if (!isTouch()) return area >= 0 && this.open(area);
    this.setHovered(area);
    if (area < 0) return this.tooltip.hide();
    this.describe(area, { x, y, open: () => this.open(area) });
  }

  pointAt(area) {
    if (area === null) {
      this.tooltip.hide();
      return this.setHovered(-1);
    }
    const { centre } = this.scene.geometry.areas[area];
    const [x, y] = centre ? this.kit.deck.getViewports()[0].project(centre) : [0, this.stage.clientHeight];
    this.setHovered(area);
    this.describe(area, { x, y });
  }

  describe(area, place) {
    this.tooltip.show(this.scene.content, area, this.scene.geometry.areas[area].name, place);
  }

  setHovered(area) {
    if (area === this.hovered) return;
    this.hovered = area;
    pointOut(this.legend, area < 0 ? "" : this.scene.content.letters[area]);
    this.redraw();
  }

  open(area) {
    this.send("area", this.scene.geometry.areas[area].id);
  }

  async fail(error, data) {
    console.error(error);
    const { header } = await unpack(data);
    const words = await loadWords(header.language);
    this.message.textContent = words.texts.failed;
    this.message.hidden = false;
  }

  close() {
    this.kit?.deck.finalize();
    this.frame.remove();
  }
}
