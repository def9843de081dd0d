/**
 * The ways in which a file reaches the page: the picker, drag and drop, paste. Only hands over what came; reading and
 * refusing is the concern of files.ts.
 */

interface FileListener {
  onFile(file: File): void
  /** Text that was pasted outside of any field. */
  onText(text: string): void
  /** Whether a file is held over the page, so that it can show where to let go. */
  onHover(isOver: boolean): void
}

/** Asks for a file; null where nothing was chosen. To be called from a click. */
export function pickFile(types: string): Promise<File | null> {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = types
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve(input.files?.[0] ?? null))
    input.addEventListener('cancel', () => resolve(null))
    input.click()
  })
}

/**
 * Listens for files that are dropped or pasted anywhere on the page.
 * @returns a function that stops listening
 */
export function listenForFiles(listener: FileListener, target: Window = window): () => void {
  const stop = new AbortController()
  const { signal } = stop
  // Entering a child counts too, and comes before leaving its parent.
  let depth = 0
  const hover = (change: number) => {
    depth = Math.max(0, depth + change)
    listener.onHover(depth > 0)
  }
  const whenFile = (act: (event: DragEvent) => void) => (event: DragEvent) => {
    // Text that is dragged from field to field is not ours.
    if (!event.dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    act(event)
  }
  target.addEventListener(
    'dragenter',
    whenFile(() => hover(1)),
    { signal },
  )
  target.addEventListener(
    'dragleave',
    whenFile(() => hover(-1)),
    { signal },
  )
  target.addEventListener(
    'dragover',
    whenFile(() => undefined),
    { signal },
  )
  target.addEventListener(
    'drop',
    whenFile((event) => {
      hover(-depth)
      const file = event.dataTransfer?.files[0]
      if (file) listener.onFile(file)
    }),
    { signal },
  )
  target.addEventListener('paste', (event) => takePasted(event, listener), { signal })
  return () => stop.abort()
}

function takePasted(event: ClipboardEvent, listener: FileListener): void {
  if (isField(event.target)) return
  const file = event.clipboardData?.files[0]
  const text = event.clipboardData?.getData('text/plain') ?? ''
  if (file) listener.onFile(file)
  else if (text.trim() !== '') listener.onText(text)
  else return
  event.preventDefault()
}

/** What is pasted into a field belongs there. */
function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || target.matches('input, textarea, select')
}
