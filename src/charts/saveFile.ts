/** Hands a file to the browser's own download. */
export function saveFile(name: string, content: Blob): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  // The download has its own hold on the content by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

/** A name that every file system takes. */
export function toFileName(prefix: string, id: string, ending: string): string {
  const safe = `${prefix}-${id}`.normalize('NFKD').replace(/[^\w.]+/g, '-')
  return `${safe.replace(/^[-.]+|[-.]+$/g, '').slice(0, 100)}.${ending}`
}
