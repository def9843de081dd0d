/** Calls once a frame of the browser with the time that passed, until it is stopped. */
export function startFrameLoop(frame: (nowMs: number, elapsedMs: number) => void): () => void {
  let last = performance.now()
  let request = requestAnimationFrame(next)
  function next(now: number) {
    frame(now, Math.max(0, now - last))
    last = now
    request = requestAnimationFrame(next)
  }
  return () => cancelAnimationFrame(request)
}
