/**
 * The browser's frames for whoever draws or moves time. There is one loop for the whole page (src/app/animationLoop.ts), which
 * the shell gives to everything in it; a component subscribes and has no loop of its own.
 */
import { createContext } from 'svelte'

/** Called once a frame of the browser, with the time that passed since the one before. */
export type OnAnimationFrame = (nowMs: number, elapsedMs: number) => void

export interface AnimationFrames {
  /** Returns the way to end it. */
  subscribe(onFrame: OnAnimationFrame): () => void
}

export const [useAnimationFrames, provideAnimationFrames] = createContext<AnimationFrames>()
