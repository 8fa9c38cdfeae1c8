/** React Aria adds a <style> to the page unless an element with this id is there. The page's policy refuses
 * inline styles, so the mark stands in for it; the rule itself is in panels.css. */
export function standInForAriaStyle(): void {
  const mark = document.createElement("meta");
  mark.id = "react-aria-pressable-style";
  document.head.append(mark);
}
