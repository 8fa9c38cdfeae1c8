// Files to bring in. The server reads them; the socket tells of a diagram that was replaced.
import type { Imported } from "./gen";

/** What somebody says besides the files: one value a line. */
export interface Besides {
  readonly vpc: string;
  readonly region: string;
  readonly tag: string;
  readonly param: string;
}

export const nothingBesides: Besides = { vpc: "", region: "", tag: "", param: "" };

/** Sends files, telling the share that is sent. What cannot be read comes back as a sentence, not as a failure. */
export function importFiles(
  url: string,
  files: readonly File[],
  besides: { readonly [field: string]: string },
  progress: (share: number) => void,
): Promise<Imported> {
  const body = new FormData();
  for (const [name, value] of Object.entries(besides)) if (value.trim() !== "") body.append(name, value);
  for (const file of files) body.append("file", file, file.name);
  return new Promise((resolve, reject) => {
    // fetch tells nothing of what was sent so far.
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.setRequestHeader("accept", "application/json");
    request.responseType = "json";
    request.upload.onprogress = ({ loaded, total }) => progress(total > 0 ? loaded / total : 0);
    request.onerror = () => reject(new Error());
    request.onload = () => {
      const answer = request.response as Partial<Imported> | null;
      if (answer && Array.isArray(answer.losses)) resolve(answer as Imported);
      else reject(new Error());
    };
    request.send(body);
  });
}
