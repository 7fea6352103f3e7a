/**
 * Gives bytes to the browser to keep where it keeps downloads: the way out when the program behind the page has ended
 * and nothing else can write a file any more.
 */
export function downloadFile(name: string, bytes: Uint8Array<ArrayBuffer>): void {
  const address = URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken the content by the time of the next task.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
