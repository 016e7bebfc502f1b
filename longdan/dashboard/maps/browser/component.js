// The map component: Streamlit calls `draw` with every change; the deck, the geometry and the view outlive them.

import { Frame } from "./frame.js";

const frames = new WeakMap();

export async function draw({ data, parentElement, setTriggerValue }) {
  if (!frames.has(parentElement)) frames.set(parentElement, new Frame(parentElement));
  const frame = frames.get(parentElement);
  frame.send = setTriggerValue;
  await frame.show(data);
  // A call that a newer one overtook is cleaned up at once: only a frame that left the page ends.
  return () => {
    if (parentElement.isConnected) return;
    frames.delete(parentElement);
    frame.close();
  };
}
