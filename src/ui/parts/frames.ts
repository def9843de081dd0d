/**
 * The browser's frames for whoever draws or moves time. There is one loop for the whole page (src/app/frameLoop.ts), which
 * the shell gives to everything in it; a component subscribes and has no loop of its own.
 */
import { createContext } from 'svelte'

/** Called once a frame of the browser, with the time that passed since the one before. */
export type OnFrame = (nowMs: number, elapsedMs: number) => void

export interface Frames {
  /** Returns the way to end it. */
  subscribe(onFrame: OnFrame): () => void
}

export const [useFrames, provideFrames] = createContext<Frames>()
