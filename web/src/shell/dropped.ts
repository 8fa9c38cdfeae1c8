// Files that somebody drops anywhere on the editor: it asks what shall become of them.
import { showOverlay } from "./overlays";

let files: readonly File[] = [];

/** The files of the last drop; none where somebody opens the dialog by its command. */
export const droppedFiles = (): readonly File[] => files;

export function openImport(dropped: readonly File[] = []): void {
  files = dropped;
  showOverlay("import");
}

/** Starts listening; a browser would else leave the page and show the file. */
export function takeDrops(allowed: () => boolean): void {
  const holdsFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes("Files") === true;
  document.addEventListener("dragover", (event) => {
    if (holdsFiles(event)) event.preventDefault();
  });
  document.addEventListener("drop", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    if (allowed()) openImport([...(event.dataTransfer?.files ?? [])]);
  });
}
