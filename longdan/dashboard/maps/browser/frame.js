// One map with all that stands around it: takes in what it is to show, and keeps the deck, the view and what is pointed at.

import { AreaList } from "./arealist.js";
import { Camera } from "./camera.js";
import { kindsOf, loadClusters } from "./clusters.js";
import { Controls } from "./controls.js";
import { NoGraphics, openDeck } from "./deck.js";
import { element } from "./elements.js";
import { addUndrawn, boundsOf, loadGeometry } from "./geometry.js";
import { Labels } from "./labels.js";
import { buildLayers, coloursOf, detailOf } from "./layers.js";
import { drawLegend, pointOut } from "./legend.js";
import { Lines } from "./lines.js";
import { Message } from "./message.js";
import { isInside, lettersOf, unpack } from "./payload.js";
import { Pointing } from "./pointing.js";
import { strokesOf } from "./strokes.js";
import { contains } from "./viewport.js";
import { loadStyle, loadWords } from "./words.js";

const MOST_LOSSES = 3; // of graphics with nothing drawn between them; then the reader is told

/** Leaves the next frame to the map: the rows beside it, up to two hundred, can come in the one after. */
const afterNextFrame = (act) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(act)));

export class Frame {
  constructor(root) {
    this.canvas = element("div", { class: "canvas" });
    this.legend = element("div", { class: "legend" });
    this.message = new Message(() => this.tryAgain());
    this.lines = new Lines();
    this.stage = element("div", { class: "stage" }, this.canvas, this.lines.canvas, this.message.box);
    this.notes = element("div", { class: "notes" });
    this.camera = new Camera(this.canvas, (zoom) => this.zoomTo(zoom));
    this.controls = new Controls({
      zoom: (step) => this.camera.zoomBy(step),
      fit: () => this.camera.fit(boundsOf(this.inside)),
      choose: (level) => this.send("level", level),
    });
    const enter = (area) => this.send("area", this.scene.geometry.areas[area].id);
    this.list = new AreaList((area) => this.pointing.pointAt(area, this.viewport), enter);
    this.frame = element("div", { class: "frame" }, this.stage, this.list.box, this.notes);
    this.labels = new Labels(this.stage, (area) => this.camera.fit(area.bounds));
    this.pointing = new Pointing(this.stage, { enter, change: () => this.pointOut() });
    this.stage.append(this.controls.tools, this.controls.levels, this.legend);
    root.append(this.frame);
    this.root = root;
    this.zoom = 0;
    this.turn = 0;
    this.isClosed = false;
    this.lossCount = 0; // since something was last drawn
  }

  async show(data) {
    const turn = ++this.turn;
    this.data = data;
    performance.mark("map received"); // what a benchmark tells the server's time from the browser's by
    try {
      const content = await unpack(data);
      const { header } = content;
      this.frame.lang = header.language;
      const [words, drawn, outline, clusters] = await Promise.all([
        loadWords(header.language),
        loadGeometry(header.geometry),
        header.outline ? loadGeometry(header.outline) : null,
        header.clusters?.is_shown ? loadClusters(header.clusters.address) : null,
        this.openOnce(header),
        this.takeStyle(),
      ]);
      if (turn !== this.turn) return;
      const geometry = addUndrawn(drawn, header.undrawn);
      if (geometry.areas.length !== header.count) throw new Error(`${header.geometry}: ${geometry.areas.length} areas`);
      Object.assign(header, words, { fills: words.fills_by_count[header.class_count] });
      content.letters = lettersOf(content);
      content.clusters = clusters && kindsOf(clusters, geometry.areas);
      this.put({ content, geometry, outline, colours: coloursOf(content), version: header.version });
    } catch (error) {
      if (turn === this.turn) await this.fail(error);
    }
  }

  async takeStyle() {
    this.root.adoptedStyleSheets = [await loadStyle()];
  }

  /** One deck for all that is shown. Without graphics there is none, and the next call asks for it again. */
  openOnce({ runtime }) {
    this.opening ??= this.open(runtime).catch((error) => {
      this.opening = null;
      if (!(error instanceof NoGraphics)) throw error;
      console.error(error);
    });
    return this.opening;
  }

  async open(runtime) {
    if (this.lossCount >= MOST_LOSSES) throw new NoGraphics("lost again and again");
    const kit = await openDeck(runtime, this.canvas, () => this.lose());
    if (this.isClosed) return kit.close();
    this.kit = kit;
    this.camera.deck = kit.deck;
    kit.deck.setProps({
      onHover: (picked) => this.pointing.hover(picked),
      onClick: (picked) => this.pointing.click(picked),
      onViewStateChange: ({ viewState }) => this.zoomTo(viewState.zoom),
      onAfterRender: () => this.afterRender(),
      onResize: () => this.scene && this.refit(false),
      getCursor: ({ isDragging }) => (isDragging ? "grabbing" : this.pointing.area >= 0 ? "pointer" : "grab"),
    });
  }

  /** The browser took the graphics away: what was shown is shown again with new ones. */
  lose() {
    this.lossCount += 1;
    this.shut();
    return this.show(this.data);
  }

  /** Gives the deck up; the next call opens another. */
  shut() {
    this.kit?.close();
    this.kit = this.camera.deck = this.opening = this.awaiting = null;
  }

  tryAgain() {
    this.lossCount = 0;
    return this.show(this.data);
  }

  /** Something could not be read: the reader is told, and what was shown before stays. */
  async fail(error) {
    console.error(error);
    const { header } = await unpack(this.data);
    const { texts } = await loadWords(header.language);
    this.message.show(texts.failed, texts.try_again);
  }

  put(scene) {
    const { header } = scene.content;
    const isNewScope = this.scene?.content.header.scope !== header.scope;
    const isNewDeck = this.drawnBy !== this.kit;
    this.scene = scene;
    this.drawnBy = this.kit;
    if (isNewScope) {
      this.inside = scene.geometry.areas.filter((_, area) => isInside(scene.content, area));
      this.labels.set(header.labels, this.inside);
    }
    this.pointing.show(scene, isNewScope);
    if (isNewScope) this.list.show(scene); // rows of other areas must not be clicked meanwhile
    else afterNextFrame(() => this.scene === scene && this.list.show(scene));
    drawLegend(this.legend, header, (is) => this.send("clusters", is ? "on" : "off"));
    this.notes.replaceChildren(...header.notes.map((note) => element("p", { text: header.notes_by_name[note] ?? note })));
    this.controls.show(header);
    this.canvas.setAttribute("aria-label", header.title);
    if (this.kit) this.message.hide();
    else this.message.show(header.texts.no_graphics, header.texts.try_again); // the list has all figures without
    this.awaiting = header.version;
    this.redraw();
    if (isNewScope || isNewDeck) this.refit(!isNewDeck);
  }

  redraw() {
    this.trace();
    if (!this.kit) return;
    const layers = buildLayers(this.kit, { ...this.scene, zoom: this.zoom });
    this.kit.deck.setProps({ layers: layers.filter(Boolean) });
  }

  /** Takes in which lines lie over the map; they are drawn after what is under them. */
  trace() {
    this.lines.set(this.kit ? strokesOf({ ...this.scene, hovered: this.pointing.area }) : []);
  }

  zoomTo(zoom) {
    const isOther = detailOf(zoom) !== detailOf(this.zoom);
    this.zoom = zoom;
    if (isOther && this.scene) this.redraw();
  }

  get viewport() {
    return this.kit?.deck.getViewports()[0];
  }

  afterRender() {
    const { viewport } = this;
    if (!viewport || !this.scene) return;
    this.lines.place(viewport);
    const isInCorner = getComputedStyle(this.legend).position === "absolute";
    this.labels.place(viewport, isInCorner ? this.legend.offsetTop + this.legend.offsetHeight : 0);
    if (this.awaiting && this.canvas.clientHeight) { // a deck that is hidden believes to have drawn too
      this.frame.dataset.painted = this.awaiting;
      this.awaiting = null;
      this.lossCount = 0;
    }
  }

  refit(isAnimated) {
    const { header } = this.scene.content;
    const isFar = ({ bounds }) => bounds && header.labels.some((label) => contains(bounds, label));
    const near = header.is_national ? this.inside : this.inside.filter((area) => !isFar(area));
    this.camera.fit(boundsOf(near.length ? near : this.inside), isAnimated);
  }

  pointOut() {
    const { area } = this.pointing;
    pointOut(this.legend, area < 0 ? "" : this.scene.content.letters[area]);
    this.trace();
    if (this.viewport) this.lines.place(this.viewport);
  }

  close() {
    this.isClosed = true;
    this.turn += 1; // what is still under way draws nothing
    this.shut();
    this.frame.remove();
  }
}
