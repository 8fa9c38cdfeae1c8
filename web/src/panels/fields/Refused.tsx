import { refusalOf } from "./editor";

/** Below what the engine refused: why, in its own words. */
export function Refused({ text }: { readonly text: string | undefined }) {
  const said = refusalOf(text);
  return said ? <p className="field-problem">{said}</p> : null;
}
