/** Puts a text on the clipboard, in answer to a press. By the copy event, which unlike navigator.clipboard is
 * there without a secure origin as well; false when the browser refused. */
export function copyText(text: string): boolean {
  let done = false;
  const onCopy = (event: ClipboardEvent) => {
    event.clipboardData?.setData("text/plain", text);
    event.preventDefault();
    event.stopImmediatePropagation(); // the selected elements are not what is meant
    done = true;
  };
  document.addEventListener("copy", onCopy, { capture: true });
  document.execCommand("copy");
  document.removeEventListener("copy", onCopy, { capture: true });
  return done;
}
